//! Unions: what the branches are called, how a value's branch is decided, and why that cannot go wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{camel, without_common_words};
use crate::model::{Api, Enum, Kind, Literal, Object, SchemaId, Tag, Union};
use crate::rust::{Decision, Guard, JsonKind, Pair, Proof, Test};

/// What each branch is called, in order; not yet distinct.
pub(super) fn variant_words(api: &Api, union: &Union) -> Vec<String> {
    let names: Vec<Option<String>> = union
        .branches
        .iter()
        .map(|branch| {
            let target = api.schemas.target(branch.schema);
            branch.hint.clone().or_else(|| api.schemas[target].name.clone()).map(|name| camel(&name))
        })
        .collect();
    let known: Vec<String> = names.iter().flatten().cloned().collect();
    let mut short = without_common_words(&known).into_iter();
    let mut words = Vec::new();
    for (index, name) in names.iter().enumerate() {
        // Every known name has its short form, in the same order.
        let own = name.as_ref().and_then(|_| short.next());
        words.push(own.unwrap_or_else(|| described(api, union, index)));
    }
    words
}

/// What a branch without a name is called: its title, its constant, its tag, the member that only it has, its kind.
fn described(api: &Api, union: &Union, index: usize) -> String {
    let branch = &union.branches[index];
    if let Some(title) = api.schemas.said(branch.schema, |doc| doc.title.as_ref()) {
        return camel(title);
    }
    if let Some(tag) = branch.tags.first() {
        return camel(tag);
    }
    let kind = &api.schemas[api.schemas.target(branch.schema)].kind;
    match kind {
        Kind::Enum(Enum { values, .. }) => match values.as_slice() {
            [only] => camel(&text(&only.literal)),
            _ => "Listed".to_owned(),
        },
        Kind::Object(object) => {
            let own = own_keys(api, union, index);
            let required = own.iter().find(|(_, required)| *required);
            match required.or(own.first()) {
                Some((key, _)) => camel(key),
                None if object.properties.is_empty() => "Map".to_owned(),
                None => "Object".to_owned(),
            }
        }
        Kind::Array(array) => {
            let items = api.schemas.target(array.items);
            format!(
                "{}List",
                camel(
                    api.schemas[items].name.as_deref().unwrap_or_else(|| kind_word(&api.schemas[items].kind))
                )
            )
        }
        plain => kind_word(plain).to_owned(),
    }
}

fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "Boolean",
        Kind::Integer(_) => "Integer",
        Kind::Number(_) => "Number",
        Kind::String(_) => "Text",
        Kind::Enum(_) => "Listed",
        Kind::Array(_) => "List",
        Kind::Object(_) => "Object",
        Kind::Union(_) => "Union",
        Kind::Any | Kind::Alias(_) => "Any",
    }
}

fn text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        Literal::Integer(value) => value.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}

fn object(api: &Api, id: SchemaId) -> Option<&Object> {
    match &api.schemas[api.schemas.target(id)].kind {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// The members that only this branch declares, in document order, and whether it requires them.
fn own_keys(api: &Api, union: &Union, index: usize) -> Vec<(String, bool)> {
    let Some(own) = object(api, union.branches[index].schema) else { return Vec::new() };
    let others = union.branches.iter().enumerate().filter(|(other, _)| *other != index);
    let declared: BTreeSet<&str> = others
        .filter_map(|(_, branch)| object(api, branch.schema))
        .flat_map(|object| object.properties.iter().map(|property| property.name.as_str()))
        .collect();
    let own = own.properties.iter().filter(|property| !declared.contains(property.name.as_str()));
    own.map(|property| (property.name.clone(), property.required)).collect()
}

/// Decides a union: guards in the order in which they are tried, and what separates each pair.
pub(super) fn decide(api: &Api, union: &Union) -> Decision {
    decide_within(api, union, &mut Vec::new())
}

/// How deep unions of unions are looked into. Deeper ones are told by their kind only.
const NESTED: usize = 4;

fn decide_within<'a>(api: &'a Api, union: &'a Union, above: &mut Vec<&'a Union>) -> Decision {
    let mut decider = Decider { api, union, guards: Vec::new(), proofs: BTreeMap::new() };
    decider.scalars();
    decider.objects();
    decider.nested(above);
    let pairs = decider.pairs();
    Decision { guards: decider.guards, pairs }
}

struct Decider<'a> {
    api: &'a Api,
    union: &'a Union,
    guards: Vec<(Guard, usize)>,
    /// Why branches of one kind can be told apart.
    proofs: BTreeMap<usize, Proof>,
}

