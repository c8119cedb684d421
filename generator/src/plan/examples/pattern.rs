//! A text that a pattern matches, for the patterns that are no riddle: letters, classes, groups and repetitions.

use std::iter::Peekable;
use std::str::Chars;

/// How long a text may become.
const LONGEST: usize = 200;

/// How deep groups may stand in groups.
const DEEPEST: usize = 16;

/// What is chosen from a class, the best first.
const LIKED: &str = "a1A0bB-_ .x/@";

/// A text that a pattern of ECMA-262 matches, in which what may be repeated is repeated so many times more than needed.
/// `None` for what is not understood.
pub(super) fn matching(pattern: &str, more: usize) -> Option<String> {
    let mut reader = Reader { rest: pattern.chars().peekable(), more, depth: 0 };
    let found = reader.alternatives()?;
    if reader.rest.next().is_some() || found.text.chars().count() > LONGEST {
        return None;
    }
    let Found { mut text, is_open } = found;
    // More may follow what is only the beginning.
    if is_open {
        text.push_str(if text.ends_with(|last: char| last.is_ascii_alphanumeric()) { "_1" } else { "1" });
    }
    Some(text)
}

struct Found {
    text: String,
    /// Whether it ends with a fixed letter behind which anything may stand.
    is_open: bool,
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    more: usize,
    depth: usize,
}

impl Reader<'_> {
    /// The first of several alternatives; the others have to be understood as well.
    fn alternatives(&mut self) -> Option<Found> {
        let first = self.sequence()?;
        while self.rest.next_if_eq(&'|').is_some() {
            self.sequence()?;
        }
        Some(first)
    }

    fn sequence(&mut self) -> Option<Found> {
        let mut found = Found { text: String::new(), is_open: false };
        if self.rest.next_if_eq(&'^').is_some() && self.depth > 0 {
            return None;
        }
        while let Some(next) = self.rest.peek().copied() {
            match next {
                '|' | ')' => break,
                '$' => {
                    self.rest.next();
                    let at_end = self.depth == 0 && matches!(self.rest.peek(), None | Some('|'));
                    found.is_open = false;
                    return at_end.then_some(found);
                }
                _ => {
                    let (atom, is_letter) = self.atom()?;
                    let times = self.times()?;
                    if atom.len() * times + found.text.len() > LONGEST {
                        return None;
                    }
                    found.text.push_str(&atom.repeat(times));
                    found.is_open = is_letter && self.depth == 0;
                }
            }
        }
        Some(found)
    }

    /// What one piece of the pattern matches, and whether it is a letter that stands for itself.
    fn atom(&mut self) -> Option<(String, bool)> {
        let one = |letter: char| Some((letter.to_string(), false));
        match self.rest.next()? {
            '.' => one('a'),
            '[' => self.class().and_then(one),
            '\\' => match self.rest.next()? {
                'd' => one('1'),
                'w' | 'D' | 'S' => one('a'),
                's' => one(' '),
                'W' => one('-'),
                letter if letter.is_ascii_alphanumeric() => None,
                letter => Some((letter.to_string(), true)),
            },
            '(' => {
                if self.rest.next_if_eq(&'?').is_some() {
                    self.rest.next_if_eq(&':')?;
                }
                self.depth += 1;
                let inner = if self.depth > DEEPEST { None } else { self.alternatives() };
                self.depth -= 1;
                self.rest.next_if_eq(&')')?;
                Some((inner?.text, false))
            }
            '^' | '$' | '*' | '+' | '?' | '{' | '}' | ']' => None,
            letter => Some((letter.to_string(), true)),
        }
    }

    /// A letter of a class.
    fn class(&mut self) -> Option<char> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let first = match self.rest.next()? {
                ']' => break,
                '\\' => match self.rest.next()? {
                    'd' => {
                        ranges.push(('0', '9'));
                        continue;
                    }
                    'w' => {
                        ranges.extend([('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]);
                        continue;
                    }
                    's' => ' ',
                    letter if letter.is_ascii_alphanumeric() => return None,
                    letter => letter,
                },
                letter => letter,
            };
            let mut ahead = self.rest.clone();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|last| last != ']');
            let last = if is_range {
                self.rest.next();
                self.rest.next().filter(|last| *last != '\\')?
            } else {
                first
            };
            ranges.push((first, last));
        }
        let holds = |letter: char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
        let liked = LIKED.chars().find(|letter| holds(*letter) != negated);
        liked.or_else(|| ranges.first().filter(|_| !negated).map(|(first, _)| *first))
    }

    /// How many times the piece before is written.
    fn times(&mut self) -> Option<usize> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('?') => (0, 1),
            Some('{') => return self.counted(),
            _ => return Some(1),
        };
        self.rest.next();
        self.rest.next_if_eq(&'?');
        Some(most.min(least + self.more))
    }

    fn counted(&mut self) -> Option<usize> {
        self.rest.next();
        let mut inside = String::new();
        while let Some(letter) = self.rest.next_if(|letter| *letter != '}') {
            inside.push(letter);
        }
        self.rest.next()?;
        self.rest.next_if_eq(&'?');
        let (least, most) = match inside.split_once(',') {
            None => (inside.parse().ok()?, inside.parse().ok()?),
            Some((least, "")) => (least.parse().ok()?, LONGEST),
            Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
        };
        let least: usize = least;
        Some(least.saturating_add(self.more).min(most).max(least)).filter(|times| *times <= LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_is_no_riddle_has_a_text() {
        for (pattern, text) in [
            ("^msg", Some("msg_1")),
            ("^msg_", Some("msg_1")),
            ("^ch_[0-9]+$", Some("ch_111")),
            ("^[0-9a-f]{8}-[0-9a-f]{4}$", Some("aaaaaaaa-aaaa")),
            ("^(foo|bar)$", Some("foo")),
            ("^foo$|^bar$", Some("foo")),
            (r"^\d{4}-\d{2}$", Some("1111-11")),
            (r"^v?\d+(\.\d+)*$", Some("v111.111.111")),
            ("^[^/]+$", Some("aaa")),
            ("^[-+]?[A-Z]{2,3}$", Some("-AAA")),
            ("[a-z]", Some("a")),
            ("^(?!x)a$", None),
            (r"^\p{L}+$", None),
            (r"^(a)\1$", None),
            ("^a{500}$", None),
            ("^(", None),
            ("^[a", None),
        ] {
            assert_eq!(matching(pattern, 2).as_deref(), text, "{pattern}");
        }
        assert_eq!(matching(&"(".repeat(10_000), 2), None);
    }
}
