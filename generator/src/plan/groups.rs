//! Groups of operations, and the files that they are written to.

use std::collections::BTreeSet;

use super::names::{Scope, snake};
use super::operations::Planned;
use super::split;
use crate::rust::{
    Argument, ArgumentKind, Doc, HeaderStruct, Ident, Method, OperationModule, OutcomeModule, PathPart,
    StatusEnum, Struct, Type,
};

/// The operations of a tag, or those of no tag.
pub(super) struct Group {
    /// The name of its file, and of those that it is divided into.
    pub(super) name: Ident,
    /// What it is called.
    heading: String,
    /// What the document says of it.
    doc: Doc,
    /// The feature that turns it on.
    pub(super) feature: Option<String>,
    /// The operations in document order.
    pub(super) planned: Vec<Planned>,
}

impl Group {
    pub(super) fn new(name: Ident, heading: String, doc: Doc) -> Self {
        Self { name, heading, doc, feature: None, planned: Vec::new() }
    }

    /// Its files: one, or several that are short enough to be read.
    fn files(mut self, names: &mut Scope) -> Vec<OperationModule> {
        let words =
            words(self.name.as_str().trim_end_matches('_'), self.planned.iter().map(segments).collect());
        let mut modules = Vec::new();
        for (words, planned) in split::operations(&words, self.planned) {
            let (name, heading) = match words.as_slice() {
                [] => (self.name.clone(), self.heading.clone()),
                words => (
                    names.claim(&format!("{}_{}", self.name.as_str(), words.join("_"))),
                    format!("{}: {}", self.heading, words.join(" ").replace('_', " ")),
                ),
            };
            // What is said of the group is said once.
            let doc = std::mem::take(&mut self.doc);
            modules.push(module(name, heading, doc, self.feature.clone(), planned));
        }
        modules
    }
}

/// The files of all groups that have operations.
pub(super) fn modules(groups: Vec<Group>, mut names: Scope) -> Vec<OperationModule> {
    groups.into_iter().flat_map(|group| group.files(&mut names)).collect()
}

/// What the operations of a group are about: the fixed segments of their paths, but for those that all of them begin
/// with, and the one that says the name of the group again.
fn words(group: &str, mut all: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let first = all.first().cloned().unwrap_or_default();
    let common =
        |words: &Vec<String>| words.iter().zip(&first).take_while(|(left, right)| left == right).count();
    let shared = all.iter().map(common).min().unwrap_or_default();
    for words in &mut all {
        words.drain(..shared);
        if words.first().is_some_and(|word| word == group) {
            words.remove(0);
        }
    }
    all
}

/// The fixed segments of an operation's path.
fn segments(planned: &Planned) -> Vec<String> {
    let path = planned.methods.first().map(|method| method.path.as_slice()).unwrap_or_default();
    let words = path.iter().filter_map(|segment| match segment.0.as_slice() {
        // No keyword is in the way: the name of the group stands before it.
        [PathPart::Literal(text)] => Some(snake(text).trim_end_matches('_').to_owned()),
        _ => None,
    });
    words.collect()
}

/// One file.
fn module(
    name: Ident,
    heading: String,
    doc: Doc,
    feature: Option<String>,
    planned: Vec<Planned>,
) -> OperationModule {
    let mut module = OperationModule {
        name,
        heading,
        doc,
        imports: Vec::new(),
        methods: Vec::new(),
        params: Vec::new(),
        bodies: Vec::new(),
        headers: Vec::new(),
        errors: Vec::new(),
        successes: Vec::new(),
        shared: Vec::new(),
        feature,
    };
    for own in planned {
        module.methods.extend(own.methods);
        module.params.extend(own.params);
        module.bodies.extend(own.body);
        module.headers.extend(own.headers);
        module.errors.extend(own.error);
        module.successes.extend(own.successes);
    }
    module
}

