use bodies::operations::{EditNoteBody, PatchFileBody};
use bodies::types::{Address, AddressPlace, ChargeRequest, ChargeRequestItem, EditNoteMultipartRequest, EitherPartsRequestSound, UploadRequest};
use bodies::{Body, Client, Error, File, Place};
use bytes::Bytes;

use crate::support::{Recorder, ready};

/// What a call sends: its media type and its body.
fn sent(call: impl FnOnce(Client) -> bodies::Call<(), std::convert::Infallible>) -> (String, String) {
    let recorder = Recorder::answering(204, "");
    ready(call(Client::builder().transport(recorder.clone()).build().unwrap())).unwrap();
    let request = &recorder.requests()[0];
    let media_type = request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    (media_type.unwrap_or_default(), String::from_utf8(request.body().to_vec()).unwrap())
}

fn address() -> Address {
    Address::new("1 Main St").place(AddressPlace::new().code(7).name("Ü"))
}

#[test]
fn a_form_is_written_as_its_encoding_says() {
    let charge = ChargeRequest::new(5)
        .note("50% & more~")
        .address(address())
        .expand(["a", "b"])
        .items([ChargeRequestItem::new("p1").tags(["x", "y"]), ChargeRequestItem::new("p2")])
        .codes([1, 2])
        .pipes(["c", "d"])
        .joined(["e", "f,g"])
        .repeated(["h", "i"])
        .listed([3])
        .metadata([("k", "v")])
        .either(Address::new("s"));
    let (media_type, body) = sent(|client| client.charge(charge));
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    let pairs: Vec<&str> = body.split('&').collect();
    assert_eq!(
        pairs,
        [
            "amount=5",
            "note=50%25+%26+more%7E",
            "address%5Bstreet%5D=1+Main+St",
            "address%5Bplace%5D%5Bcode%5D=7",
            "address%5Bplace%5D%5Bname%5D=%C3%9C",
            "expand%5B%5D=a",
            "expand%5B%5D=b",
            "items%5B0%5D%5Bprice%5D=p1",
            "items%5B0%5D%5Btags%5D%5B%5D=x",
            "items%5B0%5D%5Btags%5D%5B%5D=y",
            "items%5B1%5D%5Bprice%5D=p2",
            "codes=1,2",
            "pipes=c%7Cd",
            "joined=e,f%2Cg",
            "repeated=h",
            "repeated=i",
            "listed=%5B3%5D",
            "metadata=%7B%22k%22%3A%22v%22%7D",
            "either=%7B%22street%22%3A%22s%22%7D",
        ]
    );
}

#[test]
fn a_form_is_checked_and_may_be_left_out() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    match ready(client.charge(ChargeRequest::new(0))) {
        Err(Error::Refused(refused)) => assert_eq!(refused.problems()[0].name(), "amount"),
        outcome => panic!("{outcome:?}"),
    }
    assert!(recorder.requests().is_empty());
    assert_eq!(sent(|client| client.clear_address(None)), (String::new(), String::new()));
    let (_, body) = sent(|client| client.clear_address(Some(address())));
    assert_eq!(body, "street=1+Main+St&place=%7B%22code%22%3A7%2C%22name%22%3A%22%C3%9C%22%7D");
}

fn upload() -> UploadRequest {
    UploadRequest::new("text")
        .logo(File::new(vec![b'p']).name("a \"b\".png").content_type("image/webp").header("X-Checksum", "1"))
        .thumbnail(File::new("t"))
        .more([File::new("m1").name("m"), File::new("m2")])
        .caption("*hi*")
        .address(address())
        .labels(["l"])
        .tags(["x", "y"])
        .public(true)
}

const PARTS: &str = "\
--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\ntext\r\n\
--B\r\ncontent-disposition: form-data; name=\"logo\"; filename=\"a %22b%22.png\"\r\ncontent-type: image/webp\r\nX-Checksum: 1\r\n\r\np\r\n\
--B\r\ncontent-disposition: form-data; name=\"thumbnail\"; filename=\"thumbnail\"\r\ncontent-type: image/png\r\n\r\nt\r\n\
--B\r\ncontent-disposition: form-data; name=\"more\"; filename=\"m\"\r\ncontent-type: application/octet-stream\r\n\r\nm1\r\n\
--B\r\ncontent-disposition: form-data; name=\"more\"; filename=\"more\"\r\ncontent-type: application/octet-stream\r\n\r\nm2\r\n\
--B\r\ncontent-disposition: form-data; name=\"caption\"\r\ncontent-type: text/markdown\r\n\r\n*hi*\r\n\
--B\r\ncontent-disposition: form-data; name=\"address\"\r\ncontent-type: application/json\r\n\r\n{\"street\":\"1 Main St\",\"place\":{\"code\":7,\"name\":\"Ü\"}}\r\n\
--B\r\ncontent-disposition: form-data; name=\"labels\"\r\ncontent-type: application/json\r\n\r\n[\"l\"]\r\n\
--B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
--B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\r\ny\r\n\
--B\r\ncontent-disposition: form-data; name=\"public\"\r\n\r\ntrue\r\n\
--B--\r\n";

#[test]
fn a_multipart_body_has_a_part_per_value() {
    let mut streamed = upload();
    streamed.file = File::stream(Body::from("text"));
    for upload in [upload(), streamed] {
        let (media_type, body) = sent(|client| client.upload(upload));
        let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        assert!(boundary.len() == 32 && boundary.bytes().all(|byte| byte.is_ascii_hexdigit()), "{boundary}");
        assert_eq!(body.replace(boundary, "B"), PARTS);
    }
    let (first, _) = sent(|client| client.upload(upload()));
    let (second, _) = sent(|client| client.upload(upload()));
    assert_ne!(first, second, "no one can know the boundary before");
}

