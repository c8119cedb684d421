//! Discriminators of which several texts stand for one branch.

use crate::model::{Branch, Kind, Schemas, Tag};

/// Makes a branch for each text of those that lack the tag themselves: nothing but the branch says then which text it was,
/// or is to be. The first keeps its name, the others are called by their texts.
pub(super) fn divide(schemas: &mut Schemas) {
    for index in 0..schemas.0.len() {
        let Kind::Union(union) = &schemas.0[index].kind else { continue };
        let Some(tag) = &union.tag else { continue };
        let is_divided = |branch: &Branch| branch.tags.len() > 1 && lacks(schemas, branch, tag);
        if !union.branches.iter().any(is_divided) {
            continue;
        }
        let parts = |branch: &Branch| {
            if is_divided(branch) { one_for_each_text(branch) } else { vec![branch.clone()] }
        };
        let divided = union.branches.iter().flat_map(parts).collect();
        if let Kind::Union(union) = &mut schemas.0[index].kind {
            union.branches = divided;
        }
    }
}

/// Whether a branch is an object without the tag.
fn lacks(schemas: &Schemas, branch: &Branch, tag: &Tag) -> bool {
    match &schemas[schemas.target(branch.schema)].kind {
        Kind::Object(object) => object.property(&tag.property).is_none(),
        _ => false,
    }
}

fn one_for_each_text(branch: &Branch) -> Vec<Branch> {
    let one = |(index, text): (usize, &String)| Branch {
        schema: branch.schema,
        hint: if index == 0 { branch.hint.clone() } else { Some(text.clone()) },
        tags: vec![text.clone()],
    };
    branch.tags.iter().enumerate().map(one).collect()
}
