//! Names: where a name can be given once, it is given once.

use std::collections::BTreeSet;
use std::fmt::Display;

use syn::{Fields, ImplItem, Item};

/// Looks at the items of a file.
pub(super) fn check(items: &[Item]) -> Result<(), String> {
    let mut types = Names::new("two items of one name");
    let mut methods = Names::new("two methods of one name");
    for item in items {
        match item {
            Item::Struct(item) => {
                types.add(&item.ident)?;
                fields(&item.fields)?;
            }
            Item::Enum(item) => {
                types.add(&item.ident)?;
                let mut variants = Names::new("two variants of one name");
                for variant in &item.variants {
                    variants.add(&variant.ident)?;
                    fields(&variant.fields)?;
                }
            }
            Item::Type(item) => types.add(&item.ident)?,
            Item::Trait(item) => types.add(&item.ident)?,
            Item::Mod(item) => types.add(&format!("mod {}", item.ident))?,
            Item::Impl(block) if block.trait_.is_none() => {
                let syn::Type::Path(path) = &*block.self_ty else { continue };
                let owner =
                    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                for item in &block.items {
                    if let ImplItem::Fn(method) = item {
                        methods.add(&format!("{owner}::{}", method.sig.ident))?;
                        arguments(method)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn fields(fields: &Fields) -> Result<(), String> {
    let mut names = Names::new("two fields of one name");
    fields.iter().filter_map(|field| field.ident.as_ref()).try_for_each(|name| names.add(name))
}

fn arguments(method: &syn::ImplItemFn) -> Result<(), String> {
    let mut names = Names::new("two arguments of one name");
    for argument in &method.sig.inputs {
        if let syn::FnArg::Typed(argument) = argument
            && let syn::Pat::Ident(name) = &*argument.pat
        {
            names.add(&name.ident)?;
        }
    }
    Ok(())
}

/// Names of one scope.
struct Names {
    seen: BTreeSet<String>,
    complaint: &'static str,
}

impl Names {
    fn new(complaint: &'static str) -> Self {
        Self { seen: BTreeSet::new(), complaint }
    }

    fn add(&mut self, name: &impl Display) -> Result<(), String> {
        let name = name.to_string();
        if self.seen.contains(&name) {
            return Err(format!("{}: `{name}`", self.complaint));
        }
        self.seen.insert(name);
        Ok(())
    }
}
