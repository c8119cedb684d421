//! How often reading allocates, against serde's derive: counted, so that one run says it all.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod samples;
mod table;

use std::hint::black_box;
use std::process::ExitCode;

use benches::{baseline, types};
use serde::de::DeserializeOwned;

use samples::Deciding::{First, Last};
use samples::Order::{Document, Reversed};
use samples::{branch, list, object};
use table::Table;

fn main() -> ExitCode {
    let mut table = Table::new(["ours", "other", "more"]);
    Table::heading("allocations, against derive");
    row::<types::Build, baseline::Build>(&mut table, "Build", true, &object("Build", Document));
    row::<types::Wide200, baseline::Wide200>(
        &mut table,
        "200 members, reversed",
        true,
        &object("Wide200", Reversed),
    );
    Table::heading("allocations, against the branch with derive");
    for (when, deciding, is_wanted) in [("first", First, true), ("last", Last, false)] {
        row::<types::ByKey2, baseline::ByKey2Branch0>(
            &mut table,
            &format!("2 branches by key, {when}"),
            is_wanted,
            &branch("ByKey2", 0, deciding),
        );
        row::<types::ByTag8, baseline::ByTag8Branch7>(
            &mut table,
            &format!("8 branches by tag, {when}"),
            is_wanted,
            &branch("ByTag8", 7, deciding),
        );
    }
    row::<types::ByTag8List, baseline::ByTag8PlainList>(
        &mut table,
        "array of 100, 8 branches by tag, first",
        true,
        &list(&vec![branch("ByTag8", 0, First); 100]),
    );
    table.end()
}

/// How many allocations more than the baseline's: none are wanted when what decides comes first.
fn row<Ours: DeserializeOwned, Baseline: DeserializeOwned>(
    table: &mut Table,
    what: &str,
    is_wanted: bool,
    text: &str,
) {
    if !table.wants(what) {
        return;
    }
    let (ours, baseline) = (count::<Ours>(text), count::<Baseline>(text));
    let more = i32::try_from(ours).unwrap_or(i32::MAX) - i32::try_from(baseline).unwrap_or(0);
    let shown = [ours, baseline].map(|count| count.to_string());
    table.row(what, shown, f64::from(more), is_wanted.then_some(0.0));
}

fn count<T: DeserializeOwned>(text: &str) -> u64 {
    let counted = allocation_counter::measure(|| {
        let value = serde_json::from_slice::<T>(black_box(text.as_bytes()));
        black_box(value).expect("the sample fits the type");
    });
    counted.count_total
}
