//! The specification's table of styles, each cell with its example values, as it reaches the wire
//! (OpenAPI 3.0.4 and 3.1.1, "Style Examples"); and what is beyond the table.

use http::Method;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::memory::now;
use super::sample::Memory;
use crate::runtime::answer::{json, never};
use crate::runtime::path::{Part, Path};
use crate::runtime::style::Style;
use crate::runtime::{Error, Maybe, Place};

/// The values of the table's columns.
#[derive(Clone, Copy)]
enum Cell {
    Empty,
    String,
    Array,
    Object,
}

const COLUMNS: [Cell; 4] = [Cell::Empty, Cell::String, Cell::Array, Cell::Object];

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => "".serialize(serializer),
            Self::String => "blue".serialize(serializer),
            Self::Array => serializer.collect_seq(["blue", "black", "brown"]),
            Self::Object => serializer.collect_map([("R", 100), ("G", 200), ("B", 150)]),
        }
    }
}

/// A request with one parameter, as `part` and `query`, `header` or `cookie` add it.
fn sent(
    style: Style,
    place: Place,
    name: &'static str,
    value: &impl Serialize,
) -> http::Request<bytes::Bytes> {
    let memory = Memory::default();
    let in_path = [Part::Text("x"), Part::value(style, name, value)];
    let path = if place == Place::Path { Path::new(&[&in_path]) } else { Path::new(&[]) };
    let request = memory.client().request("styles", Method::GET, path);
    let request = match place {
        Place::Query => request.query_as(style, name, value),
        Place::Header => request.header_as(style, name, value),
        Place::Cookie => request.cookie_as(style, name, value),
        _ => request,
    };
    now(request.call(json::<Value>, never::<Value>)).unwrap();
    memory.sent()
}

fn in_path(style: Style, value: &impl Serialize) -> String {
    sent(style, Place::Path, "color", value).uri().path()[2..].to_owned()
}

fn in_query(style: Style, value: &impl Serialize) -> String {
    sent(style, Place::Query, "color", value).uri().query().unwrap_or("(nothing)").to_owned()
}

fn in_header(style: Style, place: Place, value: &impl Serialize) -> String {
    let name = if place == Place::Cookie { "cookie" } else { "color" };
    let request = sent(style, place, "color", value);
    request.headers().get(name).map_or("(nothing)", |value| value.to_str().unwrap()).to_owned()
}

