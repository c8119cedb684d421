//! How a client is built, what every call of it sends, and what a call can have of its own.

use generated_client::types::{BuildResponse, ErrorResponse};
use generated_client::{Client, Error, Place, Problem, Response};

use super::documented::{BUILD, start};
use super::memory::{Memory, now, problems, refused, reply};
use super::server::TOKEN;

#[test]
fn a_request_goes_where_the_description_says() {
    let memory = Memory::new([reply(200, BUILD)]);
    now(start(&memory.client())).unwrap();
    let request = memory.sent();
    let path = "/v1/projects/default-project/services/example-service/build";
    assert_eq!(request.uri(), format!("https://api.northflank.com{path}").as_str());
    assert_eq!(Client::BASE_URL, "https://api.northflank.com");
    assert_eq!((request.method().as_str(), request.body().as_ref()), ("POST", &br#"{"branch":"main"}"#[..]));
}

#[test]
fn a_base_url_may_have_a_path_and_a_slash() {
    for (base, url) in [
        ("https://example.com", "https://example.com/v1/"),
        ("https://example.com/", "https://example.com/v1/"),
        ("http://127.0.0.1:8080/proxy/northflank", "http://127.0.0.1:8080/proxy/northflank/v1/"),
        ("http://[::1]:8080/proxy/", "http://[::1]:8080/proxy/v1/"),
        ("HTTPS://example.com/a%20b//", "https://example.com/a%20b/v1/"),
    ] {
        let memory = Memory::new([reply(200, BUILD)]);
        now(start(&memory.builder().base_url(base).build().unwrap())).unwrap();
        assert!(memory.sent().uri().to_string().starts_with(url), "{base}");
    }
}

#[test]
fn a_base_url_that_cannot_be_is_refused_and_not_shown() {
    for base in [
        "",
        "example.com",
        "/v1",
        "//example.com/hidden",
        "ftp://example.com/hidden",
        "https://user:hidden@example.com",
        "https://hidden@example.com",
        "https://example.com?hidden",
        "https://example.com/?hidden=1",
        "https://example.com/#hidden",
        "https://example.com/hidden/../x",
        "https://example.com/hidden/%2E%2e",
        "https://example.com/hidden/./x",
        "https://example.com/hidden\"",
        "https://example.com/hid den",
        "https://example.com/hidden\\x",
        "https://example.com/hidden\n",
        "https://",
        "https:///hidden",
    ] {
        let refused = Memory::default().builder().base_url(base).build().unwrap_err();
        let [(Place::Client, "base_url", _)] = problems(&refused)[..] else { panic!("{base}: {refused:?}") };
        assert!(!format!("{refused} {refused:?}").contains("hid"), "{refused}");
    }
}

#[test]
fn a_port_that_cannot_be_is_refused() {
    for base in ["https://example.com:65536", "https://example.com:99999/v1"] {
        let refused = Memory::default().builder().base_url(base).build().unwrap_err();
        let [(Place::Client, "base_url", _)] = problems(&refused)[..] else { panic!("{base}: {refused:?}") };
    }
}

#[test]
fn a_token_that_cannot_be_is_refused_and_not_shown() {
    for token in
        ["", "hidden\n", "hidden\r\nx: y", "hid den", " hidden", "hidden ", "hidden\u{e9}", "hidden\0"]
    {
        let refused = Memory::default().builder().token(token).build().unwrap_err();
        let [(Place::Client, "token", _)] = problems(&refused)[..] else { panic!("{token:?}: {refused:?}") };
        assert!(!format!("{refused} {refused:?}").contains("hid"), "{refused}");

        let memory = Memory::default();
        let refused = super::memory::refused(now(start(&memory.client()).token(token)));
        let [(Place::Header, "authorization", _)] = problems(&refused)[..] else { panic!("{refused:?}") };
        assert!(!format!("{refused} {refused:?}").contains("hid"), "{refused}");
        assert_eq!(memory.attempts(), 0);
    }
}

#[test]
fn all_that_is_wrong_with_a_client_is_said_at_once() {
    let builder = Memory::default().builder().base_url("x").token("").user_agent("a\nb");
    let refused = builder.build().unwrap_err();
    let mut names: Vec<_> = refused.problems().iter().map(Problem::name).collect();
    names.sort_unstable();
    assert_eq!(names, ["base_url", "token", "user_agent"]);
    let said = refused.to_string();
    assert!(said.starts_with("the client cannot be built\n  option `"), "{said}");
    assert_eq!((said.lines().count(), refused.operation()), (4, None));
}

#[test]
fn a_call_that_is_not_awaited_sends_nothing() {
    let memory = Memory::new([reply(200, BUILD)]);
    let call = start(&memory.client());
    drop(start(&memory.client()).into_future());
    assert_eq!(memory.attempts(), 0);
    now(call).unwrap();
    assert_eq!(memory.attempts(), 1);
}

#[test]
fn without_a_token_none_is_sent() {
    let memory = Memory::new([reply(200, BUILD), reply(200, BUILD)]);
    let client = Client::builder().transport(memory.clone()).build().unwrap();
    now(start(&client)).unwrap();
    now(start(&client).token("other")).unwrap();
    let [without, with] = &memory.requests()[..] else { panic!("not two requests") };
    assert!(!without.headers().contains_key("authorization"));
    assert_eq!(with.headers()["authorization"], "Bearer other");
}

#[test]
fn a_client_says_what_it_is() {
    let memory = Memory::new([reply(200, BUILD)]);
    now(start(&memory.builder().user_agent("my-tool/2 (tests)").build().unwrap())).unwrap();
    assert_eq!(memory.sent().headers()["user-agent"], "my-tool/2 (tests)");
}

#[test]
fn a_call_has_headers_of_its_own() {
    let memory = Memory::new([reply(200, BUILD), reply(200, BUILD)]);
    let client = memory.client();
    let call = start(&client).header("X-Extra", "1").header("Accept", "application/*").token("other");
    now(call).unwrap();
    now(start(&client)).unwrap();
    let [own, next] = &memory.requests()[..] else { panic!("not two requests") };
    assert_eq!(
        (&own.headers()["x-extra"], &own.headers()["authorization"]),
        (&"1".parse().unwrap(), &"Bearer other".parse().unwrap())
    );
    assert_eq!(own.headers().get_all("accept").iter().collect::<Vec<_>>(), ["application/*"]);
    // The next call knows nothing of them.
    assert_eq!(next.headers()["authorization"], format!("Bearer {TOKEN}"));
    assert!(!next.headers().contains_key("x-extra"));
}

#[test]
fn a_header_that_cannot_be_is_refused_and_not_shown() {
    for (name, value) in [
        ("", "x"),
        ("bad name", "x"),
        ("x:y", "x"),
        ("x-bad", "hidden\n"),
        ("x-bad", "hidden\r\nx: y"),
        ("x-bad", "hidden\0"),
        ("content-length", "hidden"),
        ("Transfer-Encoding", "hidden"),
    ] {
        let memory = Memory::default();
        let refused = refused(now(start(&memory.client()).header(name, value)));
        let [(Place::Header, named, _)] = problems(&refused)[..] else { panic!("{name}: {refused:?}") };
        assert_eq!((named, memory.attempts()), (name, 0));
        assert!(!refused.to_string().contains("hidden"), "{refused}");
    }
}

#[test]
fn clients_calls_and_errors_can_be_handed_around() {
    fn shared<T: Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>(_: T) {}
    // `?` into an error of one's own, from building and from calling.
    fn asked() -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let client = Memory::new([reply(200, BUILD)]).builder().build()?;
        Ok(now(start(&client))?.into_body().data.id)
    }
    shared::<Client>();
    shared::<Error<ErrorResponse>>();
    shared::<Response<BuildResponse>>();
    sent(start(&Memory::default().client()).into_future());
    assert!(size_of::<Error<[u64; 100]>>() <= 64, "every `Result` would be large");
    assert_eq!(asked().unwrap(), "joyous-view-6290");
}
