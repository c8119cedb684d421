//! Inheritance: a schema that others extend by `allOf`, with a discriminator or a union of those others, stands for its
//! heirs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use openapiv3::{Discriminator, ReferenceOr, Schema as Source};

use super::facts::Facts;
use super::{Resolver, Slot};
use crate::model::{Branch, Kind, SchemaId, Tag, Union, UnionStyle};
use crate::pointer::Pointer;

/// A discriminator is inherited as long as the heirs have so many heirs together; beyond, an heir is just itself.
const MOST_INSIDE: usize = 500;

/// The schemas that extend a schema.
type Heirs = BTreeMap<SchemaId, BTreeSet<SchemaId>>;

/// A component that may stand for others.
struct Parent<'a> {
    name: &'a str,
    source: &'a Source,
    id: SchemaId,
    /// Its discriminator and where that stands: its own, or else that of what it extends.
    discriminator: Option<(&'a Discriminator, Pointer)>,
    /// Whether that is its own.
    is_own: bool,
}

/// All components and how they extend each other.
struct Families<'a> {
    parents: Vec<Parent<'a>>,
    heirs: Heirs,
    /// All heirs of those that have a discriminator, heirs of heirs included.
    all_heirs: Heirs,
    /// What discriminators map to a schema: whose discriminator it is, and the text; by property and schema.
    mapped: BTreeMap<(&'a str, SchemaId), Vec<(SchemaId, &'a str)>>,
    /// The value of a property that is a schema's name; nothing if it cannot be.
    named: BTreeMap<(&'a str, SchemaId), Option<String>>,
}

/// What a parent stands for.
enum Choice<'p> {
    /// Any of its heirs, or itself: by a discriminator that stands there.
    All(&'p Discriminator, &'p Pointer),
    /// One of some heirs.
    Listed(UnionStyle, Vec<SchemaId>),
}

impl<'a> Resolver<'a> {
    /// Finds the schemas that have heirs, and gives each a schema of its own for what the heirs extend.
    pub(super) fn reserve_bases(&mut self) {
        let families = self.families();
        let standing =
            families.parents.iter().filter_map(|parent| Some((parent, self.stands_for(parent, &families)?)));
        let standing: Vec<_> = standing.collect();
        for (parent, _) in &standing {
            self.reserve_base(parent);
        }
        for (parent, choice) in standing {
            match choice {
                Choice::All(discriminator, at) => self.stand_for_all(parent, discriminator, at, &families),
                Choice::Listed(style, heirs) => self.stand_for_listed(parent, style, heirs, &families),
            }
        }
    }

