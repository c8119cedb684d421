//! Objects: a member whose value decides alone, a member whose presence does, or the members that fit best.

use std::collections::{BTreeMap, BTreeSet};

use super::leaf::Leaf;
use super::marks::{Marks, Turn};
use super::members::{Member, Members};
use super::shape::{self, Apart};
use super::{Decider, branches};
use crate::model::UnionStyle;
use crate::rust::{Fit, JsonKind, Literal, Proof, Switch, Test};

impl<'a> Decider<'a> {
    pub(super) fn objects(&mut self, leaves: &[&Leaf<'a>]) {
        let all = branches(leaves);
        let mut leaves: Vec<Members<'a>> =
            leaves.iter().filter_map(|leaf| Members::of(self.api, leaf)).collect();
        Members::claim_spare(&mut leaves);
        // A branch of several leaves is a union, which keeps what it does not know itself.
        let is_told = all.len() > 1 || matches!(leaves.as_slice(), [only] if only.tagged);
        if let Some((key, values)) = complete_tag(&leaves, true).filter(|_| is_told) {
            self.proofs.group(all, Proof::Tag(key.clone()));
            self.without_tag(&leaves, &key);
            return self.by_tag(key, values);
        }
        if let [only] = all.as_slice() {
            return self.push(JsonKind::Object, Test::Any, *only);
        }
        if let Some((key, values)) = complete_tag(&leaves, false) {
            let may_lack = |leaf: &&Members<'a>| leaf.get(&key).is_none_or(|own| !own.required);
            let lacking: BTreeSet<usize> = leaves.iter().filter(may_lack).map(|leaf| leaf.branch).collect();
            self.proofs.group(all, Proof::OptionalTag(key.clone(), lacking.len() < 2));
            self.by_tag(key.clone(), values);
            // Without the tag, it is one of those that need not have it.
            let rest: Vec<_> =
                leaves.into_iter().filter(|leaf| leaf.get(&key).is_none_or(|own| !own.required)).collect();
            let fits = self.compare(&rest);
            for (leaf, (_, mut fit)) in rest.iter().zip(fits) {
                if let Some(member) = leaf.get(&key).filter(|_| fit.fixed.is_empty()) {
                    fit.fixed.push((key.clone(), shape::guards(&member.shape)));
                }
                self.push(JsonKind::Object, Test::Fits(fit), leaf.branch);
            }
            return;
        }
        let mut sure = BTreeSet::new();
        for leaf in 0..leaves.len() {
            if self.at_once(&leaves, leaf) {
                sure.insert(leaf);
            }
        }
        let fits = self.compare(&leaves);
        let rest: Vec<usize> = (0..leaves.len()).filter(|leaf| !sure.contains(leaf)).collect();
        let rest_branches: BTreeSet<usize> = rest.iter().map(|leaf| leaves[*leaf].branch).collect();
        // The only one left takes all other objects, unless it says itself which it takes.
        if let (Some(only), 1) = (rest_branches.first(), rest_branches.len())
            && rest.iter().any(|leaf| !leaves[*leaf].closed)
        {
            return self.push(JsonKind::Object, Test::Any, *only);
        }
        let mut rest = rest;
        rest.sort_by_key(|leaf| fits[*leaf].0);
        for leaf in &rest {
            let fit = fits[*leaf].1.clone();
            let test = if fit == Fit::default() { Test::Any } else { Test::Fits(fit) };
            self.push(JsonKind::Object, test, leaves[*leaf].branch);
        }
        // A format excludes nothing: it is no more than a hint (JSON Schema, `format`). A server may not keep to bounds.
        for leaf in rest {
            if let Some(fit) = fits[leaf].1.loose() {
                self.push(JsonKind::Object, Test::Fits(fit), leaves[leaf].branch);
            }
        }
    }

    /// An object without the tag is of the one leaf that does without it, if there are others that do not: as long as
    /// that leaf knows all its members, so that nothing of another one is lost.
    fn without_tag(&mut self, leaves: &[Members<'a>], key: &str) {
        let mut free = leaves.iter().filter(|leaf| leaf.does_without(key));
        if let (Some(leaf), None, 2..) = (free.next(), free.next(), leaves.len())
            && let Some(tag) = leaf.get(key)
        {
            let own = leaf.in_order().filter(|(name, _)| *name != key);
            let (needs, knows): (Vec<_>, Vec<_>) = own.partition(|(_, member)| member.required);
            let names = |members: Vec<(&str, &Member)>| {
                members.into_iter().map(|(name, _)| name.to_owned()).collect()
            };
            let fixed = vec![(key.to_owned(), shape::guards(&tag.shape))];
            let fit = Fit { needs: names(needs), knows: names(knows), fixed, only: true };
            self.push(JsonKind::Object, Test::Fits(fit), leaf.branch);
        }
    }

    /// Every leaf is told by one member that all of them require.
    fn by_tag(&mut self, key: String, values: Vec<(usize, Vec<Literal>)>) {
        let texts = |values: &[Literal]| -> Option<Vec<String>> {
            let text =
                |value: &Literal| if let Literal::String(text) = value { Some(text.clone()) } else { None };
            values.iter().map(text).collect()
        };
        let cases: Option<Vec<_>> =
            values.iter().map(|(branch, values)| texts(values).map(|texts| (texts, *branch))).collect();
        if let (Some(cases), None) = (cases, &self.switch) {
            self.switch = Some(Switch { key, cases });
            return;
        }
        for (branch, values) in values {
            let guards = shape::guards(&shape::of_values(&values));
            self.push(JsonKind::Object, Test::Where(key.clone(), guards), branch);
        }
    }

    /// Adds a line that decides for a leaf as soon as one member is seen, if there is such a member. Whether that
    /// line is sure: an object without the member is not of this leaf.
    fn at_once(&mut self, leaves: &[Members<'a>], leaf: usize) -> bool {
        let own = &leaves[leaf];
        let others = || leaves.iter().filter(|other| other.branch != own.branch);
        let exclusive = self.style == UnionStyle::OneOf;
        for (key, member) in own.in_order() {
            let Some(values) = shape::values(&member.shape) else { continue };
            let shape = shape::of_values(&values);
            let decisive = others().all(|other| match other.get(key) {
                Some(theirs) => shape::apart(&shape, &theirs.shape).is_some(),
                None => !other.may_have_such(&shape, exclusive),
            });
            if decisive && (member.required || own.tagged) {
                let test = Test::Where(key.to_owned(), shape::guards(&shape));
                self.push(JsonKind::Object, test, own.branch);
                return member.required;
            }
        }
        let is_own = |(key, member): &(&str, &Member)| {
            member.required && !member.nullable && others().all(|other| other.get(key).is_none())
        };
        let only_here = own.in_order().filter(is_own).find_map(|(key, member)| {
            if !others().any(|other| other.may_have(exclusive)) {
                Some(Test::Has(key.to_owned()))
            } else if !others().any(|other| other.may_have_such(&member.shape, exclusive)) {
                Some(Test::Where(key.to_owned(), shape::guards(&shape::plain(&member.shape))))
            } else {
                None
            }
        });
        let is_sure = only_here.is_some();
        if let Some(test) = only_here {
            self.push(JsonKind::Object, test, own.branch);
        }
        is_sure
    }

    /// What each leaf is known by, from what separates it from each other one, and which comes first of those that as much
    /// speaks for.
    fn compare(&mut self, leaves: &[Members<'a>]) -> Vec<(Turn, Fit)> {
        let mut marks = vec![Marks::default(); leaves.len()];
        for left in 0..leaves.len() {
            for right in left + 1..leaves.len() {
                if leaves[left].branch == leaves[right].branch {
                    continue;
                }
                let proof = separation(&leaves[left], &leaves[right]);
                self.proofs.note(leaves[left].branch, leaves[right].branch, proof.clone());
                marks[left].tell(&leaves[left], &leaves[right], &proof, self.style);
                marks[right].tell(&leaves[right], &leaves[left], &proof, self.style);
            }
        }
        for (marks, leaf) in marks.iter_mut().zip(leaves) {
            let (same, others): (Vec<_>, Vec<_>) =
                leaves.iter().partition(|other| other.branch == leaf.branch);
            // A branch of several leaves is a union, which keeps other values itself.
            if same.len() == 1 {
                marks.constants(leaf, &others);
            }
        }
        // What speaks for one speaks for every other that has it: the one that knows most is taken.
        let telling: BTreeSet<&str> = marks.iter().flat_map(Marks::telling).collect();
        let marks = marks.into_iter().zip(leaves);
        marks.map(|(marks, leaf)| (marks.turn(leaf), marks.fit(leaf, &telling))).collect()
    }
}

/// Each branch, with its constants.
type ConstantsOfBranches = Vec<(usize, Vec<Literal>)>;

/// The member that has other constants in every leaf, with the constants of each branch.
fn complete_tag(leaves: &[Members<'_>], required: bool) -> Option<(String, ConstantsOfBranches)> {
    let first = leaves.first()?;
    let mut keys: Vec<&str> = first.tags().collect();
    keys.extend(first.in_order().map(|(key, _)| key));
    keys.into_iter().find_map(|key| {
        let mut owners: BTreeMap<Literal, usize> = BTreeMap::new();
        let mut values = ConstantsOfBranches::new();
        for leaf in leaves {
            let member = leaf.get(key).filter(|member| member.required || !required)?;
            let own = shape::values(&member.shape)?;
            for value in &own {
                if *owners.entry(value.clone()).or_insert(leaf.branch) != leaf.branch {
                    return None;
                }
            }
            match values.iter_mut().find(|(branch, _)| *branch == leaf.branch) {
                Some((_, known)) => {
                    known.extend(own.into_iter().filter(|value| !known.contains(value)).collect::<Vec<_>>());
                }
                None => values.push((leaf.branch, own)),
            }
        }
        Some((key.to_owned(), values))
    })
}

/// What separates two leaves of different branches.
fn separation(left: &Members<'_>, right: &Members<'_>) -> Proof {
    let shared = || left.in_order().filter_map(|(key, own)| right.get(key).map(|theirs| (key, own, theirs)));
    // By how they are told apart, and how many of the two require the member.
    let apart = |wanted: &[Apart], least: usize| {
        let mut members = shared();
        let found = members.find(|(_, own, theirs)| {
            usize::from(own.required) + usize::from(theirs.required) >= least
                && shape::apart(&own.shape, &theirs.shape).is_some_and(|how| wanted.contains(&how))
        });
        found.map(|(key, ..)| key.to_owned())
    };
    if let Some(key) = apart(&[Apart::Values], 2) {
        return Proof::Tag(key);
    }
    if let Some(key) = apart(&[Apart::Kinds], 2) {
        return Proof::MemberKind(key);
    }
    if let Some(key) = apart(&[Apart::Values, Apart::Kinds], 1) {
        return Proof::OptionalTag(key, true);
    }
    if let Some(key) = apart(&[Apart::Values, Apart::Kinds, Apart::Mostly], 0) {
        return Proof::OptionalTag(key, false);
    }
    let own_key = |one: &Members<'_>, other: &Members<'_>, required: bool| {
        let mut keys = one.in_order().filter(|(_, member)| member.required || !required);
        keys.find(|(key, _)| other.get(key).is_none()).map(|(key, _)| key.to_owned())
    };
    let sides = (own_key(left, right, true), own_key(right, left, true));
    match sides {
        (Some(key), _) if right.closed => Proof::ForbiddenKey(key),
        (_, Some(key)) if left.closed => Proof::ForbiddenKey(key),
        (Some(left), Some(right)) => Proof::RequiredKeys(left, right),
        (Some(key), None) | (None, Some(key)) => Proof::RequiredKey(key),
        (None, None) => {
            let either = |find: &dyn Fn(&Members<'_>, &Members<'_>) -> Option<String>| {
                find(left, right).or_else(|| find(right, left))
            };
            either(&listed_key)
                .map(Proof::ListedMember)
                .or_else(|| either(&|one, other| own_key(one, other, false)).map(Proof::DeclaredKey))
                .or_else(|| either(&needed_key).map(Proof::RequiredKey))
                .unwrap_or(Proof::Nothing)
        }
    }
}

/// A member that one requires and the other only allows.
fn needed_key(one: &Members<'_>, other: &Members<'_>) -> Option<String> {
    let mut keys = one.in_order().filter(|(_, member)| member.required);
    keys.find(|(key, _)| other.get(key).is_some_and(|theirs| !theirs.required)).map(|(key, _)| key.to_owned())
}

/// A member of which one lists the values, where the other takes others as well.
fn listed_key(one: &Members<'_>, other: &Members<'_>) -> Option<String> {
    let is_listed = |key: &str, own: &Member| {
        other.get(key).is_some_and(|theirs| shape::is_listed_of(&own.shape, &theirs.shape))
    };
    one.in_order().find(|(key, own)| is_listed(key, own)).map(|(key, _)| key.to_owned())
}
