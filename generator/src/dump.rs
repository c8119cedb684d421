//! One stage of the pipeline as text, to see what was decided and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Api;
use crate::rust::{Crate, Fit, Guard, Item, JsonKind, Literal, Proof, Test, Union};

/// The resolved document.
pub(crate) fn model(api: &Api) -> String {
    format!("{api:#?}\n")
}

/// The planned crate.
pub(crate) fn rust(krate: &Crate) -> String {
    format!("{krate:#?}\n")
}

/// Each union: how a value's branch is decided, and what separates the branches; then how many are decided by what.
pub(crate) fn unions(krate: &Crate) -> String {
    let mut text: String = all_unions(krate).map(|own| union(own) + "\n").collect();
    let count = all_unions(krate).count();
    let _ = writeln!(text, "{count} unions, each by the weakest rule that it needs:");
    for (rule, unions) in rules(krate) {
        let _ = writeln!(text, "  {unions:5} {rule}");
    }
    text
}

/// How many unions are decided by each rule, the strongest rule first.
pub(crate) fn rules(krate: &Crate) -> Vec<(&'static str, usize)> {
    let mut rules: BTreeMap<(usize, &'static str), usize> = BTreeMap::new();
    for proof in all_unions(krate).filter_map(|union| union.decision.rule()) {
        *rules.entry((proof.rank(), rule(proof))).or_default() += 1;
    }
    rules.into_iter().map(|((_, rule), unions)| (rule, unions)).collect()
}

fn all_unions(krate: &Crate) -> impl Iterator<Item = &Union> {
    let items = krate.types.iter().flat_map(|module| &module.items);
    items.filter_map(|item| if let Item::Union(union) = item { Some(union) } else { None })
}

/// A kind of proof in a word.
fn rule(proof: &Proof) -> &'static str {
    match proof {
        Proof::Kind => "kind",
        Proof::Value => "value",
        Proof::Tag(_) => "tag",
        Proof::MemberKind(_) => "kind of a member",
        Proof::OptionalTag(..) => "optional tag",
        Proof::ForbiddenKey(_) => "forbidden key",
        Proof::Range => "range",
        Proof::Length => "length of tuples",
        Proof::RequiredKeys(..) => "required keys on both sides",
        Proof::RequiredKey(_) => "required key on one side",
        Proof::DeclaredKey(_) => "optional keys",
        Proof::Text => "format, length or pattern",
        Proof::ListedFirst | Proof::ListedMember(_) => "listed before others",
        Proof::Items(_) => "first element",
        Proof::IntegerFirst => "integer before number",
        Proof::AnythingLast => "anything last",
        Proof::Nothing => "nothing",
    }
}

fn union(union: &Union) -> String {
    let mut text = format!("{}\n", union.name);
    let name = |index: usize| union.variants.get(index).map_or("", |variant| variant.name.as_str());
    for (texts, index) in union.decision.switch.iter().flat_map(|switch| &switch.cases) {
        let key = union.decision.switch.as_ref().map_or("", |switch| switch.key.as_str());
        let _ = writeln!(text, "  object whose `{key}` is {} => {}", quoted(texts), name(*index));
    }
    for (guard, index) in &union.decision.guards {
        let _ = writeln!(text, "  {} => {}", self::guard(guard), name(*index));
    }
    if let Some(unknown) = &union.unknown {
        let _ = writeln!(text, "  else => {unknown}");
    }
    for separation in &union.decision.separations {
        let among: Vec<&str> = separation.among.iter().map(|index| name(*index)).collect();
        let _ = writeln!(text, "  {}: {}", among.join(" | "), proof(&separation.proof));
    }
    text
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(" or ")
}

fn guards(guards: &[Guard]) -> String {
    guards.iter().map(guard).collect::<Vec<_>>().join(" or ")
}

fn guard(guard: &Guard) -> String {
    let kind = match guard.kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
        JsonKind::Any => "anything",
    };
    match &guard.test {
        Test::Any => kind.to_owned(),
        Test::Is(values) => {
            format!("{kind} {}", values.iter().map(literal).collect::<Vec<_>>().join(" or "))
        }
        Test::Format(format) => format!("{kind} of format {format:?}"),
        Test::Length(least, Some(most)) => format!("{kind} of {least} to {most} characters"),
        Test::Length(least, None) => format!("{kind} of at least {least} characters"),
        Test::Matches(regex) => format!("{kind} that matches {regex}"),
        Test::Within(least, most) => {
            let bound = |bound: &Option<i64>| bound.map_or("any".to_owned(), |bound| bound.to_string());
            format!("{kind} from {} to {}", bound(least), bound(most))
        }
        Test::Of(items) => format!("{kind} of {}", guards(items)),
        Test::Has(key) => format!("{kind} with `{key}`"),
        Test::Where(key, values) => format!("{kind} whose `{key}` is {}", guards(values)),
        Test::Fits(fit) => format!("{kind}{}", self::fit(fit)),
    }
}

fn fit(fit: &Fit) -> String {
    let mut words = Vec::new();
    if !fit.needs.is_empty() {
        words.push(format!(" with {}", fit.needs.join(", ")));
    }
    if !fit.knows.is_empty() {
        words.push(format!(" perhaps with {}", fit.knows.join(", ")));
    }
    words.extend(
        fit.fixed.iter().map(|(key, values)| format!(" whose `{key}`, if there, is {}", guards(values))),
    );
    words.join(",")
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

fn proof(proof: &Proof) -> String {
    match proof {
        Proof::Kind => "different kinds of value".to_owned(),
        Proof::Value => "different constants".to_owned(),
        Proof::Tag(key) => format!("different constants in `{key}`"),
        Proof::MemberKind(key) => format!("`{key}` is of different kinds"),
        Proof::OptionalTag(key, _) => format!("different values of `{key}`, where it is there"),
        Proof::ForbiddenKey(key) => format!("one requires `{key}`, the other forbids it"),
        Proof::Range => "different ranges".to_owned(),
        Proof::Length => "tuples of different lengths".to_owned(),
        Proof::RequiredKeys(left, right) => {
            format!("one requires `{left}`, the other `{right}` (evidence: an object may have others)")
        }
        Proof::RequiredKey(key) => format!("only one requires `{key}` (evidence)"),
        Proof::DeclaredKey(key) => format!("only one knows `{key}` (evidence)"),
        Proof::Text => "format, length or pattern of the text".to_owned(),
        Proof::ListedFirst => "what one lists is read as such".to_owned(),
        Proof::ListedMember(key) => format!("what one lists for `{key}` is read as such"),
        Proof::Items(inner) => format!("the first element: {}", self::proof(inner)),
        Proof::IntegerFirst => "what has no fraction is read as the integer".to_owned(),
        Proof::AnythingLast => "one takes anything and is tried last".to_owned(),
        Proof::Nothing => "nothing: the first that can be read is used".to_owned(),
    }
}
