//! Examples in the documentation: Rust that compiles, made from the document's own examples.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens, quote};

use super::layout::print;
use crate::rust::{CallExample, Carrier, Client, DefaultServer, Doc, Expr, Ident, Scheme, Servers, Type};

/// The `# Examples` of a method.
pub(super) fn section(examples: &[CallExample], package: &str) -> TokenStream {
    if examples.is_empty() {
        return TokenStream::new();
    }
    let mut lines = vec![String::new(), "# Examples".to_owned()];
    for example in examples {
        lines.push(String::new());
        if let Some(summary) = &example.summary {
            lines.extend([summary.clone(), String::new()]);
        }
        lines.extend(code(example, package));
    }
    Doc(lines).to_token_stream()
}

/// The code block of one example. Only what a reader needs is shown.
fn code(example: &CallExample, package: &str) -> Vec<String> {
    let root = root(package);
    let hidden =
        format!("# async fn example(client: {root}::Client) -> Result<(), Box<dyn std::error::Error>> {{");
    let mut lines = vec!["```no_run".to_owned(), hidden];
    let (uses, call) = parts(example, &root);
    let statements = body(&quote!(#(#uses)* #call));
    let mut ends = (1..).zip(&statements).filter(|(_, line)| line.ends_with(';')).map(|(count, _)| count);
    let imports = uses.len().checked_sub(1).and_then(|last| ends.nth(last)).unwrap_or(0);
    let (imports, call) = statements.split_at(imports);
    lines.extend_from_slice(imports);
    lines.extend((!imports.is_empty()).then(String::new));
    lines.extend(call.iter().map(|line| visible(line)));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// A whole program that makes the call.
pub(super) fn program(
    example: &CallExample,
    client: &Client,
    security: &[Vec<usize>],
    package: &str,
) -> Vec<String> {
    let root = root(package);
    let (uses, call) = parts(example, &root);
    let (place, credential) = (place(&client.servers), credentials(client, security));
    let client = quote!(let client = Client::builder()#place #credential.build()?;);
    let shown = example.binding.as_ref().map(|binding| quote!(println!("{:?}", #binding.body());));
    let main = quote! {
        use #root::Client;
        #(#uses)*
        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            #client
            #call
            #shown
            Ok(())
        }
    };
    print(main).lines().map(str::to_owned).collect()
}

/// What says where the API is, if the description does not.
fn place(servers: &Servers) -> Option<TokenStream> {
    let origin = !servers.origin.is_empty();
    match servers.default {
        DefaultServer::Absolute(_) => None,
        DefaultServer::Relative(_) if origin => Some(quote!(.origin("https://api.example.com"))),
        DefaultServer::Relative(_) | DefaultServer::Unknown => {
            Some(quote!(.base_url("https://api.example.com")))
        }
    }
}

/// The options for the credentials that an operation needs, if it needs any. Of several ways it is the one with the least
/// to say: no name beside a password, and no more secrets than needed.
fn credentials(client: &Client, security: &[Vec<usize>]) -> TokenStream {
    let schemes = |set: &Vec<usize>| -> Option<Vec<&Scheme>> {
        let schemes: Option<Vec<&Scheme>> = set.iter().map(|index| client.schemes.get(*index)).collect();
        schemes.filter(|schemes| !schemes.is_empty() && schemes.iter().all(|scheme| scheme.is_described))
    };
    let is_basic = |scheme: &&Scheme| scheme.carrier == Carrier::Basic;
    let sets = security.iter().filter_map(schemes);
    let best = sets.min_by_key(|set| (set.iter().any(is_basic), set.len()));
    let best = best.unwrap_or_default();
    let option = |Scheme { option, carrier, .. }: &Scheme| {
        let own = option.as_str().trim_end_matches('_').to_ascii_uppercase();
        let variable = match carrier {
            _ if best.len() > 1 => own,
            Carrier::Basic => "API_PASSWORD".to_owned(),
            _ => "API_TOKEN".to_owned(),
        };
        let name = (*carrier == Carrier::Basic).then(|| quote!("user", &));
        quote!(.#option(#name std::env::var(#variable)?))
    };
    best.iter().map(|scheme| option(scheme)).collect()
}

/// How the generated crate is named in code.
fn root(package: &str) -> Ident {
    Ident::new(&package.replace('-', "_"))
}

/// The imports and the call.
fn parts(example: &CallExample, root: &Ident) -> (Vec<TokenStream>, TokenStream) {
    let CallExample { imports, own, method, arguments, binding, .. } = example;
    let import = |module: TokenStream, names: &[Ident]| match names {
        [] => None,
        [only] => Some(quote!(use #root::#module::#only;)),
        many => Some(quote!(use #root::#module::{#(#many),*};)),
    };
    let uses = [import(quote!(operations), own), import(quote!(types), imports)];
    let uses = uses.into_iter().flatten().collect();
    let arguments = arguments.iter().map(expr);
    let call = quote!(client.#method(#(#arguments),*).await?;);
    let call = binding.as_ref().map_or_else(|| call.clone(), |binding| quote!(let #binding = #call));
    (uses, call)
}

/// Statements as they are printed in a function, without its indentation.
fn body(statements: &TokenStream) -> Vec<String> {
    let printed = print(quote!(async fn example() { #statements }));
    let inner = printed.lines().filter_map(|line| line.strip_prefix("    "));
    inner.map(str::to_owned).collect()
}

/// A line that rustdoc would hide is shown by doubling its `#`.
fn visible(line: &str) -> String {
    if line.trim_start().starts_with('#') { line.replacen('#', "##", 1) } else { line.to_owned() }
}

fn expr(value: &Expr) -> TokenStream {
    match value {
        Expr::Text(text) => quote!(#text),
        Expr::Integer(value) => Token::i64_unsuffixed(*value).into_token_stream(),
        Expr::Float(value) => Token::f64_unsuffixed(*value).into_token_stream(),
        Expr::Bool(value) => quote!(#value),
        Expr::None => quote!(None),
        Expr::Nothing => quote!(()),
        Expr::Some(inner) => wrap(&quote!(Some), inner),
        Expr::Boxed(inner) => wrap(&quote!(Box::new), inner),
        Expr::Reference(inner) => {
            let inner = expr(inner);
            quote!(&#inner)
        }
        Expr::New { ty, required, setters } => {
            let required = required.iter().map(expr);
            let setters = setters.iter().map(|(name, value)| {
                let value = value.as_ref().map(expr);
                quote!(.#name(#value))
            });
            quote!(#ty::new(#(#required),*) #(#setters)*)
        }
        Expr::Unit(ty, variant) => quote!(#ty::#variant),
        Expr::Variant(ty, variant, inner) => wrap(&quote!(#ty::#variant), inner),
        Expr::Checked(ty, inner) => {
            let inner = expr(inner);
            quote!(#ty::new(#inner)?)
        }
        Expr::Into(inner) => {
            let inner = expr(inner);
            quote!(#inner.into())
        }
        Expr::Json(inner) => {
            let inner = expr(inner);
            quote!(serde_json::json!(#inner))
        }
        Expr::Read(inner) => {
            let inner = expr(inner);
            quote!(serde_json::from_value(#inner)?)
        }
        Expr::JsonNull => quote!(null),
        collection => self::collection(collection),
    }
}

/// An expression of many values.
fn collection(value: &Expr) -> TokenStream {
    let pairs = |pairs: &[(String, Expr)], pair: fn(&str, TokenStream) -> TokenStream| -> Vec<TokenStream> {
        pairs.iter().map(|(key, value)| pair(key, expr(value))).collect()
    };
    match value {
        Expr::Array(elements) => {
            let elements = elements.iter().map(expr);
            quote!([#(#elements),*])
        }
        Expr::Vec(elements) => {
            let elements = elements.iter().map(expr);
            quote!(vec![#(#elements),*])
        }
        Expr::Tuple(elements) => {
            let elements = elements.iter().map(expr);
            quote!((#(#elements),*))
        }
        Expr::EmptyList(ty) => {
            let ty = outside(ty);
            quote!(Vec::<#ty>::new())
        }
        Expr::EmptyMap(ty) => {
            let ty = outside(ty);
            quote!(std::collections::BTreeMap::<String, #ty>::new())
        }
        Expr::Pairs(members) => {
            let members = pairs(members, |key, value| quote!((#key, #value)));
            quote!([#(#members),*])
        }
        Expr::Map(members) => {
            let members = pairs(members, |key, value| quote!((#key.into(), #value)));
            quote!(std::collections::BTreeMap::from([#(#members),*]))
        }
        Expr::JsonObject(members) => {
            let members = pairs(members, |key, value| quote!(#key: #value));
            quote!({ #(#members),* })
        }
        _ => TokenStream::new(),
    }
}

/// A type where nothing is imported but the types of the crate.
fn outside(ty: &Type) -> TokenStream {
    match ty {
        Type::Json => quote!(serde_json::Value),
        Type::Option(inner) => {
            let inner = outside(inner);
            quote!(Option<#inner>)
        }
        Type::List(inner) => {
            let inner = outside(inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = outside(inner);
            quote!(std::collections::BTreeMap<String, #inner>)
        }
        Type::Tuple(types) => {
            let types = types.iter().map(outside);
            quote!((#(#types),*))
        }
        other => quote!(#other),
    }
}

fn wrap(path: &TokenStream, inner: &Expr) -> TokenStream {
    let inner = expr(inner);
    quote!(#path(#inner))
}
