//! The client: what the description says about the whole API.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Carrier, Client, Scheme};

/// `client.rs`
pub(super) fn client(client: &Client) -> TokenStream {
    let base_url = client.base_url.as_deref().unwrap_or_default();
    let doc = if base_url.is_empty() {
        " The description names no server: give one to [`ClientBuilder::base_url`]."
    } else {
        " The first server of the description."
    };
    let schemes = client.schemes.iter().map(|scheme| {
        let (option, carrier) = (scheme.option.as_str(), carrier(&scheme.carrier));
        quote!((#option, #carrier))
    });
    let security = security(&client.security);
    let options: Vec<TokenStream> = client.schemes.iter().enumerate().filter_map(option).collect();
    let options = (!options.is_empty()).then(|| quote!(impl ClientBuilder { #(#options)* }));
    let credential = options.is_some().then(|| quote!(Credential,));
    quote! {
        #![doc = " What the description says about the whole API."]

        use crate::runtime::{Client, ClientBuilder, #credential Defaults, Scheme};

        impl Client {
            #[doc = #doc]
            pub const BASE_URL: &str = #base_url;

            /// Begins a client. It needs nothing but a token, if the API asks for one.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(Defaults {
                    base_url: Self::BASE_URL,
                    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                    schemes: &[#(#schemes),*],
                    security: #security,
                })
            }
        }

        #options
    }
}

/// Sets of schemes.
pub(super) fn security(sets: &[Vec<usize>]) -> TokenStream {
    let sets = sets.iter().map(|set| {
        let set = set.iter().copied().map(Literal::usize_unsuffixed);
        quote!(&[#(#set),*])
    });
    quote!(&[#(#sets),*])
}

/// The method that takes the credential of a scheme.
fn option((index, scheme): (usize, &Scheme)) -> Option<TokenStream> {
    let (doc, name) = (scheme.doc.as_ref()?, &scheme.option);
    let index = Literal::usize_unsuffixed(index);
    Some(if scheme.carrier == Carrier::Basic {
        quote! {
            #doc
            pub fn #name(self, user: &str, password: &str) -> Self {
                self.credential(#index, Credential::basic(user, password))
            }
        }
    } else {
        quote! {
            #doc
            pub fn #name(self, credential: impl Into<Credential>) -> Self {
                self.credential(#index, credential.into())
            }
        }
    })
}

fn carrier(carrier: &Carrier) -> TokenStream {
    match carrier {
        Carrier::Bearer => quote!(Scheme::BEARER),
        Carrier::Basic => quote!(Scheme::BASIC),
        Carrier::Header(name, prefix) => quote!(Scheme::Header(#name, #prefix)),
        Carrier::Query(name) => quote!(Scheme::Query(#name)),
        Carrier::Cookie(name) => quote!(Scheme::Cookie(#name)),
    }
}
