//! How the unions of documents are decided.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;
use std::str::FromStr;

use generator::codes::Code;
use generator::diagnostic::Place;
use generator::{Generated, RuleCount};

/// What stands before each rule and each place, in a line.
const MARK: char = '|';

/// What decides the unions of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unions {
    /// How many are decided by which rule, the strongest first.
    rules: Vec<(String, usize)>,
    /// Where those are that have branches which nothing tells apart.
    undecided: Vec<String>,
}

impl Unions {
    pub(super) fn of(generated: &Generated) -> Self {
        let rules = generated.rules.iter().map(|RuleCount { rule, unions }| ((*rule).to_owned(), *unions));
        let warnings = generated.warnings.iter().filter(|found| found.code == Code::InseparableUnion);
        Self { rules: rules.collect(), undecided: warnings.map(|found| place(&found.place)).collect() }
    }
}

/// The pointer of a place, on one line.
fn place(place: &Place) -> String {
    match place {
        Place::Key(pointer) | Place::Value(pointer) | Place::Choice(pointer) => {
            pointer.to_string().escape_debug().to_string().replace(MARK, "%7C")
        }
        Place::In(_, inner) => self::place(inner),
        Place::Document | Place::Text { .. } => String::new(),
    }
}

/// As the process that generates prints it, behind other numbers.
impl fmt::Display for Unions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rule, count) in &self.rules {
            write!(f, "{MARK}{count} {rule}")?;
        }
        self.undecided.iter().try_for_each(|place| write!(f, "{MARK}{place}"))
    }
}

impl FromStr for Unions {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut unions = Self::default();
        for part in text.trim_end().split(MARK).skip(1) {
            match part.split_once(' ').map(|(count, rule)| (count.parse(), rule)) {
                Some((Ok(count), rule)) => unions.rules.push((rule.to_owned(), count)),
                _ => unions.undecided.push(part.to_owned()),
            }
        }
        Ok(unions)
    }
}

/// What stands before the unions of a line, and these.
pub(super) fn split(line: &str) -> (&str, &str) {
    line.split_at(line.find(MARK).unwrap_or(line.len()))
}

/// How many unions of all documents are decided by which rule, and where those are that nothing decides; nothing if there
/// are no unions.
pub(super) fn summary<'u>(documents: impl Iterator<Item = (&'u Path, &'u Unions)>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut undecided = String::new();
    for (document, unions) in documents {
        for (rule, count) in &unions.rules {
            *counts.entry(rule).or_default() += count;
        }
        for place in &unions.undecided {
            let _ = write!(undecided, "\n  {}: {place}", document.display());
        }
    }
    let all: usize = counts.values().sum();
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| usize::MAX - count);
    let counts: Vec<String> = counts.into_iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    (all > 0).then(|| {
        format!("{all} unions, each by the weakest rule that it needs: {}{undecided}", counts.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_again() {
        let unions = Unions {
            rules: vec![("tag".to_owned(), 3), ("format, length or pattern".to_owned(), 1)],
            undecided: vec!["/components/schemas/A b".to_owned()],
        };
        let line = format!("1 2 3{unions}\n");
        let (numbers, rest) = split(&line);
        assert_eq!((numbers, rest.parse()), ("1 2 3", Ok(unions)));
    }
}
