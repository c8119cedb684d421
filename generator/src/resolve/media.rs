//! Media types: what they are by their names.

/// Names of JSON line by line; it has no registered one.
const LINES: [&str; 7] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-json-stream",
    "application/json-seq",
];

/// Ends of media types that write what JSON does.
const NOTATIONS: [&str; 5] = ["xml", "yaml", "protobuf", "msgpack", "cbor"];

/// Parameters that say how a value is written, or in which edition, and not which value it is.
const OF_NOTATION: [&str; 6] = ["charset", "version", "v", "q", "ieee754compatible", "exponentialdecimals"];

/// A media type without its parameters.
pub(super) fn plain(name: &str) -> String {
    name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase()
}

/// Whether a media type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let name = plain(name);
    name == "application/json" || name == "*/*" || name == "text/json" || name.ends_with("+json")
}

/// Whether a media type is JSON line by line: by its name, or by a parameter of plain JSON that says `stream`.
pub(super) fn is_lines(name: &str) -> bool {
    LINES.contains(&plain(name).as_str()) || is_json(name) && is_stream(name)
}

/// Whether a parameter of a media type says that there is one value after the other.
pub(super) fn is_stream(name: &str) -> bool {
    parameters(name).any(|(key, value)| key == "stream" && value != "false")
}

/// The parameters of a media type by which it is another value, and not another notation of the same.
pub(super) fn meaning(name: &str) -> Vec<(String, String)> {
    let is_odata = |key: &str| key.starts_with("odata");
    let telling = |(key, _): &(String, String)| !OF_NOTATION.contains(&key.as_str()) && !is_odata(key);
    let mut found: Vec<_> = parameters(name).filter(telling).collect();
    found.sort();
    found
}

fn parameters(name: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = name.split(';').skip(1).filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| {
        (key.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_ascii_lowercase())
    })
}

/// What a media type names beside its notation: `patch` of `application/patch+json`, nothing of `application/json`.
pub(super) fn subject(name: &str) -> Option<String> {
    let plain = plain(name);
    let (_, subtype) = plain.split_once('/')?;
    subtype.rsplit_once('+').map(|(subject, _)| subject.to_owned())
}

/// Whether a media type that is not JSON is text.
pub(super) fn is_text(name: &str) -> bool {
    let (kind, subtype) = name.split_once('/').unwrap_or(("", name));
    let last = subtype.rsplit(['+', '.', '-']).next().unwrap_or(subtype);
    kind == "text"
        || ["xml", "yaml", "csv", "ndjson", "jsonl", "sql", "graphql", "javascript", "toml"].contains(&last)
}

/// Whether a media type writes what JSON does.
pub(super) fn is_notation(name: &str) -> bool {
    let plain = plain(name);
    let last = plain.rsplit(['/', '+', '.', '-']).next().unwrap_or_default();
    NOTATIONS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_tell_a_stream_from_one_value() {
        for (name, lines) in [
            ("application/json;stream=watch", true),
            ("application/json; charset=utf-8; Stream=\"true\"", true),
            ("application/x-ndjson", true),
            ("application/json; charset=utf-8", false),
            ("application/json;odata.streaming=true", false),
            ("application/json;stream=false", false),
            ("application/xml;stream=watch", false),
        ] {
            assert_eq!(is_lines(name), lines, "{name}");
        }
    }

    #[test]
    fn a_notation_is_no_meaning() {
        let plain = "application/json";
        for (name, same) in [
            ("application/json;charset=utf-8", true),
            ("application/yaml", true),
            ("application/json; version=2; odata.metadata=minimal", true),
            ("application/json;as=Table;v=v1", false),
            ("application/vnd.protobuf;stream=watch", false),
        ] {
            assert_eq!(meaning(name) == meaning(plain), same, "{name}");
        }
    }

    #[test]
    fn what_stands_before_the_plus_is_the_subject() {
        assert_eq!(subject("application/yaml"), subject("application/json"));
        assert_eq!(subject("application/problem+xml; charset=utf-8"), subject("application/problem+json"));
        assert_ne!(subject("application/apply-patch+yaml"), subject("application/merge-patch+json"));
    }
}
