//! Regular expressions: ECMA-262, as JSON Schema has them, to the syntax of Rust's `regex` crates.
//!
//! The two differ in what `\d`, `\s`, `\w` and `.` stand for, in what must be escaped inside a class, and in what
//! ECMA-262 lets stand for itself. What Rust's engines cannot do (look-around, back-references) is refused.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
const SPACE: &str =
    r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Translates a pattern.
///
/// # Errors
/// What it uses that cannot be translated, in a few words.
pub(super) fn translate(pattern: &str) -> Result<String, String> {
    let mut translation = Translation { input: pattern.chars().peekable(), output: String::new() };
    translation.pattern()?;
    match regex_lite::Regex::new(&translation.output) {
        Ok(_) => Ok(translation.output),
        Err(error) => Err(error.to_string()),
    }
}

struct Translation<'p> {
    input: Peekable<Chars<'p>>,
    output: String,
}

/// One member of a class, or one end of a range.
enum Atom {
    Char(char),
    /// Several characters, in the syntax of the inside of a class.
    Set(&'static str),
    Negated(&'static str),
}

impl Translation<'_> {
    fn pattern(&mut self) -> Result<(), String> {
        while let Some(c) = self.input.next() {
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.group()?,
                '.' => self.output.push_str(r"[^\n\r\x{2028}\x{2029}]"),
                '{' => self.brace(),
                ']' | '}' => self.literal(c),
                _ => self.output.push(c),
            }
        }
        Ok(())
    }

    fn literal(&mut self, c: char) {
        push_literal(&mut self.output, c);
    }

    fn group(&mut self) -> Result<(), String> {
        self.output.push('(');
        if self.input.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        match self.input.next() {
            Some(':') => self.output.push_str("?:"),
            Some('=' | '!') => return Err("it uses look-ahead".to_owned()),
            Some('<') => match self.input.peek() {
                Some('=' | '!') => return Err("it uses look-behind".to_owned()),
                // The name of a group changes nothing.
                _ => while self.input.next().is_some_and(|c| c != '>') {},
            },
            _ => return Err("it uses a group that ECMA-262 does not have".to_owned()),
        }
        Ok(())
    }

    /// A quantifier, or a brace that stands for itself.
    fn brace(&mut self) {
        // No further than the count goes: a pattern may be nothing but braces.
        let ahead: String = self.input.clone().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
        let is_closed = self.input.clone().nth(ahead.len()) == Some('}');
        let counts = ahead.starts_with(|c: char| c.is_ascii_digit()) && ahead.matches(',').count() < 2;
        if is_closed && counts {
            let _ = write!(self.output, "{{{ahead}}}");
            self.input.nth(ahead.len());
        } else {
            self.literal('{');
        }
    }

    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.input.peek().copied() else { return Err("it ends with a back-slash".to_owned()) };
        match c {
            'b' | 'B' => {
                self.input.next();
                self.output.push('\\');
                self.output.push(c);
            }
            '1'..='9' | 'k' => return Err("it uses a back-reference".to_owned()),
            _ => match self.atom_escape()? {
                Atom::Char(c) => self.literal(c),
                Atom::Set(set) => {
                    let _ = write!(self.output, "[{set}]");
                }
                Atom::Negated(set) => {
                    let _ = write!(self.output, "[^{set}]");
                }
            },
        }
        Ok(())
    }

    /// What stands behind a back-slash, inside a class or outside.
    fn atom_escape(&mut self) -> Result<Atom, String> {
        let Some(c) = self.input.next() else { return Err("it ends with a back-slash".to_owned()) };
        Ok(match c {
            'd' => Atom::Set(DIGIT),
            'w' => Atom::Set(WORD),
            's' => Atom::Set(SPACE),
            'D' => Atom::Negated(DIGIT),
            'W' => Atom::Negated(WORD),
            'S' => Atom::Negated(SPACE),
            'p' | 'P' => return Err("it uses a Unicode property".to_owned()),
            't' => Atom::Char('\t'),
            'n' => Atom::Char('\n'),
            'r' => Atom::Char('\r'),
            'v' => Atom::Char('\u{B}'),
            'f' => Atom::Char('\u{C}'),
            '0' => Atom::Char('\0'),
            'b' => Atom::Char('\u{8}'),
            'c' => match self.input.next().and_then(|letter| u8::try_from(letter).ok()) {
                Some(letter) if letter.is_ascii_alphabetic() => Atom::Char(char::from(letter % 32)),
                _ => return Err("`\\c` stands before no letter".to_owned()),
            },
            'x' => Atom::Char(self.code_point(2)?),
            'u' => Atom::Char(self.code_point(4)?),
            'A' | 'Z' | 'z' | 'G' | 'Q' | 'E' => return Err(format!("ECMA-262 has no `\\{c}`")),
            other => Atom::Char(other),
        })
    }

    fn code_point(&mut self, digits: usize) -> Result<char, String> {
        let hex: String = if self.input.next_if_eq(&'{').is_some() {
            self.input.by_ref().take_while(|c| *c != '}').collect()
        } else {
            self.input.by_ref().take(digits).collect()
        };
        let code = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
        code.ok_or_else(|| format!("`{hex}` is no character"))
    }

    fn class(&mut self) -> Result<(), String> {
        let negated = self.input.next_if_eq(&'^').is_some();
        if self.input.next_if_eq(&']').is_some() {
            // Nothing, or anything.
            self.output.push_str(if negated { r"[\x00-\x{10FFFF}]" } else { r"[^\x00-\x{10FFFF}]" });
            return Ok(());
        }
        self.output.push_str(if negated { "[^" } else { "[" });
        loop {
            let low = match self.class_atom()? {
                None => break,
                Some(Atom::Char(c)) => c,
                Some(set) => {
                    self.class_set(&set);
                    continue;
                }
            };
            let mut ahead = self.input.clone();
            if ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']') {
                self.input.next();
                match self.class_atom()? {
                    Some(Atom::Char(high)) => {
                        push_literal(&mut self.output, low);
                        self.output.push('-');
                        push_literal(&mut self.output, high);
                    }
                    Some(set) => {
                        push_literal(&mut self.output, low);
                        push_literal(&mut self.output, '-');
                        self.class_set(&set);
                    }
                    None => break,
                }
            } else {
                push_literal(&mut self.output, low);
            }
        }
        self.output.push(']');
        Ok(())
    }

    fn class_set(&mut self, set: &Atom) {
        match set {
            Atom::Char(c) => push_literal(&mut self.output, *c),
            Atom::Set(set) => self.output.push_str(set),
            Atom::Negated(DIGIT) => self.output.push_str(r"\D"),
            Atom::Negated(WORD) => self.output.push_str(r"\W"),
            Atom::Negated(_) => self.output.push_str(r"\S"),
        }
    }

    /// The next member of a class; `None` at its end.
    fn class_atom(&mut self) -> Result<Option<Atom>, String> {
        match self.input.next() {
            None => Err("a class is not closed".to_owned()),
            Some(']') => Ok(None),
            Some('\\') => self.atom_escape().map(Some),
            Some(c) => Ok(Some(Atom::Char(c))),
        }
    }
}

