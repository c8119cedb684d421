//! The client: what the description says about the whole API.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Client;

/// `client.rs`
pub(super) fn client(client: &Client) -> TokenStream {
    let base_url = client.base_url.as_deref().unwrap_or_default();
    let doc = if base_url.is_empty() {
        " The description names no server: give one to [`ClientBuilder::base_url`]."
    } else {
        " The first server of the description."
    };
    let token = match &client.token_header {
        None => quote!(TokenHeader::BEARER),
        Some(name) => quote!(TokenHeader { name: #name, prefix: "" }),
    };
    quote! {
        #![doc = " What the description says about the whole API."]

        use crate::runtime::{Client, ClientBuilder, Defaults, TokenHeader};

        impl Client {
            #[doc = #doc]
            pub const BASE_URL: &str = #base_url;

            /// Begins a client. It needs nothing but a token, if the API asks for one.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(Defaults {
                    base_url: Self::BASE_URL,
                    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                    token: #token,
                })
            }
        }
    }
}
