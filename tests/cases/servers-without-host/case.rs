use servers_without_host::Client;

use crate::support::{Recorder, ready};

#[test]
fn the_caller_says_the_host() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().origin("https://example.com").transport(recorder.clone()).build().unwrap();
    ready(client.thing("a")).unwrap();
    assert_eq!(recorder.requests().remove(0).uri(), "https://example.com/api/v3/things/a");
    let refused = Client::builder().transport(recorder).build().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the client cannot be built: option `origin`: is needed, or `base_url`: the description's server is \"/api/v3\""
    );
}