    /// Which of its heirs a schema stands for, if it has any.
    fn stands_for<'p>(&self, parent: &'p Parent<'a>, families: &Families<'a>) -> Option<Choice<'p>> {
        let unions: Vec<_> = Facts::of(&parent.source.schema_kind).unions().collect();
        match (unions.as_slice(), &parent.discriminator) {
            ([], Some((discriminator, at))) if families.has_heirs(parent) => {
                Some(Choice::All(discriminator, at))
            }
            ([(style, branches)], _) => {
                let direct = families.heirs.get(&parent.id)?;
                let listed = branches.iter().map(|branch| match branch {
                    ReferenceOr::Reference { reference } => self.component_id(reference),
                    ReferenceOr::Item(_) => None,
                });
                let listed: Vec<SchemaId> = listed.collect::<Option<_>>()?;
                listed.iter().all(|id| direct.contains(id)).then_some(Choice::Listed(*style, listed))
            }
            _ => None,
        }
    }

    /// All components, which of them extend which, and what tells heirs apart.
    fn families(&mut self) -> Families<'a> {
        let (mut parents, mut heirs) = (Vec::new(), Heirs::new());
        for (name, schema) in self.document.components.iter().flat_map(|components| &components.schemas) {
            let (ReferenceOr::Item(source), Some(id)) = (schema, self.components.get(name.as_str()).copied())
            else {
                continue;
            };
            for part in Facts::of(&source.schema_kind).all_of {
                if let ReferenceOr::Reference { reference } = part
                    && let Some(parent) = self.component_id(reference)
                {
                    heirs.entry(parent).or_default().insert(id);
                }
            }
            let discriminator = discriminator_of(source, &self.places[id.0]);
            parents.push(Parent { name, source, id, is_own: discriminator.is_some(), discriminator });
        }
        hand_down(&mut parents, &heirs);
        let (mut all, mut mapped) = (Heirs::new(), BTreeMap::<_, Vec<_>>::new());
        for parent in &parents {
            let Some((discriminator, _)) = &parent.discriminator else { continue };
            all.insert(parent.id, all_heirs(parent.id, &heirs));
            if !parent.is_own {
                continue;
            }
            for (text, to) in &discriminator.mapping {
                let to = self.components.get(to.as_str()).copied().or_else(|| self.component_id(to));
                if let Some(to) = to {
                    let key = (discriminator.property_name.as_str(), to);
                    mapped.entry(key).or_default().push((parent.id, text.as_str()));
                }
            }
        }
        let mut families = Families { parents, heirs, all_heirs: all, mapped, named: BTreeMap::new() };
        self.leave_untold(&mut families);
        families
    }

    /// Leaves out the heirs that nothing can tell: none of their family maps a text to them, and the tag cannot be their
    /// name. They still extend what their parent is itself.
    fn leave_untold(&mut self, families: &mut Families<'a>) {
        for parent in &families.parents {
            let Some((discriminator, _)) = &parent.discriminator else { continue };
            let property = discriminator.property_name.as_str();
            let Some(heirs) = families.all_heirs.get_mut(&parent.id) else { continue };
            let mut untold = BTreeSet::new();
            for heir in heirs.iter().copied().chain([parent.id]) {
                let key = (property, heir);
                let named = families.named.entry(key).or_insert_with(|| self.named(heir, property));
                if heir != parent.id && named.is_none() && !families.mapped.contains_key(&key) {
                    untold.insert(heir);
                }
            }
            heirs.retain(|heir| !untold.contains(heir));
            self.untold.insert(parent.id, untold);
        }
    }

    /// The value of a tag that is an heir's name: what it lists for it, perhaps in another spelling; `None` if it cannot be.
    fn named(&self, heir: SchemaId, property: &str) -> Option<String> {
        let name = self.names[heir.0].clone()?;
        let Some((owner, member)) = self.tag_member(heir, property) else { return Some(name) };
        let facts = Facts::of(&member.schema_kind);
        let listed = facts.values.iter().filter_map(|value| value.as_str());
        let spelt = listed.clone().find(|text| letters(text) == letters(&name)).map(str::to_owned);
        // What an heir lists itself stands for it, whatever its name is.
        let is_free = owner == heir || (listed.count() == 0 && matches!(facts.ty, None | Some("string")));
        spelt.or_else(|| is_free.then_some(name))
    }

    /// What the closest of an heir and of those that it extends says of a member, and which of them does.
    fn tag_member(&self, heir: SchemaId, property: &str) -> Option<(SchemaId, &'a Source)> {
        let mut seen = BTreeSet::new();
        let own = self.document.components.as_ref()?.schemas.get(self.names[heir.0].as_deref()?)?;
        let mut waiting = VecDeque::from([(heir, own.as_item()?)]);
        while let Some((owner, source)) = waiting.pop_front() {
            let facts = Facts::of(&source.schema_kind);
            if let Some(member) = facts.properties.and_then(|members| members.get(property)) {
                let member = match member {
                    ReferenceOr::Item(member) => Some(&**member),
                    ReferenceOr::Reference { reference } => self.component(reference),
                };
                return member.map(|member| (owner, member));
            }
            for part in facts.all_of {
                match part {
                    ReferenceOr::Item(part) => waiting.push_back((owner, part)),
                    ReferenceOr::Reference { reference } => {
                        if let (Some(id), Some(parent)) =
                            (self.component_id(reference), self.component(reference))
                            && seen.insert(id)
                        {
                            waiting.push_back((id, parent));
                        }
                    }
                }
            }
        }
        None
    }

    /// Makes room for what a parent is apart from its heirs.
    fn reserve_base(&mut self, parent: &Parent<'a>) {
        let place = self.places[parent.id.0].clone();
        let own = self.reserve(Slot::Waiting(parent.source), place, Some(format!("{}Base", parent.name)));
        self.bases.insert(parent.id, own);
    }

    /// What a schema is without its heirs.
    fn own(&self, id: SchemaId) -> SchemaId {
        self.bases.get(&id).copied().unwrap_or(id)
    }

    /// A parent with a discriminator is any of its heirs, or itself.
    fn stand_for_all(
        &mut self,
        parent: &Parent<'a>,
        discriminator: &Discriminator,
        at: &Pointer,
        families: &Families<'a>,
    ) {
        let own = self.own(parent.id);
        let heirs = families.all_heirs.get(&parent.id).into_iter().flatten().copied();
        let listed = heirs.clone().chain([parent.id]).collect();
        if parent.is_own {
            let why = format!("does not extend `{}`", parent.name);
            self.report_unmapped(discriminator, &listed, at, &why);
        }
        let property = discriminator.property_name.as_str();
        let heir = |heir: SchemaId| Branch {
            schema: heir,
            hint: None,
            tags: self.texts_of(heir, parent.id, property, families),
        };
        let mut branches: Vec<Branch> = heirs.map(heir).collect();
        let tags = self.texts_of(parent.id, parent.id, property, families);
        let tags = self.texts_of_base(parent, property, &tags, &branches).unwrap_or(tags);
        branches.push(Branch { schema: own, hint: Some(parent.name.to_owned()), tags });
        for branch in &branches {
            self.parents.entry(branch.schema).or_default().insert(parent.id, branch.tags.clone());
        }
        let tag = Some(Tag { property: discriminator.property_name.clone() });
        self.heirs.insert(parent.id, Union { style: UnionStyle::OneOf, branches, tag });
    }

    /// What a parent itself is told by where it lists the values of the tag, and none of them is its name: all that no heir
    /// is told by.
    fn texts_of_base(
        &self,
        parent: &Parent<'a>,
        property: &str,
        own: &[String],
        heirs: &[Branch],
    ) -> Option<Vec<String>> {
        let member = match Facts::of(&parent.source.schema_kind).properties?.get(property)? {
            ReferenceOr::Item(member) => member,
            ReferenceOr::Reference { reference } => self.component(reference)?,
        };
        let listed = Facts::of(&member.schema_kind).values;
        let listed: Vec<&str> = listed.iter().filter_map(|value| value.as_str()).collect();
        if listed.iter().any(|text| own.iter().any(|name| letters(name) == letters(text))) {
            return None;
        }
        let is_free = |text: &&str| !heirs.iter().any(|heir| heir.tags.iter().any(|own| own == text));
        let free: Vec<String> = listed.into_iter().filter(is_free).map(str::to_owned).collect();
        (!free.is_empty()).then_some(free)
    }

    /// A parent whose union lists heirs is one of these: what it says itself, they have from it.
    fn stand_for_listed(
        &mut self,
        parent: &Parent<'a>,
        style: UnionStyle,
        heirs: Vec<SchemaId>,
        families: &Families<'a>,
    ) {
        self.without_unions.insert(self.own(parent.id));
        let discriminator = parent.discriminator.as_ref().map(|(discriminator, _)| *discriminator);
        let property = discriminator.map(|discriminator| discriminator.property_name.as_str());
        let texts = |heir| property.map(|property| self.texts_of(heir, parent.id, property, families));
        let branch = |heir| Branch { schema: heir, hint: None, tags: texts(heir).unwrap_or_default() };
        let branches = heirs.into_iter().map(branch).collect();
        let tag = discriminator.map(|tag| Tag { property: tag.property_name.clone() });
        self.heirs.insert(parent.id, Union { style, branches, tag });
    }

    /// The choice of a schema's heirs, if it has any.
    pub(super) fn inherited(&self, id: SchemaId) -> Option<Kind> {
        let mut union = self.heirs.get(&id)?.clone();
        // Where all heirs are listed, one with heirs of its own is just itself: they stand beside it.
        let is_all = union.branches.iter().any(|branch| branch.schema == self.own(id));
        // One that tells its heirs by another member goes on by that.
        let has_this_tag =
            |branch: &Branch| self.heirs.get(&branch.schema).is_some_and(|own| own.tag == union.tag);
        for branch in union.branches.iter_mut().filter(|branch| is_all && has_this_tag(branch)) {
            branch.hint.clone_from(&self.names[branch.schema.0]);
            branch.schema = self.own(branch.schema);
        }
        Some(Kind::Union(union))
    }

    /// Whether the schema at a place is one that a discriminator of its parent can name.
    pub(super) fn is_heir(&self, at: &Pointer, parent: SchemaId) -> bool {
        let told =
            self.heirs.get(&parent).into_iter().flat_map(|union| &union.branches).map(|heir| heir.schema);
        let untold = self.untold.get(&parent).into_iter().flatten().copied();
        self.heirs.contains_key(&parent) && told.chain(untold).any(|heir| self.places[heir.0] == *at)
    }

    /// The texts that stand for an heir, or for the parent itself: those that the parent maps to it, or else another of its
    /// family by the same property, or else its name.
    fn texts_of(
        &self,
        heir: SchemaId,
        parent: SchemaId,
        property: &str,
        families: &Families<'_>,
    ) -> Vec<String> {
        let mapped = families.mapped.get(&(property, heir)).map(Vec::as_slice).unwrap_or_default();
        let by = |is_asked: &dyn Fn(SchemaId) -> bool| -> Vec<String> {
            mapped.iter().filter(|(by, _)| is_asked(*by)).map(|(_, text)| (*text).to_owned()).collect()
        };
        let own = by(&|by| by == parent);
        let texts = if own.is_empty() { by(&|by| families.are_related(by, parent)) } else { own };
        let named = families.named.get(&(property, heir));
        let name = || named.and_then(Clone::clone).or_else(|| self.names[heir.0].clone()).unwrap_or_default();
        if texts.is_empty() { vec![name()] } else { texts }
    }
}

