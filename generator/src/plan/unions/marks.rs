//! What a leaf that is an object is known by, beside others.

use std::collections::{BTreeMap, BTreeSet};

use super::members::{Member, Members};
use super::shape::{self, Apart, Shape};
use crate::model::UnionStyle;
use crate::rust::{Fit, Proof};

/// Which of the leaves that as much speaks for comes first, else the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Nothing can speak for it: what nothing speaks for is of this one.
    Plain,
    /// It lists values that others take as well.
    Listed,
    Other,
}

/// What a leaf is known by, in the making.
#[derive(Clone, Default)]
pub(super) struct Marks<'a> {
    needs: BTreeSet<&'a str>,
    knows: BTreeSet<&'a str>,
    fixed: BTreeMap<&'a str, Shape>,
    /// Members that speak for it by their values.
    listed: BTreeSet<&'a str>,
}

impl<'a> Marks<'a> {
    /// Adds what tells `own` from `other`.
    pub(super) fn tell(&mut self, own: &Members<'a>, other: &Members<'a>, proof: &Proof, style: UnionStyle) {
        match proof {
            Proof::Tag(key) | Proof::MemberKind(key) | Proof::OptionalTag(key, _) => {
                if let (Some((key, member)), Some(theirs)) = (own.entry(key), other.get(key)) {
                    self.fix(key, member, theirs);
                    if member.required {
                        self.needs.insert(key);
                    }
                }
            }
            Proof::ListedMember(_) => self.lists(own, other),
            _ => {}
        }
        match proof {
            Proof::Tag(_) | Proof::MemberKind(_) => {}
            Proof::OptionalTag(_, false) => {
                self.keys(own, other, style);
                // Where that one is missing, another one may tell them apart.
                self.others(own, other);
            }
            _ => self.keys(own, other, style),
        }
    }

    /// Every member that both have and that looks different.
    fn others(&mut self, own: &Members<'a>, other: &Members<'a>) {
        for (key, member) in own.in_order() {
            if let Some(theirs) = other.get(key) {
                self.fix(key, member, theirs);
            }
        }
    }

    /// A member that looks different: what it has to look like is no more than tells the two apart.
    fn fix(&mut self, key: &'a str, member: &Member, other: &Member) {
        match shape::apart(&member.shape, &other.shape) {
            None => {}
            Some(Apart::Kinds) => drop(self.fixed.entry(key).or_insert_with(|| shape::plain(&member.shape))),
            Some(Apart::Values | Apart::Mostly) => drop(self.fixed.insert(key, member.shape.clone())),
        }
    }

    /// Every member that has a value of a list, where the other takes any.
    fn lists(&mut self, own: &Members<'a>, other: &Members<'a>) {
        for (key, member) in own.in_order() {
            if other.get(key).is_some_and(|theirs| shape::is_listed_of(&member.shape, &theirs.shape)) {
                self.fixed.insert(key, member.shape.clone());
                self.listed.insert(key);
            }
        }
    }

    /// What one has and the other has not: one member that has to be there, and, unless both have such a one and no value is of
    /// both, all that speak for it.
    fn keys(&mut self, own: &Members<'a>, other: &Members<'a>, style: UnionStyle) {
        let needed = |one: &Members<'a>, two: &Members<'a>| {
            let undeclared = one.in_order().find(|(key, member)| member.required && two.get(key).is_none());
            let looser = || {
                one.in_order().find(|(key, member)| {
                    member.required && two.get(key).is_none_or(|theirs| !theirs.required)
                })
            };
            undeclared.or_else(looser).map(|(key, _)| key)
        };
        let mine = needed(own, other);
        self.needs.extend(mine);
        let may_be_both = style == UnionStyle::AnyOf;
        if may_be_both || mine.is_none() || needed(other, own).is_none() {
            self.knows.extend(own.in_order().map(|(key, _)| key).filter(|key| other.get(key).is_none()));
        }
    }

    /// Members that have to be there with one value which not all others have.
    pub(super) fn constants(&mut self, leaf: &Members<'a>, others: &[&Members<'a>]) {
        for (key, member) in leaf.in_order().filter(|(_, member)| member.required) {
            let is_single = shape::values(&member.shape).is_some_and(|own| own.len() == 1);
            let has_same = |other: &&Members<'a>| other.get(key).is_some_and(|own| own.shape == member.shape);
            if is_single && !others.iter().all(has_same) {
                self.fixed.entry(key).or_insert_with(|| member.shape.clone());
            }
        }
    }

    /// The members that speak for it.
    pub(super) fn telling(&self) -> impl Iterator<Item = &'a str> {
        self.needs.iter().chain(&self.knows).copied()
    }

    /// Its turn among the leaves.
    pub(super) fn turn(&self, leaf: &Members<'a>) -> Turn {
        let is_plain =
            self.needs.is_empty() && self.knows.is_empty() && self.fixed.is_empty() && !leaf.closed;
        match (is_plain, self.listed.is_empty()) {
            (true, _) => Turn::Plain,
            (false, false) => Turn::Listed,
            (false, true) => Turn::Other,
        }
    }

    /// What a value of the leaf has. `telling`: what speaks for any of the leaves.
    pub(super) fn fit(self, leaf: &Members<'a>, telling: &BTreeSet<&str>) -> Fit {
        let in_order = |keys: &BTreeSet<&str>| -> Vec<String> {
            leaf.in_order().map(|(key, _)| key).filter(|key| keys.contains(key)).map(str::to_owned).collect()
        };
        let is_known = |key: &&str| leaf.closed || telling.contains(key) || self.listed.contains(key);
        let keys = leaf.in_order().map(|(key, _)| key).filter(is_known);
        let knows = keys.filter(|key| !self.needs.contains(key)).collect();
        let fixed =
            self.fixed.into_iter().map(|(key, shape)| (key.to_owned(), shape::guards(&shape))).collect();
        Fit { needs: in_order(&self.needs), knows: in_order(&knows), fixed, only: leaf.closed }
    }
}