#[test]
fn what_is_wrong_with_a_part_is_said() {
    let client = Client::builder().transport(Recorder::answering(204, "")).build().unwrap();
    for (upload, name) in [
        (upload().logo(File::new("").header("a\nb", "c")), "logo"),
        (upload().more([File::new("").content_type("a\r\nb")]), "more"),
        (upload().caption("too long"), "caption"),
    ] {
        match ready(client.upload(upload)) {
            Err(Error::Refused(refused)) => {
                let found: Vec<_> = refused.problems().iter().map(|it| (it.place(), it.name())).collect();
                assert_eq!(found, [(Place::Body, name)]);
            }
            outcome => panic!("{outcome:?}"),
        }
    }
    let shown = format!("{:?}", upload().file);
    assert_eq!(shown, "File { name: None, content_type: None, length: Some(4), .. }");
}

#[test]
fn bytes_and_text_are_sent_as_they_are() {
    let pair = |media_type: &str, body: &str| (media_type.to_owned(), body.to_owned());
    assert_eq!(sent(|client| client.put_file("a", "b")), pair("application/octet-stream", "b"));
    assert_eq!(sent(|client| client.put_file("a", Bytes::from("b"))), pair("application/octet-stream", "b"));
    let typed = File::new(vec![b'c']).content_type("text/html");
    assert_eq!(sent(|client| client.put_file("a", typed)), pair("text/html", "c"));
    assert_eq!(sent(|client| client.put_file("a", Body::from("d"))), pair("application/octet-stream", "d"));
    assert_eq!(sent(|client| client.put_image("a", None)), pair("", ""));
    assert_eq!(sent(|client| client.put_image("a", Some("e".into()))), pair("application/octet-stream", "e"));
    assert_eq!(sent(|client| client.note("f")), pair("text/plain", "f"));
    assert_eq!(sent(|client| client.replace_note(Some("g,h".to_owned()))), pair("text/csv", "g,h"));
    assert_eq!(sent(|client| client.set_address("<a/>")), pair("application/xml", "<a/>"));
}

#[test]
fn what_has_no_members_is_written_by_the_caller() {
    let parts = File::new("--x--").content_type("multipart/form-data; boundary=x");
    let (media_type, body) = sent(|client| client.raw_parts(parts));
    assert_eq!((&*media_type, &*body), ("multipart/form-data; boundary=x", "--x--"));
    let (media_type, body) = sent(|client| client.raw_form("a=1"));
    assert_eq!((&*media_type, &*body), ("application/x-www-form-urlencoded", "a=1"));
}

#[test]
fn a_union_may_hold_files() {
    let (_, body) = sent(|client| client.either_parts(EitherPartsRequestSound::new("bang")));
    let files = std::collections::BTreeMap::from([("a".to_owned(), File::new("b").name("c"))]);
    let (_, parts) = sent(|client| client.any_parts(files));
    assert!(parts.contains("name=\"a\"; filename=\"c\"\r\n") && parts.contains("\r\n\r\nb\r\n"), "{parts}");
    assert!(body.contains("name=\"sound\"; filename=\"sound\"\r\n") && body.contains("\r\n\r\nbang\r\n"), "{body}");
}

#[test]
fn a_choice_of_media_types_is_told_by_what_is_sent() {
    let street = || Address::new("s");
    let (json, body) = sent(|client| client.edit_note(street()));
    assert_eq!((&*json, &*body), ("application/json", r#"{"street":"s"}"#));
    let (text, body) = sent(|client| client.edit_note("t"));
    assert_eq!((&*text, &*body), ("text/plain", "t"));
    let (png, body) = sent(|client| client.edit_note(File::new("p")));
    assert_eq!((&*png, &*body), ("image/png", "p"));
    let (parts, _) = sent(|client| client.edit_note(EditNoteMultipartRequest::new().scan("s")));
    assert!(parts.starts_with("multipart/form-data; boundary="), "{parts}");
    let (text, _) = sent(|client| client.edit_note(EditNoteBody::Text("t".to_owned())));
    assert_eq!(text, "text/plain");

    let members = std::collections::BTreeMap::new();
    let (merge, body) = sent(|client| client.patch_file("a", PatchFileBody::MergePatchJson(members.clone())));
    assert_eq!((&*merge, &*body), ("application/merge-patch+json", "{}"));
    let (strategic, _) =
        sent(|client| client.patch_file("a", PatchFileBody::StrategicMergePatchJson(members.clone())));
    assert_eq!(strategic, "application/strategic-merge-patch+json");
    let (list, body) = sent(|client| client.patch_file("a", vec![members]));
    assert_eq!((&*list, &*body), ("application/json-patch+json", "[{}]"));
}

#[test]
fn one_value_in_several_notations_is_json() {
    let (media_type, _) = sent(|client| client.add_address(address()));
    assert_eq!(media_type, "application/json");
    let (media_type, _) = sent(|client| client.change_address(Some(address())));
    assert_eq!(media_type, "application/vnd.address+json");
}

/// Cases are compiled without the feature `reqwest`.
#[test]
fn without_a_default_transport_one_must_be_given() {
    assert_eq!(
        Client::builder().build().unwrap_err().to_string(),
        "the client cannot be built: option `transport`: is needed, as the feature `reqwest` is off"
    );
}
