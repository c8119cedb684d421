//! A document of several files as one: what references to other files point at becomes a component of the document.
//!
//! It runs first, on trees of which nothing is known, so every later stage sees a single document. Findings in what
//! came from another file are reported there, for each part that is brought is noted with where it is from.

mod discover;
mod extension;
mod files;
mod links;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::component::{Names, put};
use super::dialect;
use super::reference::{self, Reference};
use super::shape::{DOCUMENT, Kind};
use super::version::Version;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use crate::source::{Folder, Source};
use discover::{Discovery, Key, Member, Said};
use files::Files;

/// Brings what other files and the document's extensions hold to where the document refers to it.
pub(super) fn bundle(root: &mut Value, source: &Source, version: Version, diagnostics: &mut Diagnostics) {
    // Most documents are one file without either: this is all that they pay.
    let texts = links::texts(root);
    let is_file = |text: &&&str| matches!(Reference::of(text), Reference::File { .. });
    let mut files = texts.iter().filter(is_file).peekable();
    // What schemas call themselves is of interest where it may be meant.
    let own = files.peek().map(|_| reference::identifiers(root, version)).unwrap_or_default();
    let own: BTreeSet<String> = own.into_keys().collect();
    let has_files = files.any(|text| !own.contains(*text));
    let has_extensions = texts.iter().any(|text| extension::place(text).is_some());
    if let Some(folder) = source.folder.as_ref().filter(|_| has_files) {
        bring(root, source, folder, &own, diagnostics);
    }
    if has_files || has_extensions {
        extension::adopt(root, diagnostics);
    }
}

/// Brings what other files hold into the document.
fn bring(
    root: &mut Value,
    source: &Source,
    folder: &Folder,
    own: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    // Files that describe calls back to each other would never end.
    dialect::drop_callbacks(root, Kind::Object(&DOCUMENT), &Pointer::root(), diagnostics);
    let found = Discovery::new(root, source, folder, own, diagnostics).run();
    let Discovery { files, components, members, paths, said, dropped, .. } = found;
    let names =
        names(root, &files, &components.iter().map(|(key, (_, aliases))| (key, &aliases[..])).collect());
    let parts = components.iter().filter_map(|(key, (kind, _))| {
        let to = names.get(key)?.clone();
        Some(Member { file: key.0, from: key.1.clone(), to, kind: *kind })
    });
    let parts: Vec<Member> = parts.chain(members).collect();
    let text = |said: &Said| match said {
        Said::Text(text) => Some(text.clone()),
        Said::Component(key) => names.get(key).map(reference::to),
    };
    let homes: BTreeSet<&Pointer> = names.values().collect();
    // The document's own references first: what is brought is put over those that are the whole of a component.
    for (at, said) in said.get(&None).into_iter().flatten() {
        if at.parent().is_none_or(|holder| !homes.contains(&holder)) {
            say(root, at, text(said));
        }
    }
    for path in &paths {
        remove(root, &path.key("$ref"));
    }
    for Member { file, from, to, kind } in parts {
        let Some(value) = files.root(file).and_then(|tree| tree.pointer(from.as_str())) else { continue };
        put(root, &to, value.clone());
        diagnostics.brought(file, from.clone(), to.clone());
        for (at, said) in said.get(&Some(file)).map_or_else(Vec::new, |said| inside(said, &from)) {
            say(root, &to.join(at.below(&from).unwrap_or_default()), text(said));
        }
        for (_, at) in
            dropped.range((Some(file), from.clone())..).take_while(|(other, _)| *other == Some(file))
        {
            if let Some(below) = at.below(&from) {
                remove(root, &to.join(below));
            }
        }
        dialect::drop_callbacks(root, kind, &to, diagnostics);
    }
    for (_, at) in dropped.iter().filter(|(file, _)| file.is_none()) {
        remove(root, at);
    }
}

/// Which component each place becomes. It depends on nothing but the places themselves.
fn names(root: &Value, files: &Files<'_>, places: &BTreeMap<&Key, &[Pointer]>) -> BTreeMap<Key, Pointer> {
    let mut free = Names::new(root);
    let mut sorted: Vec<(&Key, &[Pointer])> = places.iter().map(|(key, aliases)| (*key, *aliases)).collect();
    sorted.sort_by_key(|((file, at, section), _)| (files.name(*file), at, *section));
    let name = |(key, aliases): (&Key, &[Pointer])| {
        let (file, at, section) = key;
        let stem = files.stem(*file);
        // Of several components that are nothing but a reference to it, the one that is called as it is.
        let called = at.last().map_or_else(|| stem.clone(), Cow::into_owned);
        let alike = |alias: &&Pointer| alias.last().is_some_and(|name| name.eq_ignore_ascii_case(&called));
        let home = aliases.iter().filter(alike).min().or_else(|| aliases.iter().min());
        (key.clone(), home.cloned().unwrap_or_else(|| free.free(section, Some(&stem), at)))
    };
    sorted.into_iter().map(name).collect()
}

/// The references inside a part of a file.
fn inside<'a>(said: &'a BTreeMap<Pointer, Said>, part: &Pointer) -> Vec<(&'a Pointer, &'a Said)> {
    // What begins with the same characters stands together, be it inside or not.
    let near = said.range(part.clone()..).take_while(|(at, _)| at.as_str().starts_with(part.as_str()));
    near.filter(|(at, _)| at.below(part).is_some()).collect()
}

/// Lets a reference say something else.
fn say(root: &mut Value, at: &Pointer, text: Option<String>) {
    if let (Some(reference), Some(text)) = (root.pointer_mut(at.as_str()), text) {
        *reference = Value::String(text);
    }
}

fn remove(root: &mut Value, at: &Pointer) {
    if let (Some(holder), Some(name)) = (at.parent(), at.last())
        && let Some(Value::Object(members)) = root.pointer_mut(holder.as_str())
    {
        members.shift_remove(name.as_ref());
    }
}

#[cfg(test)]
mod tests;