/// Writes a character that stands for itself, inside a class or outside.
fn push_literal(output: &mut String, c: char) {
    if c.is_ascii_alphanumeric()
        || matches!(c, '_' | ' ' | '/' | '"' | '\'' | ':' | ';' | ',' | '@' | '%' | '`' | '!' | '=')
    {
        output.push(c);
    } else if c.is_ascii_punctuation() && !matches!(c, '<' | '>') {
        output.push('\\');
        output.push(c);
    } else if c.is_ascii_control() {
        let _ = write!(output, "\\x{:02X}", u32::from(c));
    } else {
        output.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    /// Pattern, translation, what it takes, what it does not take.
    #[test]
    fn the_meaning_stays() {
        for (pattern, matches, fails) in [
            (r"^[^?:@$~ [\]{}]*$", "feature/*", "a[b"),
            (r"^\/([a-zA-Z0-9-._]+\/)*[a-zA-Z0-9-._]+$", "/a/b-c", "/a//b"),
            (r"^[A-Za-z0-9-]+$", "a-1", "a_1"),
            (r"^\s$", "\u{A0}", "\u{85}"),
            (r"^\d+$", "12", "\u{661}"),
            (r"a{2}{x}", "aa{x}", "a{x}"),
            (r"^[\w.]+$", "a_1.", "ä"),
            (r"^.$", "ä", "\u{2028}"),
            (r"^\x41\u0042\u{43}$", "ABC", "abc"),
            (r"^(?<year>\d{4})$", "2026", "26"),
            (r"^[^]$", "\n", ""),
            (r"^[\d-x]+$", "1-x", "y"),
            (r"^]$", "]", "["),
        ] {
            let regex = regex_lite::Regex::new(&translate(pattern).unwrap()).unwrap();
            assert!(regex.is_match(matches), "{pattern} takes {matches:?}");
            assert!(!regex.is_match(fails), "{pattern} refuses {fails:?}");
        }
    }

    #[test]
    fn what_cannot_be_checked_says_why() {
        assert_eq!(translate("(?=a)").unwrap_err(), "it uses look-ahead");
        assert_eq!(translate(r"(a)\1").unwrap_err(), "it uses a back-reference");
        assert_eq!(translate("[a").unwrap_err(), "a class is not closed");
        assert!(translate("(").is_err());
    }
}
