//! Security schemes and requirements.

use openapiv3::{APIKeyLocation, PathItem, ReferenceOr, SecurityRequirement, SecurityScheme};

use super::Resolver;
use super::refs::follow;
use crate::model::{Scheme, SchemeKind, Security};

impl Resolver<'_> {
    /// The schemes that the document defines, in its order.
    pub(super) fn schemes_of_document(&self) -> Vec<Scheme> {
        let components = self.document.components.iter();
        let schemes = components.flat_map(|components| &components.security_schemes);
        let schemes = schemes.filter_map(|(name, scheme)| {
            let (kind, description) = match scheme {
                ReferenceOr::Item(scheme) => described(scheme),
                // `lint` has refused what refers to nothing.
                ReferenceOr::Reference { reference } => {
                    let all = &self.document.components.as_ref()?.security_schemes;
                    described(follow(all, "securitySchemes", reference)?)
                }
            };
            Some(Scheme { name: name.clone(), description, kind })
        });
        schemes.collect()
    }

    /// What all operations need that do not say otherwise. Where the document says nothing at all, the caller decides:
    /// any credential that is given is sent.
    pub(super) fn security(&self, schemes: &[Scheme]) -> Security {
        let paths = self.document.paths.paths.values().filter_map(ReferenceOr::as_item);
        let is_said = paths.flat_map(PathItem::iter).any(|(_, operation)| operation.security.is_some());
        match &self.document.security {
            Some(security) => requirements(security, schemes),
            None if is_said => Vec::new(),
            None => (0..schemes.len()).map(|scheme| vec![scheme]).collect(),
        }
    }
}

/// Requirements as sets of schemes. An empty one makes the others optional, and so they are anyway: without credentials
/// none are sent.
pub(super) fn requirements(security: &[SecurityRequirement], schemes: &[Scheme]) -> Security {
    let place = |name: &String| schemes.iter().position(|scheme| scheme.name == *name);
    let sets = security.iter().map(|set| set.keys().filter_map(place).collect::<Vec<_>>());
    sets.filter(|set| !set.is_empty()).collect()
}

fn described(scheme: &SecurityScheme) -> (SchemeKind, Option<String>) {
    match scheme {
        SecurityScheme::APIKey { location, name, description, .. } => {
            let kind = match location {
                APIKeyLocation::Header => SchemeKind::Header,
                APIKeyLocation::Query => SchemeKind::Query,
                APIKeyLocation::Cookie => SchemeKind::Cookie,
            };
            (kind(name.clone()), description.clone())
        }
        SecurityScheme::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                _ => SchemeKind::Authorization(scheme.clone()),
            };
            (kind, description.clone())
        }
        SecurityScheme::OAuth2 { description, .. } | SecurityScheme::OpenIDConnect { description, .. } => {
            (SchemeKind::Bearer, description.clone())
        }
    }
}