impl Families<'_> {
    fn has_heirs(&self, parent: &Parent<'_>) -> bool {
        self.all_heirs.get(&parent.id).is_some_and(|all| !all.is_empty())
    }

    /// Whether one extends the other.
    fn are_related(&self, one: SchemaId, other: SchemaId) -> bool {
        let extends = |heir, parent| self.all_heirs.get(parent).is_some_and(|heirs| heirs.contains(heir));
        extends(&one, &other) || extends(&other, &one)
    }
}

/// The discriminator of a schema, beside its `allOf` or in a part of it, and where it stands. Beside a union, it is the
/// union's.
fn discriminator_of<'a>(source: &'a Source, at: &Pointer) -> Option<(&'a Discriminator, Pointer)> {
    if let Some(discriminator) = &source.schema_data.discriminator {
        return Some((discriminator, at.clone()));
    }
    let facts = Facts::of(&source.schema_kind);
    let is_union = facts.unions().next().is_some();
    let parts = facts.all_of.iter().enumerate().filter(|_| !is_union);
    parts.filter_map(|(index, part)| Some((index, part.as_item()?))).find_map(|(index, part)| {
        let is_object = Facts::of(&part.schema_kind).unions().next().is_none();
        let discriminator = part.schema_data.discriminator.as_ref().filter(|_| is_object)?;
        Some((discriminator, at.key("allOf").index(index)))
    })
}

