//! `servers.rs`: an enum of the servers, and a struct for the variables of each.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::line;
use crate::rust::{ServerEnum, ServerVariant, Variable, VariableEnum};

/// The file.
pub(super) fn module(servers: &ServerEnum) -> TokenStream {
    let variants = servers.variants.iter().map(|server| {
        let ServerVariant { name, doc, variables, .. } = server;
        let held = (!variables.is_empty()).then(|| quote!((#name)));
        quote! { #doc #name #held }
    });
    let urls = servers.variants.iter().map(|server| {
        let ServerVariant { name, url, variables, .. } = server;
        match (url.as_slice(), variables.as_slice()) {
            ([], _) => quote!(Self::#name => String::new()),
            ([Ok(text)], []) => quote!(Self::#name => #text.to_owned()),
            _ => quote!(Self::#name(server) => server.url()),
        }
    });
    let default = servers.default.and_then(|index| servers.variants.get(index)).and_then(default);
    let structs = servers.variants.iter().filter(|server| !server.variables.is_empty()).map(structure);
    let values = servers.values.iter().map(enumeration);
    let is_open = servers.variants.iter().any(has_free_host);
    let import = is_open.then(|| {
        quote!(
            use crate::runtime::server::in_host;
        )
    });
    quote! {
        #![doc = " The servers of the description, for [`ClientBuilder::server`](crate::ClientBuilder::server)."]
        #import

        /// A server of the description.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server { #(#variants),* }

        impl Server {
            /// Its URL, as the description has it: one without a host begins where the client says.
            pub fn url(&self) -> String {
                match self { #(#urls),* }
            }
        }

        #default
        #(#structs)*
        #(#values)*
    }
}

/// The server that is used unless the caller says otherwise.
fn default(server: &ServerVariant) -> Option<TokenStream> {
    let name = &server.name;
    let value = match server.variables.as_slice() {
        [] => quote!(Self::#name),
        variables if variables.iter().all(|variable| variable.default.is_some()) => {
            quote!(Self::#name(#name::new()))
        }
        _ => return None,
    };
    Some(quote! {
        /// The server that is used unless another one is chosen.
        impl Default for Server {
            fn default() -> Self { #value }
        }
    })
}

/// Which parts of a URL stand in its host.
fn in_host(url: &[Result<String, usize>]) -> Vec<bool> {
    let mut before = String::new();
    let places = url.iter().map(|part| {
        let is_host = before.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'));
        before.extend(part.as_deref());
        is_host
    });
    places.collect()
}

/// Whether a caller says something of the host in words of their own.
fn has_free_host(server: &ServerVariant) -> bool {
    let is_free = |part: &Result<String, usize>| {
        part.as_ref().is_err_and(|index| {
            server.variables.get(*index).is_some_and(|variable| variable.values.is_none())
        })
    };
    server.url.iter().zip(in_host(&server.url)).any(|(part, host)| host && is_free(part))
}

/// The struct of a server's variables.
fn structure(server: &ServerVariant) -> TokenStream {
    let ServerVariant { name, url, variables, .. } = server;
    let doc = line(&format!("What can be said of [`Server::{name}`]."));
    let fields = variables.iter().map(|variable| {
        let (field, ty) = (&variable.name, ty(variable));
        quote!(#field: #ty)
    });
    let arguments = variables.iter().filter(|variable| variable.default.is_none()).map(|variable| {
        let name = &variable.name;
        quote!(#name: impl Into<String>)
    });
    let values = variables.iter().map(|variable| {
        let field = &variable.name;
        match (&variable.values, &variable.default) {
            (Some((ty, value)), _) => quote!(#field: #ty::#value),
            (None, Some(text)) => quote!(#field: #text.to_owned()),
            (None, None) => quote!(#field: #field.into()),
        }
    });
    let is_default = variables.iter().all(|variable| variable.default.is_some());
    let new_doc =
        line(if is_default { "With the defaults of the description." } else { "With what has no default." });
    let setters = variables.iter().filter(|variable| variable.default.is_some()).map(setter);
    let parts = url.iter().zip(in_host(url)).filter_map(|(part, host)| part_of_url(part, variables, host));
    let default = is_default.then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self { Self::new() }
            }
        }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #name { #(#fields),* }

        impl #name {
            #new_doc
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*

            fn url(&self) -> String {
                [#(#parts),*].concat()
            }
        }

        #default

        impl From<#name> for Server {
            fn from(server: #name) -> Self { Self::#name(server) }
        }
    }
}

fn ty(variable: &Variable) -> TokenStream {
    variable.values.as_ref().map_or_else(|| quote!(String), |(ty, _)| quote!(#ty))
}

fn setter(variable: &Variable) -> TokenStream {
    let Variable { name, doc, values, .. } = variable;
    let (argument, value) = match values {
        Some((ty, _)) => (quote!(#ty), quote!(#name)),
        None => (quote!(impl Into<String>), quote!(#name.into())),
    };
    quote! {
        #doc
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// What a part of a URL is written from. What the caller says of the host leads to no other one.
fn part_of_url(part: &Result<String, usize>, variables: &[Variable], is_host: bool) -> Option<TokenStream> {
    let index = match part {
        Ok(text) => return Some(quote!(#text)),
        Err(index) => *index,
    };
    let Variable { name, values, .. } = variables.get(index)?;
    Some(match values {
        Some(_) => quote!(self.#name.as_str()),
        None if is_host => quote!(&in_host(&self.#name)),
        None => quote!(&self.#name),
    })
}

/// The enum of what a variable can be.
fn enumeration(values: &VariableEnum) -> TokenStream {
    let VariableEnum { name, doc, variants } = values;
    let names = variants.iter().map(|(variant, _, doc)| quote! { #doc #variant });
    let texts = variants.iter().map(|(variant, text, _)| quote!(Self::#variant => #text));
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#names),* }

        impl #name {
            /// As it stands in the URL.
            pub fn as_str(self) -> &'static str {
                match self { #(#texts),* }
            }
        }
    }
}