#[test]
fn a_path_is_written_as_the_table_says() {
    for (style, cells) in [
        (Style::Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::SimpleExploded, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (Style::Label, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (Style::LabelExploded, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Style::Matrix, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
        (
            Style::MatrixExploded,
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
    ] {
        assert_eq!(COLUMNS.map(|value| in_path(style, &value)), cells, "{style:?}");
    }
}

#[test]
fn a_query_is_written_as_the_table_says() {
    for (style, cells) in [
        (Style::Form, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (
            Style::FormExploded,
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ),
        (
            Style::Spaces,
            ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
        ),
        (
            Style::Pipes,
            ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
        ),
        (
            Style::Deep,
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
        (
            Style::Json,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        assert_eq!(COLUMNS.map(|value| in_query(style, &value)), cells, "{style:?}");
    }
}

#[test]
fn a_header_is_written_as_the_table_says() {
    for (style, cells) in [
        (Style::Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::SimpleExploded, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (Style::Json, [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#]),
    ] {
        assert_eq!(COLUMNS.map(|value| in_header(style, Place::Header, &value)), cells, "{style:?}");
    }
}

/// Exploded values are cookies of their own, as no `&` parts cookies.
#[test]
fn a_cookie_is_written_as_the_table_says() {
    for (style, cells) in [
        (Style::Form, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (
            Style::FormExploded,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
        ),
    ] {
        assert_eq!(COLUMNS.map(|value| in_header(style, Place::Cookie, &value)), cells, "{style:?}");
    }
}

#[test]
fn each_place_escapes_what_it_must() {
    // Every printable character of ASCII but letters and digits, and one beyond.
    let text = json!(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~é");
    let url =
        "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%C3%A9";
    assert_eq!(in_path(Style::Simple, &text), url);
    assert_eq!(in_query(Style::FormExploded, &text), format!("color={url}"));
    let cookie = "%20!%22#$%25&'()*+%2C-./:%3B<=>?@[%5C]^_`{|}~%C3%A9";
    assert_eq!(in_header(Style::FormExploded, Place::Cookie, &text), format!("color={cookie}"));

    let memory = Memory::default();
    let request = memory.client().request("styles", Method::GET, Path::new(&[]));
    now(request.query_reserved(Style::FormExploded, "color", &text).call(json::<Value>, never::<Value>))
        .unwrap();
    let reserved = "%20!%22%23$%25%26%27()*%2B,-./:;%3C=%3E?@%5B%5C%5D%5E_%60%7B%7C%7D~%C3%A9";
    assert_eq!(memory.sent().uri().query(), Some(&*format!("color={reserved}")));

    // A header has no escapes: what it cannot carry is refused.
    let printable = json!(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".trim());
    assert_eq!(in_header(Style::Simple, Place::Header, &printable), printable.as_str().unwrap());
    for value in ["é", "a\nb", "a\u{7f}"] {
        let request = Memory::default().client().request("styles", Method::GET, Path::new(&[]));
        let request = request.header_as(Style::SimpleExploded, "color", &json!({ "k": value }));
        match now(request.call(json::<Value>, never::<Value>)) {
            Err(Error::Refused(refused)) => {
                let problem = &refused.problems()[0];
                assert_eq!((problem.place(), problem.name()), (Place::Header, "color"), "{value:?}");
            }
            outcome => panic!("{value:?}: {outcome:?}"),
        }
    }
    assert_eq!(in_header(Style::Json, Place::Header, &json!("é\n😀")), r#""\u00e9\n\ud83d\ude00""#);
}

#[test]
fn names_are_escaped_too() {
    let value = json!({ "[e]": { "f&": 3 }, "a b": 1, "c=d": [2] });
    assert_eq!(
        in_query(Style::Deep, &value),
        "color%5B%5Be%5D%5D%5Bf%26%5D=3&color%5Ba%20b%5D=1&color%5Bc%3Dd%5D%5B%5D=2"
    );
    assert_eq!(in_query(Style::FormExploded, &value), "%5Be%5D=%7B%22f%26%22%3A3%7D&a%20b=1&c%3Dd=2");
    assert_eq!(in_path(Style::MatrixExploded, &json!({ "a;b": "c" })), ";a%3Bb=c");
}

/// What no style defines, by the most common convention.
#[test]
fn nested_values_follow_a_convention() {
    let nested = json!({ "any": [[1], { "a": null, "b": [true, "x"] }], "list": [1, null, 2.5] });
    assert_eq!(
        in_query(Style::Deep, &nested),
        "color%5Bany%5D%5B0%5D%5B%5D=1&color%5Bany%5D%5B1%5D%5Bb%5D%5B%5D=true&color%5Bany%5D%5B1%5D%5Bb%5D%5B%5D=x\
         &color%5Blist%5D%5B%5D=1&color%5Blist%5D%5B%5D=2.5"
    );
    assert_eq!(
        in_query(Style::FormExploded, &nested),
        "any=%5B1%5D&any=%7B%22a%22%3Anull%2C%22b%22%3A%5Btrue%2C%22x%22%5D%7D&list=1&list=2.5"
    );
    assert_eq!(in_query(Style::Form, &json!([["a,b"], "c"])), "color=%5B%22a%2Cb%22%5D,c");
}

#[test]
fn what_has_no_value_is_not_sent() {
    let styles = [
        Style::Form,
        Style::FormExploded,
        Style::Spaces,
        Style::Pipes,
        Style::Deep,
        Style::Json,
        Style::Simple,
    ];
    for style in styles {
        let memory = Memory::default();
        let request = memory.client().request("styles", Method::GET, Path::new(&[]));
        let request = request
            .query_as(style, "a", &None::<String>)
            .query_as(style, "b", &Maybe::<bool>::Null)
            .header_as(style, "x-c", &None::<i64>)
            .cookie_as(style, "d", &Value::Null);
        let request = if style == Style::Json {
            request
        } else {
            request
                .query_as(style, "e", &Vec::<i64>::new())
                .query_as(style, "f", &json!({}))
                .query_as(style, "g", &json!({ "h": null }))
                .header_as(style, "x-i", &json!([]))
        };
        now(request.call(json::<Value>, never::<Value>)).unwrap();
        let sent = memory.sent();
        assert_eq!(sent.uri(), "https://api.example.com/", "{style:?}");
        for name in ["x-c", "x-i", "cookie"] {
            assert!(!sent.headers().contains_key(name), "{style:?} {name}");
        }
    }
    assert_eq!(in_query(Style::Json, &json!([])), "color=%5B%5D");
    assert_eq!(in_query(Style::Json, &json!({})), "color=%7B%7D");
}

#[test]
fn numbers_have_no_exponent_and_must_be_numbers() {
    assert_eq!(in_query(Style::FormExploded, &json!([1e21, 1.0, -0.5, u64::MAX, i64::MIN, true])), {
        "color=1000000000000000000000&color=1&color=-0.5&color=18446744073709551615&color=-9223372036854775808&color=true"
    });
    let path = Path::new(&[&[Part::value(Style::Simple, "p", &f64::NAN)]]);
    let request = Memory::default().client().request("styles", Method::GET, path);
    match now(request.query("q", &f64::INFINITY).call(json::<Value>, never::<Value>)) {
        Err(Error::Refused(refused)) => {
            let places: Vec<_> = refused.problems().iter().map(|it| (it.place(), it.name())).collect();
            assert_eq!(places, [(Place::Path, "p"), (Place::Query, "q")]);
        }
        outcome => panic!("{outcome:?}"),
    }
}
