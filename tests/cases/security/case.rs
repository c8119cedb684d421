use std::sync::Mutex;

use security::{BoxFuture, Client, ClientBuilder, Credential, Error, Secret, TokenProvider};

use crate::support::{Recorder, ready};

/// The request of a call by a client with these credentials, and with those of the call.
macro_rules! sent {
    ($method:ident($($argument:expr),*) $(.$own:ident($($value:expr),*))?, |$builder:ident| $with:expr) => {{
        let recorder = Recorder::answering(204, "");
        let $builder: ClientBuilder = Client::builder().transport(recorder.clone());
        let client = $with.build().unwrap();
        ready(client.$method($($argument),*)$(.$own($($value),*))?).unwrap();
        recorder.requests().remove(0)
    }};
}

fn header<'r>(request: &'r http::Request<bytes::Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn an_operation_sends_what_it_asks_for_and_nothing_else() {
    let by_default = sent!(by_default(), |all| all.token("t").query_key("q").basic_auth("u", "p"));
    assert_eq!(header(&by_default, "authorization"), Some("Bearer t"));
    assert_eq!(by_default.uri(), "https://example.com/default");
    let open = sent!(open(), |all| all.token("t").query_key("q"));
    assert_eq!((header(&open, "authorization"), open.uri().query()), (None, None));
    let optional = sent!(optional(), |some| some.token("t"));
    assert_eq!(header(&optional, "authorization"), Some("Bearer t"));
    assert_eq!(header(&sent!(optional(), |none| none), "authorization"), None);
}

#[test]
fn of_several_sets_the_first_is_sent_that_the_client_has() {
    let first = sent!(either(), |both| both.query_key("a b&c").basic_auth("u", "p"));
    assert_eq!(first.uri(), "https://example.com/either?api%20key=a%20b%26c");
    assert_eq!(header(&first, "authorization"), None);
    let second = sent!(either(), |one| one.basic_auth("Aladdin", "open sesame"));
    assert_eq!(header(&second, "authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    assert_eq!(second.uri().query(), None);
}

#[test]
fn a_set_is_sent_as_a_whole_or_not_at_all() {
    let both = sent!(both(), |all| all.cookie_key("c").header_key("h"));
    assert_eq!((header(&both, "cookie"), header(&both, "x-key")), (Some("session=c"), Some("h")));
    let half = sent!(both(), |half| half.header_key("h"));
    assert_eq!((header(&half, "cookie"), header(&half, "x-key")), (None, None));
}

#[test]
fn a_token_of_a_call_stands_for_what_the_client_would_send() {
    // The first set of `first` that the client has is that of the header.
    let request = sent!(first().token("own"), |some| some.header_key("h").token("t"));
    assert_eq!((header(&request, "x-key"), header(&request, "authorization")), (Some("own"), None));
    // Beside it goes what the operation takes beside it.
    let request = sent!(both().token("own"), |all| all.cookie_key("c").header_key("h").token("t"));
    assert_eq!((header(&request, "cookie"), header(&request, "x-key")), (Some("session=own"), Some("h")));
    assert_eq!(header(&request, "authorization"), None);
    // A name and a password are no token, and where the client has none, the operation says where it goes.
    let request = sent!(either().token("own"), |one| one.basic_auth("u", "p"));
    assert_eq!((request.uri().query(), header(&request, "authorization")), (Some("api%20key=own"), None));
    let request = sent!(signed().token("own"), |other| other.token("t"));
    assert_eq!(header(&request, "authorization"), Some("HOBA own"));
    // An operation that takes none can be given one all the same.
    assert_eq!(header(&sent!(open().token("own"), |none| none), "authorization"), Some("Bearer own"));
}

#[test]
fn a_key_in_the_query_stands_behind_the_parameters() {
    let request = sent!(query("x"), |some| some.query_key("k"));
    assert_eq!(request.uri(), "https://example.com/query?q=x&api%20key=k");
}

#[test]
fn any_other_scheme_of_http_takes_what_follows_its_name() {
    assert_eq!(header(&sent!(signed(), |some| some.token("t")), "authorization"), None);
    assert_eq!(header(&sent!(signed(), |some| some.hoba("result")), "authorization"), Some("HOBA result"));
}

#[test]
fn a_credential_that_cannot_be_sent_is_refused_by_its_option() {
    let refused = Client::builder().transport(Recorder::answering(204, "")).cookie_key("a b").query_key("").build();
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("`cookie_key`") && said.contains("`query_key`: is empty"), "{said}");
    // An option that every client has keeps its name.
    assert!(Client::builder().timeout_credential("x").transport(Recorder::answering(204, "")).build().is_ok());
}

/// Tokens that are asked for, and those that were refused.
#[derive(Default)]
struct Tokens(Mutex<Vec<Option<String>>>);

impl TokenProvider for &'static Tokens {
    fn token<'a>(
        &'a self,
        refused: Option<&'a Secret>,
    ) -> BoxFuture<'a, Result<Secret, Box<dyn std::error::Error + Send + Sync>>> {
        let mut asked = self.0.lock().unwrap();
        asked.push(refused.map(|secret| secret.expose().to_owned()));
        let answer = match asked.len() {
            4.. => Err("the store is closed".into()),
            count => Ok(Secret::new(format!("t{count}"))),
        };
        Box::pin(std::future::ready(answer))
    }
}

#[test]
fn a_refused_token_is_renewed_once() {
    let tokens: &'static Tokens = Box::leak(Box::default());
    let recorder = Recorder::answering(401, "");
    let client = Client::builder().token(Credential::provided(tokens)).transport(recorder.clone()).build().unwrap();
    assert!(matches!(ready(client.by_default()), Err(Error::Undescribed(answer)) if answer.status() == 401));
    let sent: Vec<_> =
        recorder.requests().iter().map(|request| header(request, "authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t1", "Bearer t2"]);
    assert_eq!(*tokens.0.lock().unwrap(), [None, Some("t1".to_owned())]);

    // The server's answer stands when there is no other token, and nothing is sent when there is none at all.
    let again = ready(client.by_default());
    assert!(matches!(again, Err(Error::Undescribed(_))), "{again:?}");
    let none = ready(client.by_default()).unwrap_err();
    assert!(none.to_string().contains("`token`: could not be had: the store is closed"), "{none}");
    assert_eq!(recorder.requests().len(), 3);
}