/// Says which types, enums and structs of headers of other files each file names.
pub(super) fn import(modules: &mut [OperationModule], outcomes: &OutcomeModule) {
    let of_operations = |module: &OperationModule| {
        let enums = module.errors.iter().chain(&module.successes).map(|item| item.name.clone());
        enums.chain(module.headers.iter().map(|item| item.name.clone())).collect::<Vec<_>>()
    };
    let shared = outcomes.enums.iter().map(|item| item.name.clone());
    let shared = shared.chain(outcomes.headers.iter().map(|item| item.name.clone()));
    let of_operations: BTreeSet<Ident> = modules.iter().flat_map(of_operations).chain(shared).collect();
    for module in modules {
        let own: BTreeSet<Ident> = names(module).cloned().collect();
        let mut named = named(module);
        let items = module.errors.iter().chain(&module.successes);
        named.extend(items.filter_map(|item| item.same.clone()));
        named.extend(module.headers.iter().filter_map(|item| item.same.clone()));
        (module.shared, module.imports) =
            named.difference(&own).cloned().partition(|name| of_operations.contains(name));
    }
}

/// What a file defines.
fn names(module: &OperationModule) -> impl Iterator<Item = &Ident> {
    let params = module.params.iter().map(|params| &params.name);
    let bodies = module.bodies.iter().map(|body| &body.name);
    let headers = module.headers.iter().map(|item| &item.name);
    let enums = module.errors.iter().chain(&module.successes).map(|item| &item.name);
    params.chain(bodies).chain(headers).chain(enums)
}

/// The types that a file names.
pub(super) fn named(module: &OperationModule) -> BTreeSet<Ident> {
    let mut named = BTreeSet::new();
    module.methods.iter().for_each(|method| named_by_method(method, &mut named));
    named.extend(module.params.iter().flat_map(Struct::names).cloned());
    let variants = module.bodies.iter().flat_map(|body| &body.variants);
    named.extend(variants.flat_map(|variant| variant.ty.names()).cloned());
    module.headers.iter().for_each(|item| named_by_headers(item, &mut named));
    module.errors.iter().chain(&module.successes).for_each(|item| named_by_statuses(item, &mut named));
    named
}

/// The types that an enum names, unless it is one of another name.
pub(super) fn named_by_statuses(item: &StatusEnum, named: &mut BTreeSet<Ident>) {
    if item.same.is_some() {
        return;
    }
    named.extend(item.arms.iter().flat_map(|arm| arm.ty.names()).cloned());
}

/// The types that a struct of headers names, unless it is one of another name.
pub(super) fn named_by_headers(item: &HeaderStruct, named: &mut BTreeSet<Ident>) {
    if item.same.is_none() {
        named.extend(item.headers.iter().flat_map(|header| header.ty.names()).cloned());
    }
}

fn named_by_method(method: &Method, named: &mut BTreeSet<Ident>) {
    let arguments = method.arguments.iter().filter_map(|Argument { kind, .. }| match kind {
        ArgumentKind::Text => None,
        ArgumentKind::Value(ty)
        | ArgumentKind::Into(ty)
        | ArgumentKind::IntoOption(ty)
        | ArgumentKind::Reference(ty) => Some(ty),
    });
    let outcomes: [&Type; 2] = [&method.success.0, &method.failure.0];
    named.extend(arguments.chain(outcomes).flat_map(Type::names).cloned());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(group: &str, paths: &[&str]) -> Vec<String> {
        let segments = |path: &&str| path.split('/').skip(1).map(str::to_owned).collect();
        words(group, paths.iter().map(segments).collect()).iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn what_all_paths_begin_with_says_nothing() {
        assert_eq!(of("core", &["/api/v1/pods", "/api/v1/pods/log", "/api/v1"]), ["pods", "pods log", ""]);
        assert_eq!(of("one", &["/a/b"]), [""]);
    }

    #[test]
    fn the_name_of_the_group_says_nothing() {
        let found = of("repos", &["/repos/branches", "/user/repos", "/repos"]);
        assert_eq!(found, ["branches", "user repos", ""]);
    }
}
