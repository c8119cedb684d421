//! The client: what the description says about the whole API.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Carrier, Client, DefaultServer, Scheme, Servers};

/// `client.rs`
pub(super) fn client(client: &Client) -> TokenStream {
    let Servers { origin, choice, .. } = &client.servers;
    let (base_url, needed) = default_server(&client.servers);
    let constant = needed.is_empty().then(|| {
        let doc = if choice.is_some() {
            " The server that is used by default."
        } else {
            " The server of the description."
        };
        quote! {
            #[doc = #doc]
            pub const BASE_URL: &str = #base_url;
        }
    });
    let url = if constant.is_some() { quote!(Self::BASE_URL) } else { quote!(#base_url) };
    let needs = if needed.is_empty() {
        " Begins a client. It needs nothing but a token, if the API asks for one.".to_owned()
    } else {
        format!(" Begins a client. It needs{needed}, and a token if the API asks for one.")
    };
    let schemes = client.schemes.iter().map(|scheme| {
        let (option, carrier) = (scheme.option.as_str(), carrier(&scheme.carrier));
        quote!((#option, #carrier))
    });
    let security = security(&client.security);
    let takes_credentials = client.schemes.iter().any(|scheme| scheme.doc.is_some());
    let options: Vec<TokenStream> = client.schemes.iter().enumerate().filter_map(option).collect();
    let options: Vec<TokenStream> =
        server_option(&client.servers).into_iter().chain(origin_option(origin)).chain(options).collect();
    let options = (!options.is_empty()).then(|| quote!(impl ClientBuilder { #(#options)* }));
    let credential = takes_credentials.then(|| quote!(Credential,));
    let takes_origin = !origin.is_empty();
    let server = choice.as_ref().map(|_| {
        quote!(
            use crate::servers::Server;
        )
    });
    quote! {
        #![doc = " What the description says about the whole API."]

        use crate::runtime::{Client, ClientBuilder, #credential Defaults, Scheme};
        #server

        impl Client {
            #constant

            #[doc = #needs]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(Defaults {
                    base_url: #url,
                    takes_origin: #takes_origin,
                    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                    schemes: &[#(#schemes),*],
                    security: #security,
                })
            }
        }

        #options
    }
}

/// The URL that is used by default, and what callers say if that does not say the host.
fn default_server(servers: &Servers) -> (&str, &'static str) {
    match &servers.default {
        DefaultServer::Absolute(url) => (url, ""),
        DefaultServer::Relative(url) if !servers.origin.is_empty() => (url, " [`ClientBuilder::origin`]"),
        DefaultServer::Unknown if servers.choice.is_some() => {
            ("", " [`ClientBuilder::server`] or [`ClientBuilder::base_url`]")
        }
        DefaultServer::Relative(_) | DefaultServer::Unknown => ("", " [`ClientBuilder::base_url`]"),
    }
}

/// The method that chooses a server of the description.
fn server_option(servers: &Servers) -> Option<TokenStream> {
    servers.choice.as_ref()?;
    Some(quote! {
        /// A server of the description, in place of the default. Operations with servers of their own keep those.
        ///
        /// [`base_url`](Self::base_url) is for servers that the description does not know, and takes the place of all.
        pub fn server(self, server: impl Into<Server>) -> Self {
            self.at(server.into().url())
        }
    })
}

/// The method that says where relative URLs begin.
fn origin_option(urls: &[String]) -> Option<TokenStream> {
    if urls.is_empty() {
        return None;
    }
    let doc = format!(" appended: {}.", urls.join(", "));
    Some(quote! {
        /// Where the API is, `https://host`, to which the URLs that the description gives without a host are
        #[doc = #doc]
        ///
        /// [`base_url`](Self::base_url) is the whole URL instead, and the same for all operations.
        pub fn origin(self, url: impl Into<String>) -> Self {
            self.begin_at(url.into())
        }
    })
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
