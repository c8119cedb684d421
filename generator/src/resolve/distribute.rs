//! Unions combined with what holds beside them: members for all branches, and branches of two unions at once.

use std::collections::BTreeSet;

use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{
    Branch, Enum, EnumValue, Kind, Literal, Object, Property, Schema, SchemaId, Tag, Union, UnionStyle,
};
use crate::pointer::Pointer;

/// So many pairs of branches of two unions become types of their own.
const MOST_PAIRS: usize = 16;

/// So many branches are combined in one document. Unions that are branches of each other have a combination for every way
/// through them.
const MOST_COMBINED: usize = 100_000;

/// What is being combined, and how much was.
#[derive(Debug, Default)]
pub(super) struct Combined {
    on_the_way: Pairs,
    count: usize,
    /// Whether nobody has to be told that no value is of both.
    pub(super) is_silent: bool,
    /// Whether it turned out that no value is of both.
    pub(super) is_impossible: bool,
}

type Pairs = BTreeSet<(SchemaId, SchemaId)>;

impl Combined {
    /// What a member holds is no branch of what the member is of: it begins anew.
    pub(super) fn begin(&mut self) -> (Pairs, bool) {
        (std::mem::take(&mut self.on_the_way), std::mem::take(&mut self.is_impossible))
    }

    /// Goes on after a member. Whether it can have no value.
    pub(super) fn resume(&mut self, (on_the_way, is_impossible): (Pairs, bool)) -> bool {
        self.on_the_way = on_the_way;
        std::mem::replace(&mut self.is_impossible, is_impossible)
    }
}

