//! The index of a tag's texts: every text is found, whatever its length, and nothing else is.

use crate::runtime::table::{Cases, index, line, places};

/// Texts that differ in one byte at any place, and of every length that is compared or hashed in another way.
const CASES: &Cases = &[
    ("", 0),
    ("a", 1),
    ("b", 2),
    ("abc", 3),
    ("abd", 4),
    ("abcd", 5),
    ("xbcd", 6),
    ("abcdefg", 7),
    ("abcXefg", 8),
    ("abcdefgh", 9),
    ("abcdefgX", 10),
    ("abcdefghi", 11),
    ("Xbcdefghi", 12),
    ("abcdefgXi", 13),
    ("abcdefghijklmnop", 14),
    ("abcdefghijklmnoX", 15),
    ("abcdefghijklmnopq", 16),
    ("abcdefghXjklmnopq", 17),
    ("com.example.build.started", 18),
    ("com.example.build.stopped", 18),
    ("com.example.bundle.started", 19),
    ("größe", 20),
];
const INDEX: [usize; places(CASES.len())] = index(CASES);

#[test]
fn every_text_has_its_line() {
    for (text, own) in CASES {
        assert_eq!(line(CASES, &INDEX, text), Some(*own), "{text}");
    }
}

#[test]
fn a_text_that_is_not_there_has_none() {
    for (text, _) in CASES {
        for other in [format!("{text}_"), format!("_{text}"), text.replacen('c', "C", 1), text.to_uppercase()]
        {
            let is_known = CASES.iter().any(|(known, _)| *known == other);
            assert_eq!(line(CASES, &INDEX, &other).is_some(), is_known, "{other}");
        }
    }
}

#[test]
fn texts_whose_places_are_taken_are_found_behind() {
    // Half the places that they would have: many are not where their hash says.
    const CROWDED: [usize; 32] = index(CASES);
    for (text, own) in CASES {
        assert_eq!(line(CASES, &CROWDED, text), Some(*own), "{text}");
    }
}

#[test]
fn a_tag_without_texts_has_no_line() {
    const NONE: [usize; places(0)] = index(&[]);
    assert_eq!(line(&[], &NONE, "a"), None);
}
