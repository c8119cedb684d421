//! Unions of the crate: an enum for each, with what decides its branch.

use std::collections::BTreeSet;

use super::checks;
use super::docs;
use super::items::{Items, note_unknown, unknown_names};
use super::names::{Scope, snake};
use super::reach::Usage;
use super::types;
use super::unions::variant_words;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Property, SchemaId, Union as Branches};
use crate::rust::{Access, Constant, Decision, Doc, Ident, Literal, Type, Union, Variant};

impl Items<'_> {
    /// Says which branches nothing tells apart.
    pub(super) fn warn(
        &self,
        id: SchemaId,
        union: &Branches,
        decision: &Decision,
        diagnostics: &mut Diagnostics,
    ) {
        let pairs: Vec<&[usize]> = decision.inseparable().collect();
        let Some([left, right]) = pairs.first() else { return };
        let mut scope = Scope::default();
        let names: Vec<Ident> = self.words(id, union).iter().map(|word| scope.claim(word)).collect();
        let others = pairs.len() - 1;
        let message = format!(
            "nothing that is looked at tells two branches apart: `{}` and `{}`{}",
            names[*left].as_str(),
            names[*right].as_str(),
            if others == 0 { String::new() } else { format!(", and so for {others} other pairs") }
        );
        let place =
            |index: usize| Place::Value(self.api.schemas[union.branches[index].schema].pointer.clone());
        diagnostics.push(
            Diagnostic::new(Code::InseparableUnion, Place::Value(self.api.schemas[id].pointer.clone()), message)
                .related(place(*left), "one of the two")
                .related(place(*right), "the other")
                .help("a value of either is read as the first that takes it; a `discriminator`, or a required property that only one has, tells them apart"),
        );
    }

    /// A branch that stands for exactly one value of the tag always has that value, if it has the member at all.
    pub(super) fn fix_tags(
        &mut self,
        union: &Branches,
        decision: &Decision,
        contested: &mut BTreeSet<(SchemaId, String)>,
    ) {
        for (index, branch) in union.branches.iter().enumerate() {
            let Some(constant) = decision.constant(index) else { continue };
            let explicit = union.tag.as_ref().is_some_and(|tag| tag.property == constant.key);
            for target in self.objects(branch.schema) {
                self.fix_tag(target, &constant, explicit, contested);
            }
        }
    }

    fn fix_tag(
        &mut self,
        target: SchemaId,
        constant: &Constant,
        explicit: bool,
        contested: &mut BTreeSet<(SchemaId, String)>,
    ) {
        let Some(id) = self.names.canonical(target) else { return };
        let Kind::Object(object) = &self.api.schemas[target].kind else { return };
        let declared = object.properties.iter().find(|property| property.name == constant.key);
        let is_told =
            |property: &&Property| property.required || explicit || self.single(property.schema).is_some();
        let Some(property) = declared.filter(is_told) else { return };
        // A member that can have other values, or need not be there, keeps what comes, and is written as the tag unless
        // it is set.
        let sent_only = !self.usages[target.0].is_response();
        let fixed = property.required && (sent_only || self.single(property.schema).is_some());
        let known = if fixed { &mut self.constants } else { &mut self.presets };
        let known = known.entry(id).or_default();
        match known.iter().find(|other| other.key == constant.key) {
            None => known.push(constant.clone()),
            // Two unions give it two values: it is a member like any other.
            Some(other) if other.value != constant.value => {
                contested.insert((id, constant.key.clone()));
            }
            Some(_) => {}
        }
    }

    /// The objects that a branch can be: itself, or those of the union that it is.
    fn objects(&self, branch: SchemaId) -> Vec<SchemaId> {
        let mut seen = BTreeSet::new();
        let mut objects = Vec::new();
        let mut waiting = vec![self.api.schemas.target(branch)];
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self.api.schemas[id].kind {
                Kind::Object(_) => objects.push(id),
                Kind::Union(inner) => {
                    waiting.extend(inner.branches.iter().map(|own| self.api.schemas.target(own.schema)));
                }
                _ => {}
            }
        }
        objects
    }

    /// The discriminator of a branch whose own type does not have that member, and its text.
    fn written_tag(&self, union: &Branches, index: usize) -> Option<(String, String)> {
        let (tag, branch) = (union.tag.as_ref()?, &union.branches[index]);
        let text = branch.tags.first().filter(|_| self.lacks(branch.schema, &tag.property))?;
        Some((tag.property.clone(), text.clone()))
    }

    /// Whether values of a schema are objects that never have a member by themselves: no object among the branches
    /// declares it, and no union on the way writes it.
    fn lacks(&self, id: SchemaId, key: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![self.api.schemas.target(id)];
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self.api.schemas[id].kind {
                Kind::Object(object) if object.properties.iter().all(|property| property.name != key) => {}
                Kind::Union(inner) if inner.tag.as_ref().is_none_or(|tag| tag.property != key) => {
                    waiting.extend(inner.branches.iter().map(|own| self.api.schemas.target(own.schema)));
                }
                _ => return false,
            }
        }
        true
    }

    pub(super) fn union(&self, id: SchemaId, name: Ident, union: &Branches, usage: &Usage) -> Union {
        let mut scope = Scope::default();
        let words = self.words(id, union);
        let mut variants: Vec<Variant> = Vec::new();
        let decision = self.decisions.get(&id).cloned().unwrap_or_default();
        let mut methods = Scope::default();
        for (index, (branch, word)) in union.branches.iter().zip(words).enumerate() {
            let target = self.api.schemas.target(branch.schema);
            let constant = self.single(branch.schema).filter(|_| self.api.schemas[target].name.is_none());
            let mut ty = types::ty(self.api, self.names, branch.schema);
            // A struct on the way boxes already. Unions that are branches of each other have no end: free-form data.
            let is_union = matches!(self.api.schemas[target].kind, Kind::Union(_));
            if is_union && self.names.canonical(target).is_some_and(|inner| self.cycles.are_cyclic(id, inner))
            {
                ty = self.cut(target);
            }
            let name = scope.claim(&word);
            variants.push(Variant {
                access: access(&name, &mut methods),
                tag: self.written_tag(union, index),
                own_tag: None,
                name,
                doc: self.branch_doc(branch.schema, constant.as_ref(), &word),
                payload: constant.is_none().then_some(ty),
                from: false,
                rules: checks::rules(self.api, self.names, branch.schema),
                checked: usage.is_request() && self.checked.contains(&branch.schema),
            });
        }
        for index in 0..variants.len() {
            variants[index].from = self.is_convertible(&variants, index);
        }
        note_inseparable(&mut variants, &name, &decision);
        let is_open = usage.is_response() && !self.takes_anything(id);
        let unknown = is_open.then(|| scope.claim_first(&unknown_names()));
        let mut doc = self.doc(id, &name);
        note_unknown(&mut doc, &name, unknown.as_ref());
        Union {
            doc,
            deprecated: self.api.schemas[id].doc.deprecated,
            name,
            variants,
            unknown,
            decision,
            optional: false,
            checked: usage.is_request(),
        }
    }

    fn words(&self, id: SchemaId, union: &Branches) -> Vec<String> {
        variant_words(self.api, self.api.schemas[id].name.as_deref(), union)
    }

    /// Whether a schema is a union of which one branch is anything: null is a value of it as any other.
    pub(super) fn takes_anything(&self, id: SchemaId) -> bool {
        let schemas = &self.api.schemas;
        let Kind::Union(union) = &schemas[schemas.target(id)].kind else { return false };
        union.branches.iter().any(|branch| schemas[schemas.target(branch.schema)].kind == Kind::Any)
    }

    /// Whether what a branch holds says which branch it is.
    fn is_convertible(&self, variants: &[Variant], index: usize) -> bool {
        let Some(own) = &variants[index].payload else { return false };
        let payloads = variants.iter().filter_map(|other| other.payload.as_ref());
        let is_unique = payloads.filter(|other| self.names.are_same(own, other)).count() == 1;
        is_unique && !matches!(own, Type::Json | Type::Boxed(_))
    }

    /// What a branch holds that leads back to its union: a box, if there is a struct on the way, else free-form data.
    fn cut(&self, target: SchemaId) -> Type {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![target];
        while let Some(id) = waiting.pop() {
            let Kind::Union(union) = &self.api.schemas[id].kind else { continue };
            if !seen.insert(id) && id == target {
                return Type::Json;
            }
            waiting.extend(
                union
                    .branches
                    .iter()
                    .map(|branch| self.api.schemas.target(branch.schema))
                    .filter(|id| *id == target || !seen.contains(id)),
            );
        }
        Type::Boxed(Box::new(types::ty(self.api, self.names, target)))
    }

    fn branch_doc(&self, id: SchemaId, constant: Option<&Literal>, word: &str) -> Doc {
        let schemas = &self.api.schemas;
        let title = schemas
            .said(id, |doc| doc.title.as_ref())
            .map(|title| docs::sentence(&super::markdown::inline(title)));
        let text = schemas.said(id, |doc| doc.description.as_ref());
        let mut doc = match (title, text) {
            (Some(title), _) => Doc(vec![title]),
            (None, Some(text)) => docs::doc(Some(text), Vec::new()),
            (None, None) if let Some(only) = constant => Doc(vec![super::markdown::code(&only.to_string())]),
            (None, None) => Doc(vec![docs::spoken(&Ident::new(word))]),
        };
        // The constraints of a type with a name stand there.
        let target = schemas.target(id);
        if self.names.get(target).is_none() {
            docs::append(&mut doc, &docs::constraints(&schemas[target].kind));
        }
        doc
    }
}

/// Says of variants that nothing tells from one before them which one is read.
fn note_inseparable(variants: &mut [Variant], union: &Ident, decision: &Decision) {
    let mut noted = BTreeSet::new();
    for pair in decision.inseparable() {
        let [left, right] = pair else { continue };
        let Some(first) = variants.get(*left).map(|variant| variant.name.clone()) else { continue };
        if let Some(variant) = variants.get_mut(*right).filter(|_| noted.insert(*right)) {
            variant.doc.0.push(String::new());
            variant.doc.0.push(format!(
                "Nothing tells it from [`{union}::{first}`]: what can be both is read as that."
            ));
        }
    }
}

/// The names of the methods that ask for a branch.
fn access(variant: &Ident, methods: &mut Scope) -> Access {
    let word = snake(variant.as_str());
    let word = word.trim_matches('_');
    Access {
        is: methods.claim(&format!("is_{word}")),
        r#as: methods.claim(&format!("as_{word}")),
        into: methods.claim(&format!("into_{word}")),
    }
}