impl Resolver<'_> {
    /// As [`Self::meet`], where the right one does not say that values are objects: branches that are none stay as they are.
    pub(super) fn meet_untyped(&mut self, left: Kind, right: Kind, at: &Pointer) -> Kind {
        let left = if let Kind::Alias(id) = left { self.kind_of(id) } else { left };
        let (Kind::Union(union), Kind::Object(object)) = (&left, &right) else {
            return self.meet(left, right, at);
        };
        let mut branches = Vec::new();
        for branch in union.branches.clone() {
            match self.kind_of(branch.schema) {
                Kind::Object(_) | Kind::Any => branches.extend(self.with_members(branch, object, at)),
                inner @ Kind::Union(_) => {
                    let id = branch.schema;
                    let kind = self.combine((id, id), at, |this| this.meet_untyped(inner, right.clone(), at));
                    branches.extend(kind.and_then(|kind| self.with_kind(branch, kind)));
                }
                _ => branches.push(branch),
            }
        }
        Kind::Union(Union { branches, style: union.style, tag: union.tag.clone() })
    }

    /// Members that every branch of a union has as well.
    pub(super) fn distribute(&mut self, union: Union, object: &Object, at: &Pointer) -> Kind {
        let mut branches = Vec::new();
        for branch in union.branches {
            branches.extend(self.with_members(branch, object, at));
        }
        self.of_branches(branches, union.style, union.tag).unwrap_or_else(|| Kind::Object(object.clone()))
    }

    /// What is left of a union whose branches say more than they did: a single one is no union.
    fn of_branches(&mut self, branches: Vec<Branch>, style: UnionStyle, tag: Option<Tag>) -> Option<Kind> {
        match branches.as_slice() {
            [] => None,
            [only] => Some(self.only(only.schema)),
            _ => Some(Kind::Union(Union { style, branches, tag })),
        }
    }

    /// The branches of a union that can be of a kind.
    pub(super) fn narrowed(&mut self, union: Union, kind: Kind, at: &Pointer) -> Kind {
        let mut branches = Vec::new();
        for branch in &union.branches {
            let (id, own) = (branch.schema, self.kind_of(branch.schema));
            let both =
                |this: &mut Self| this.combine((id, id), at, |this| this.meet(own.clone(), kind.clone(), at));
            match self.tried(both) {
                Some(met) if met == own => branches.push(branch.clone()),
                Some(met) => branches.extend(self.with_kind(branch.clone(), met)),
                None => {}
            }
        }
        if branches.is_empty() {
            return self.contradiction(&Kind::Union(union), kind, at);
        }
        self.of_branches(branches, union.style, union.tag).unwrap_or(kind)
    }

    /// What is found, unless it can have no value, of which nothing is said.
    pub(super) fn tried<T>(&mut self, find: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let is_silent = std::mem::replace(&mut self.combined.is_silent, true);
        let is_impossible = std::mem::take(&mut self.combined.is_impossible);
        let found = find(self);
        self.combined.is_silent = is_silent;
        let has_no_value = std::mem::replace(&mut self.combined.is_impossible, is_impossible);
        found.filter(|_| !has_no_value)
    }

    /// A branch with more members.
    fn with_members(&mut self, branch: Branch, object: &Object, at: &Pointer) -> Option<Branch> {
        let (id, kind) = self.ensure_target(branch.schema).map(|(id, schema)| (id, schema.kind.clone()))?;
        let kind = self.combine((id, id), at, |this| this.meet(Kind::Object(object.clone()), kind, at))?;
        self.with_kind(branch, kind)
    }

    /// A branch that is this instead.
    pub(super) fn with_kind(&mut self, branch: Branch, kind: Kind) -> Option<Branch> {
        let (target, schema) = self.ensure_target(branch.schema).map(|(id, schema)| (id, schema.clone()))?;
        let hint = branch.hint.or_else(|| self.names[target.0].clone()).or(schema.doc.title.clone());
        let id = self.reserve(Slot::Started, schema.pointer.clone(), None);
        self.slots[id.0] = Slot::Done(Box::new(Schema { name: None, kind, ..schema }));
        Some(Branch { schema: id, hint, tags: branch.tags })
    }

    /// A branch of one union and of another at once. A few are written out; many would be too many.
    pub(super) fn product(&mut self, left: Union, right: Union, at: &Pointer) -> Kind {
        if left.branches.len() * right.branches.len() > MOST_PAIRS {
            self.report(
                Diagnostic::new(Code::Unsupported, Place::Value(at.clone()), "two unions that hold at once")
                    .help("it is generated as free-form JSON: a type for each pair of branches would be too many")
                    .leaves_out(Part::Property),
            );
            return Kind::Any;
        }
        // A union has one tag: where there are two, both are members of what they stand for.
        let tags = left.tag.as_ref().zip(right.tag.as_ref()).filter(|(first, second)| first != second);
        let mut branches = Vec::new();
        let mut without: BTreeSet<SchemaId> =
            left.branches.iter().chain(&right.branches).map(|branch| branch.schema).collect();
        for one in &left.branches {
            for other in &right.branches {
                if let Some(mut pair) = self.tried(|this| this.pair(one, other, at)) {
                    if let Some((first, second)) = tags {
                        self.require_tag(&mut pair, first, &one.tags);
                        self.require_tag(&mut pair, second, &other.tags);
                    }
                    without.remove(&one.schema);
                    without.remove(&other.schema);
                    branches.push(pair);
                }
            }
        }
        if branches.is_empty() {
            return self.contradiction(&Kind::Union(left), Kind::Union(right), at);
        }
        self.report_lonely(&without, at);
        let tag = left.tag.or(right.tag);
        // A value of two pairs is one of two branches of an `anyOf`.
        let style = if left.style == right.style { left.style } else { UnionStyle::AnyOf };
        self.of_branches(branches, style, tag).unwrap_or(Kind::Any)
    }

    /// Has an object say which texts of a tag stand for it, unless it lists the values of that member itself.
    fn require_tag(&mut self, branch: &mut Branch, tag: &Tag, texts: &[String]) {
        let Kind::Object(mut object) = self.kind_of(branch.schema) else { return };
        let declared = object.properties.iter().position(|property| property.name == tag.property);
        let is_free = |this: &mut Self, at: usize| {
            matches!(this.kind_of(object.properties[at].schema), Kind::String(_))
        };
        if texts.is_empty() || declared.is_some_and(|at| !is_free(self, at)) {
            return;
        }
        let value = |text: &String| EnumValue {
            literal: Literal::String(text.clone()),
            name: None,
            description: None,
        };
        let values = texts.iter().map(value).collect();
        let at = self.places[branch.schema.0].clone();
        let schema = self.add(Kind::Enum(Enum { values, open: false }), at.clone());
        let property =
            Property { declared: true, ..Property::undescribed(tag.property.clone(), true, schema) };
        match declared {
            Some(at) => object.properties[at] = property,
            None => object.properties.push(property),
        }
        branch.schema = self.add(Kind::Object(object), at);
    }

    /// Says which branches are left out, because they are possible with none of the other union.
    fn report_lonely(&mut self, without: &BTreeSet<SchemaId>, at: &Pointer) {
        if self.combined.is_silent {
            return;
        }
        for id in without {
            let place = Place::Value(self.places[id.0].clone());
            let message = "no value is of this branch and of one of the other union that holds as well";
            self.report(
                Diagnostic::new(Code::ConflictingAllOf, place, message)
                    .related(Place::Value(at.clone()), "where both hold")
                    .help("the branch is left out there"),
            );
        }
    }

    /// What is a branch of both.
    fn pair(&mut self, left: &Branch, right: &Branch, at: &Pointer) -> Option<Branch> {
        let hint = |this: &Self, branch: &Branch, (id, schema): &(SchemaId, Schema)| {
            branch.hint.clone().or_else(|| this.names[id.0].clone()).or_else(|| schema.doc.title.clone())
        };
        let one = self.ensure_target(left.schema).map(|(id, schema)| (id, schema.clone()))?;
        let other = self.ensure_target(right.schema).map(|(id, schema)| (id, schema.clone()))?;
        let names = [hint(self, left, &one), hint(self, right, &other)];
        let ((left_id, left_schema), (right_id, right_schema)) = (one, other);
        let hint: Vec<String> = names.into_iter().flatten().collect();
        let (left_kind, right_kind) = (left_schema.kind, right_schema.kind);
        let kind = self.combine((left_id, right_id), at, |this| this.meet(left_kind, right_kind, at))?;
        let id = self.add(kind, right_schema.pointer.clone());
        let tags = if left.tags.is_empty() { right.tags.clone() } else { left.tags.clone() };
        Some(Branch { schema: id, hint: (!hint.is_empty()).then(|| hint.join(" ")), tags })
    }

    /// What two schemas are together, unless that is being found out: a union that is a branch of itself adds nothing.
    pub(super) fn combine(
        &mut self,
        pair: (SchemaId, SchemaId),
        at: &Pointer,
        meet: impl FnOnce(&mut Self) -> Kind,
    ) -> Option<Kind> {
        self.combined.count += 1;
        if self.combined.count > MOST_COMBINED {
            let message =
                format!("unions have more than {MOST_COMBINED} branches with what holds beside them");
            self.report(Diagnostic::new(Code::LimitExceeded, Place::Value(at.clone()), message));
            return None;
        }
        if !self.combined.on_the_way.insert(pair) {
            return None;
        }
        let kind = meet(self);
        self.combined.on_the_way.remove(&pair);
        Some(kind)
    }
}
