//! How fast generated types are read and written, against serde's derive.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod harness;
mod samples;
mod table;

use std::hint::black_box;
use std::process::ExitCode;

use benches::{baseline, types};
use serde::Serialize;
use serde::de::DeserializeOwned;

use harness::{Work, compare, exponent};
use samples::Deciding::{First, Last};
use samples::Order::{Document, Reversed};
use samples::{branch, list, object};
use table::Table;

fn main() -> ExitCode {
    let mut table = Table::new(["ours, ns", "other, ns", "ratio"]);
    Table::heading("objects, against derive");
    objects(&mut table);
    Table::heading("unions, against their branch with derive");
    unions(&mut table);
    Table::heading("unions, against `untagged`; the last of eight branches matches");
    untagged(&mut table);
    Table::heading(
        "growth: the exponent of the time for one member, or of the time by the number of branches",
    );
    growth(&mut table);
    table.end()
}

/// Reads a text as a type again and again.
fn read<T: DeserializeOwned>(text: &str) -> Work {
    let text = text.to_owned();
    serde_json::from_str::<T>(&text).expect("the sample fits the type");
    Box::new(move |times| {
        for _ in 0..times {
            let _ = black_box(serde_json::from_slice::<T>(black_box(text.as_bytes())));
        }
    })
}

/// Writes what a text says as a type again and again.
fn write<T: DeserializeOwned + Serialize + 'static>(text: &str) -> Work {
    let value = serde_json::from_str::<T>(text).expect("the sample fits the type");
    Box::new(move |times| {
        for _ in 0..times {
            let _ = black_box(serde_json::to_vec(black_box(&value)));
        }
    })
}

fn row(table: &mut Table, what: &str, target: f64, ours: Work, baseline: Work) {
    if !table.wants(what) {
        return;
    }
    let found = compare(ours, baseline);
    let times = [found.ours, found.baseline].map(|time| format!("{time:.0}"));
    table.row(what, times, found.ratio, Some(target));
}

fn objects(table: &mut Table) {
    let build = object("Build", Document);
    let wide = object("Wide200", Document);
    let reversed = object("Wide200", Reversed);
    row(table, "decode Build", 1.05, read::<types::Build>(&build), read::<baseline::Build>(&build));
    row(table, "encode Build", 1.05, write::<types::Build>(&build), write::<baseline::Build>(&build));
    row(table, "decode 200 members", 1.05, read::<types::Wide200>(&wide), read::<baseline::Wide200>(&wide));
    row(
        table,
        "decode 200 members, reversed",
        1.05,
        read::<types::Wide200>(&reversed),
        read::<baseline::Wide200>(&reversed),
    );
    row(table, "encode 200 members", 1.05, write::<types::Wide200>(&wide), write::<baseline::Wide200>(&wide));
}

fn unions(table: &mut Table) {
    for (when, deciding, target) in [("first", First, 1.1), ("last", Last, 1.3)] {
        let text = branch("ByKey2", 0, deciding);
        row(
            table,
            &format!("2 branches by key, {when}"),
            target,
            read::<types::ByKey2>(&text),
            read::<baseline::ByKey2Branch0>(&text),
        );
        let text = branch("ByTag8", 7, deciding);
        row(
            table,
            &format!("8 branches by tag, {when}"),
            target,
            read::<types::ByTag8>(&text),
            read::<baseline::ByTag8Branch7>(&text),
        );
        let text = branch("ByTag100", 99, deciding);
        row(
            table,
            &format!("100 branches by tag, {when}"),
            target,
            read::<types::ByTag100>(&text),
            read::<baseline::ByTag100Branch99>(&text),
        );
    }
    let text = list(&vec![branch("ByTag8", 0, First); 100]);
    row(
        table,
        "array of 100, 8 branches by tag, first",
        1.1,
        read::<types::ByTag8List>(&text),
        read::<baseline::ByTag8PlainList>(&text),
    );
    let text = branch("ByTag8", 7, First);
    row(
        table,
        "encode, 8 branches by tag",
        1.05,
        write::<types::ByTag8>(&text),
        write::<baseline::ByTag8Branch7WithKind>(&text),
    );
}

fn untagged(table: &mut Table) {
    for (when, deciding) in [("first", First), ("last", Last)] {
        let text = branch("ByKey8", 7, deciding);
        row(
            table,
            &format!("by key, {when}"),
            0.6,
            read::<types::ByKey8>(&text),
            read::<baseline::ByKey8>(&text),
        );
        let text = branch("ByTag8", 7, deciding);
        row(
            table,
            &format!("by tag, {when}"),
            0.6,
            read::<types::ByTag8>(&text),
            read::<baseline::ByTag8>(&text),
        );
    }
    let mixed: Vec<String> = (0..100).map(|index| branch("ByTag8", index % 8, First)).collect();
    let text = list(&mixed);
    row(
        table,
        "array of 100, every branch, by tag",
        0.6,
        read::<types::ByTag8List>(&text),
        read::<baseline::ByTag8List>(&text),
    );
}

fn growth(table: &mut Table) {
    for (when, order) in [("in order", Document), ("reversed", Reversed)] {
        let what = format!("50, 100, 200 members, {when}");
        if !table.wants(&what) {
            continue;
        }
        let [w50, w100, w200] = ["Wide50", "Wide100", "Wide200"].map(|name| object(name, order));
        let found = exponent(vec![
            (50.0, read::<types::Wide50>(&w50)),
            (100.0, read::<types::Wide100>(&w100)),
            (200.0, read::<types::Wide200>(&w200)),
        ]);
        let derive = exponent(vec![
            (50.0, read::<baseline::Wide50>(&w50)),
            (100.0, read::<baseline::Wide100>(&w100)),
            (200.0, read::<baseline::Wide200>(&w200)),
        ]);
        let shown = [found - 1.0, derive - 1.0].map(|exponent| format!("{exponent:.2}"));
        table.row(&what, shown, found - 1.0, Some(0.1));
    }
    let what = "25, 50, 100 branches by tag";
    if !table.wants(what) {
        return;
    }
    let [t25, t50, t100] =
        [("ByTag25", 24), ("ByTag50", 49), ("ByTag100", 99)].map(|(name, last)| branch(name, last, First));
    let found = exponent(vec![
        (25.0, read::<types::ByTag25>(&t25)),
        (50.0, read::<types::ByTag50>(&t50)),
        (100.0, read::<types::ByTag100>(&t100)),
    ]);
    table.row(what, [format!("{found:.2}"), String::new()], found, Some(0.1));
}
