//! What a fuzzer looks for in any number of documents, in a few that are the same each time.

use hostile::random::Random;
use hostile::reading::Outcome;
use hostile::{document, reading};

/// How many documents; a fuzzer tries as many in some seconds.
const DOCUMENTS: u64 = 400;

#[test]
fn any_document_becomes_a_crate_or_is_refused() {
    let (mut generated, mut refused) = (0, 0);
    for seed in 0..DOCUMENTS {
        let mut random = Random::new(seed);
        let length = 64 + random.below(1500);
        match document::check(&random.bytes(length)) {
            Ok(Outcome::Generated) => generated += 1,
            Ok(Outcome::Refused) => refused += 1,
            Err(words) => panic!("document {seed}: {words}"),
        }
    }
    println!("{generated} generated, {refused} refused");
    assert!(generated > DOCUMENTS / 2, "only {generated} of {DOCUMENTS} say something about crates");
}

#[test]
fn any_change_of_a_document_is_read_or_refused() {
    let whole = include_str!("../../cases/documentation/openapi.yaml").as_bytes();
    let mut generated = 0;
    for seed in 0..DOCUMENTS {
        let mut random = Random::new(seed);
        let mut bytes = whole.to_vec();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes.insert(at, b"\"'#:-[]{}&*!|>%@`\n\t\0\xff"[random.below(21)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        match reading::check(&bytes) {
            Ok(Outcome::Generated) => generated += 1,
            Ok(Outcome::Refused) => {}
            Err(words) => panic!("change {seed}: {words}"),
        }
    }
    assert!(generated > DOCUMENTS / 10, "only {generated} of {DOCUMENTS} changes leave a document");
}