/// Gives a schema without a discriminator that of what it extends, the closest one that has any: unless there are more
/// heirs of heirs than any API has.
fn hand_down(parents: &mut [Parent<'_>], direct: &Heirs) {
    let owners = parents.iter().filter(|parent| parent.is_own);
    let mut owners: Vec<_> =
        owners.map(|own| (all_heirs(own.id, direct), own.discriminator.clone())).collect();
    owners.sort_by_key(|(heirs, _)| usize::MAX - heirs.len());
    for (heirs, discriminator) in owners {
        let mut inside = 0;
        let is_small = heirs.iter().all(|heir| {
            inside += all_heirs(*heir, direct).len();
            inside <= MOST_INSIDE
        });
        if is_small && inside > 0 {
            for heir in parents.iter_mut().filter(|heir| !heir.is_own && heirs.contains(&heir.id)) {
                heir.discriminator.clone_from(&discriminator);
            }
        }
    }
}

/// A text without what may be spelt in several ways.
fn letters(text: &str) -> String {
    text.replace(|c: char| !c.is_alphanumeric(), "").to_lowercase()
}

/// Everything that extends a schema, directly or not, in document order.
fn all_heirs(of: SchemaId, direct: &Heirs) -> BTreeSet<SchemaId> {
    let mut heirs = BTreeSet::new();
    let mut waiting = vec![of];
    while let Some(id) = waiting.pop() {
        for heir in direct.get(&id).into_iter().flatten() {
            if *heir != of && heirs.insert(*heir) {
                waiting.push(*heir);
            }
        }
    }
    heirs
}
