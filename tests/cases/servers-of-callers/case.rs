use servers_of_callers::servers::WhereverItIs;
use servers_of_callers::{Client, Error};

use crate::support::{Recorder, ready};

/// What is said of a client for this place.
fn refused(place: &str) -> String {
    let builder = Client::builder().transport(Recorder::answering(204, ""));
    builder.server(WhereverItIs::new(place)).build().unwrap_err().to_string()
}

#[test]
fn the_caller_says_the_whole_server() {
    let recorder = Recorder::answering(204, "");
    let server = WhereverItIs::new("https://example.com");
    let client = Client::builder().transport(recorder.clone()).server(server).build().unwrap();
    ready(client.things()).unwrap();
    assert_eq!(recorder.requests().remove(0).uri(), "https://example.com/api/things");
}

#[test]
fn a_fault_is_said_of_the_option_that_has_it() {
    let said = "the client cannot be built: option `server`: must be absolute, such as https://example.com, and is \"x/api\"";
    assert_eq!(refused("x"), said);
    assert!(refused("").contains("option `server`: "), "{}", refused(""));
    assert!(refused("ftp://x").contains("option `server`: must begin with https://"), "{}", refused("ftp://x"));
    let none = Client::builder().transport(Recorder::answering(204, "")).build().unwrap_err().to_string();
    assert!(none.contains("option `base_url`: is needed: "), "{none}");
}

#[test]
fn a_server_that_cannot_be_called_is_replaced_by_the_caller() {
    let recorder = Recorder::answering(204, "");
    let server = WhereverItIs::new("https://example.com");
    let client = Client::builder().transport(recorder.clone()).server(server).build().unwrap();
    let Err(Error::Refused(refused)) = ready(client.events()) else { panic!("was sent") };
    let said = "events: nothing was sent: URL `base_url`: is needed: the description does not say where this operation is";
    assert_eq!(refused.to_string(), said);
    ready(client.events().base_url("https://events.example.com")).unwrap();
    assert_eq!(recorder.requests().remove(0).uri(), "https://events.example.com/events");
}