impl<'a> Decider<'a> {
    fn kind(&self, index: usize) -> &'a Kind {
        &self.api.schemas[self.api.schemas.target(self.union.branches[index].schema)].kind
    }

    fn of_kind(&self, kind: JsonKind) -> Vec<usize> {
        (0..self.union.branches.len()).filter(|index| json_kind(self.kind(*index)) == Some(kind)).collect()
    }

    fn push(&mut self, kind: JsonKind, test: Test, branch: usize) {
        self.guards.push((Guard { kind, test }, branch));
    }

    /// Constants first, then whatever takes every value of its kind; integers before numbers.
    fn scalars(&mut self) {
        use JsonKind::{Array, Boolean, Integer, Number, String};
        for kind in [Boolean, Integer, Number, String, Array] {
            let branches = self.of_kind(kind);
            let listed = |this: &Self, index: usize| match this.kind(index) {
                Kind::Enum(list) if !list.open => {
                    Some(list.values.iter().map(|value| value.literal.clone()).collect::<Vec<_>>())
                }
                _ => None,
            };
            for &index in &branches {
                let Some(values) = listed(self, index) else { continue };
                // A list on its own takes every value of its kind, and keeps or refuses those it does not know.
                if branches.len() > 1 || values.len() == 1 {
                    for value in values {
                        self.push(kind, Test::Is(literal(&value)), index);
                    }
                    self.proofs.insert(index, Proof::Value);
                }
            }
            let free = branches.iter().copied().find(|index| listed(self, *index).is_none());
            let alone = (branches.len() == 1).then(|| branches.first().copied()).flatten();
            let constant =
                |this: &Self, index: usize| listed(this, index).is_some_and(|values| values.len() == 1);
            if let Some(index) = free.or(alone.filter(|index| !constant(self, *index))) {
                self.push(kind, Test::Any, index);
            }
        }
    }

    /// By tag, by members that only one branch has, and what is left takes every other object.
    fn objects(&mut self) {
        let branches = self.of_kind(JsonKind::Object);
        let nested = (0..self.union.branches.len()).any(|index| matches!(self.kind(index), Kind::Union(_)));
        if let ([only], false) = (branches.as_slice(), nested) {
            return self.push(JsonKind::Object, Test::Any, *only);
        }
        if let Some((property, tags)) = self.tags(&branches) {
            for (index, value) in tags {
                self.push(JsonKind::Object, Test::Tag(property.clone(), value), index);
                self.proofs.insert(index, Proof::Tag(property.clone()));
            }
            return;
        }
        let own: Vec<(usize, Vec<(String, bool)>)> =
            branches.iter().map(|index| (*index, own_keys(self.api, self.union, *index))).collect();
        for (index, keys) in &own {
            if let Some((key, _)) = keys.iter().find(|(_, required)| *required) {
                self.push(JsonKind::Object, Test::Has(key.clone()), *index);
                self.proofs.insert(*index, Proof::RequiredKey(key.clone()));
            }
        }
        let undecided = |this: &Self| {
            branches.iter().copied().filter(|index| !this.proofs.contains_key(index)).collect::<Vec<_>>()
        };
        if undecided(self).len() > 1 {
            for (index, keys) in own {
                if self.proofs.contains_key(&index) || keys.is_empty() {
                    continue;
                }
                self.proofs.insert(index, Proof::DeclaredKey(keys[0].0.clone()));
                for (key, _) in keys {
                    self.push(JsonKind::Object, Test::Has(key), index);
                }
            }
        }
        // The one without a mark takes the rest; several are tried in order, most demanding first. If all have optional
        // marks only, an object without any of them is the least demanding one.
        let left = undecided(self);
        let evidence = |index: &usize| matches!(self.proofs.get(index), Some(Proof::DeclaredKey(_)));
        let rest = if left.is_empty() { branches.iter().copied().filter(evidence).collect() } else { left };
        if let Some(index) = rest.iter().copied().min_by_key(|index| self.demands(*index)) {
            self.push(JsonKind::Object, Test::Any, index);
        }
    }

    fn demands(&self, index: usize) -> usize {
        object(self.api, self.union.branches[index].schema)
            .map_or(0, |object| object.properties.iter().filter(|property| property.required).count())
    }

    /// The property that is fixed to different constants, with the constants of each branch.
    fn tags(&self, branches: &[usize]) -> Option<(String, Vec<(usize, crate::rust::Literal)>)> {
        if branches.is_empty() {
            return None;
        }
        // A branch that is written out in place has no name that could be its tag.
        let named = branches.iter().all(|index| !self.union.branches[*index].tags.is_empty());
        if let (Some(Tag { property }), true) = (&self.union.tag, named) {
            let tags = branches.iter().flat_map(|index| {
                self.union.branches[*index]
                    .tags
                    .iter()
                    .map(|tag| (*index, self.tag_literal(*index, property, tag)))
            });
            return Some((property.clone(), tags.collect()));
        }
        let first = object(self.api, self.union.branches[*branches.first()?].schema)?;
        first.properties.iter().filter(|property| property.required).find_map(|property| {
            let mut tags = Vec::new();
            for index in branches {
                let own = object(self.api, self.union.branches[*index].schema)?;
                let own = own.properties.iter().find(|own| own.name == property.name && own.required)?;
                let Kind::Enum(Enum { values, open: false }) =
                    &self.api.schemas[self.api.schemas.target(own.schema)].kind
                else {
                    return None;
                };
                tags.extend(values.iter().map(|value| (*index, literal(&value.literal))));
            }
            let distinct: BTreeSet<_> = tags.iter().map(|(_, value)| value.clone()).collect();
            (distinct.len() == tags.len()).then(|| (property.name.clone(), tags))
        })
    }

    /// A discriminator's value in the type that the branch gives it.
    fn tag_literal(&self, index: usize, property: &str, tag: &str) -> crate::rust::Literal {
        let own = object(self.api, self.union.branches[index].schema)
            .and_then(|object| object.properties.iter().find(|own| own.name == property))
            .map(|own| &self.api.schemas[self.api.schemas.target(own.schema)].kind);
        let integers = match own {
            Some(Kind::Integer(_)) => true,
            Some(Kind::Enum(list)) => {
                list.values.iter().any(|value| matches!(value.literal, Literal::Integer(_)))
            }
            _ => false,
        };
        match tag.parse() {
            Ok(value) if integers => crate::rust::Literal::Integer(value),
            _ => crate::rust::Literal::String(tag.to_owned()),
        }
    }

    /// A union as a branch is told by what tells its own branches.
    fn nested(&mut self, above: &mut Vec<&'a Union>) {
        for index in 0..self.union.branches.len() {
            if let Kind::Union(inner) = self.kind(index)
                && above.len() < NESTED
                && !std::ptr::eq(inner, self.union)
                && !above.iter().any(|outer| std::ptr::eq(*outer, inner))
            {
                above.push(self.union);
                let guards = decide_within(self.api, inner, above).guards;
                above.pop();
                for (guard, _) in guards {
                    if !self.guards.iter().any(|(known, _)| *known == guard) {
                        self.guards.push((guard, index));
                    }
                }
                self.proofs.entry(index).or_insert(Proof::Kind);
            }
        }
        // What asks for nothing comes after all that ask for something.
        self.guards.sort_by_key(|(guard, _)| (guard.test == Test::Any, guard.kind == JsonKind::Any));
    }

    fn pairs(&self) -> Vec<Pair> {
        let count = self.union.branches.len();
        let pairs = (0..count).flat_map(|left| (left + 1..count).map(move |right| (left, right)));
        pairs.map(|(left, right)| Pair { left, right, proof: self.proof(left, right) }).collect()
    }

    fn proof(&self, left: usize, right: usize) -> Proof {
        let (left_kind, right_kind) = (json_kind(self.kind(left)), json_kind(self.kind(right)));
        if left_kind != right_kind {
            return Proof::Kind;
        }
        let proofs = [self.proofs.get(&left), self.proofs.get(&right)];
        let found = proofs.into_iter().flatten().min_by_key(|proof| matches!(proof, Proof::DeclaredKey(_)));
        found.cloned().unwrap_or(Proof::Nothing)
    }
}

/// The kind of JSON value; `None` for a union, which can have several.
fn json_kind(kind: &Kind) -> Option<JsonKind> {
    Some(match kind {
        Kind::Boolean => JsonKind::Boolean,
        Kind::Integer(_) => JsonKind::Integer,
        Kind::Number(_) => JsonKind::Number,
        Kind::String(_) => JsonKind::String,
        Kind::Array(_) => JsonKind::Array,
        Kind::Object(_) => JsonKind::Object,
        Kind::Enum(list) => match list.values.first()?.literal {
            Literal::String(_) => JsonKind::String,
            Literal::Integer(_) => JsonKind::Integer,
            Literal::Boolean(_) => JsonKind::Boolean,
        },
        Kind::Any | Kind::Alias(_) => JsonKind::Any,
        Kind::Union(_) => return None,
    })
}

/// A scalar of the model as one of Rust.
pub(super) fn literal(literal: &Literal) -> crate::rust::Literal {
    match literal {
        Literal::String(text) => crate::rust::Literal::String(text.clone()),
        Literal::Integer(value) => crate::rust::Literal::Integer(*value),
        Literal::Boolean(value) => crate::rust::Literal::Boolean(*value),
    }
}
