//! What is secret is sent and never shown.

use std::error::Error as _;
use std::fmt::{Debug, Write as _};

use generated_client::types::{
    BuildOverrides, BuildServicePatch, GitBuildSource, SecretFile, ServiceBuildSource,
};
use generated_client::{Error, Secret, TransportErrorKind as Kind};
use serde_json::{json, to_value};

use super::documented::{BUILD, Capture, PROJECT, SERVICE, service_answer, start};
use super::memory::{LIMIT, Memory, Then, begun, failure, now, reply, reply_with};

/// Everything that a value shows of itself.
fn shown(value: &(impl Debug + ?Sized)) -> String {
    format!("{value:?} {value:#?}")
}

/// Everything that an error shows of itself and of its causes.
fn said<E: Debug>(error: &Error<E>) -> String {
    let mut said = format!("{error} {}", shown(error));
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(said, "{error} {}", shown(error)).unwrap();
        cause = error.source();
    }
    if let Some(answer) = error.answer() {
        said += &shown(answer);
    }
    said
}

#[test]
fn the_token_is_never_shown() {
    let memory = Memory::new([
        reply(200, BUILD),
        reply(401, r#"{"error":{"status":401,"message":"Unauthorized"}}"#),
        reply(500, "?"),
        reply(200, "?"),
        begun(200, "{", Then::Break),
        failure(Kind::Unsendable),
    ]);
    let builder = memory.builder().token("s3cr3t");
    let mut all = shown(&builder);
    let client = builder.build().unwrap();
    let call = start(&client).token("s3cr3t-too").header("x-api-key", "s3cr3t-as-well").timeout(LIMIT);
    all += &(shown(&client) + &shown(&call));
    let build = now(call).unwrap();
    all += &(shown(&build) + &shown(build.answer()));
    for _ in 0..5 {
        all += &said(&now(start(&client)).unwrap_err());
    }
    all += &said(&now(start(&client).header("x-bad", "s3cr3t\n").token("s3cr3t\n")).unwrap_err());
    let refused = memory.builder().token("s3cr3t\n").build().unwrap_err();
    all += &(refused.to_string() + &shown(&refused));
    assert!(all.contains("startServiceBuild"), "{all}");
    assert!(!all.contains("s3cr3t"), "{all}");
    // Not even by a transport that prints what it sends.
    let sent = memory.requests();
    assert_eq!(sent[0].headers()["authorization"], "Bearer s3cr3t-too");
    assert!(!shown(&sent).contains("s3cr3t"), "{sent:?}");
}

#[test]
fn the_contents_of_secret_files_are_never_shown() {
    let file = || SecretFile::new().data("s3cr3t").encoding("utf-8");
    let overrides =
        || BuildOverrides::new().build_files([("/f", file())]).docker_secret_mounts([("m", file())]);
    let source = ServiceBuildSource::from(GitBuildSource::new().overrides(overrides()));
    let patch = BuildServicePatch::new().build_files([("/f", file())]);
    let mut all = shown(&file()) + &shown(&source) + &shown(&patch) + &shown(&Secret::new("s3cr3t"));

    let answer = service_answer("/data/buildFiles", Some(json!({ "/f": { "data": "s3cr3t" } }))).to_string();
    let memory = Memory::new([reply(200, answer.clone()), reply(200, answer.replace("\"build\"", "1"))]);
    let client = memory.client();
    let service = now(client.patch_build_service(PROJECT, SERVICE, patch.clone())).unwrap();
    let secret = service.data.build_files.as_ref().unwrap()["/f"].data.clone().unwrap();
    assert_eq!(secret.expose(), "s3cr3t");
    all += &(shown(&service) + &shown(service.answer()) + &shown(&secret));
    all += &said(&now(client.patch_build_service(PROJECT, SERVICE, patch)).unwrap_err());
    assert!(all.contains("Secret"), "{all}");
    assert!(!all.contains("s3cr3t"), "{all}");
    // It is sent all the same.
    assert!(to_value(source).unwrap()["overrides"]["buildFiles"]["/f"]["data"] == "s3cr3t");
}

#[test]
fn the_body_of_a_success_is_not_shown_by_an_error() {
    let answer = Capture::read("patch-build-service").answer.to_string();
    let memory =
        Memory::new([reply(200, answer.replace("\"build\"", "1")), begun(200, "s3cr3t", Then::Break)]);
    let client = memory.client();
    let text =
        said(&now(client.patch_build_service(PROJECT, SERVICE, BuildServicePatch::new())).unwrap_err());
    assert!(text.contains("data.serviceType") && !text.contains("abcdef"), "{text}");
    let text = said(&now(start(&client)).unwrap_err());
    assert!(!text.contains("s3cr3t"), "{text}");
}

/// What says that it is another text than the description's is for reading; data may hold secrets all the same.
#[test]
fn another_text_in_place_of_a_success_is_shown() {
    for (media, body, is_shown) in [
        ("text/html", "<html>Log in</html>", true),
        ("text/plain", "Log in", true),
        ("application/xml", "<key>s3cr3t</key>", false),
        ("text/plain", "{\"key\": s3cr3t", false),
        ("application/json", "s3cr3t", false),
    ] {
        let reply = reply_with(200, &[("content-type", media)], body);
        let text = said(&now(start(&Memory::new([reply]).client())).unwrap_err());
        assert_eq!(text.contains(body), is_shown, "{text}");
    }
}

/// The body of an error is what a reader needs, but not all of it and not as it came.
#[test]
fn the_body_of_an_error_is_shown_in_short() {
    let text = |body: Vec<u8>| {
        let error = now(start(&Memory::new([reply(500, body)]).client())).unwrap_err();
        (error.to_string(), shown(&error))
    };
    let (said, debug) = text("é".repeat(1_000_000).into());
    assert_eq!(said.matches('é').count(), 500);
    assert!(said.ends_with('…') && debug.len() < 5000, "{} {}", said.len(), debug.len());

    let (said, _) = text(b"\x1b[31m\r\nline\0".to_vec());
    assert!(said.ends_with(" [31m  line "), "{said:?}");
    let (said, _) = text(vec![0xC3, 0x28, 0xFF]);
    assert!(said.ends_with(": \u{FFFD}(\u{FFFD}"), "{said:?}");
}
