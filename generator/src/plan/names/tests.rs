use super::*;

#[test]
fn any_text_has_a_name() {
    for (text, as_type, as_field) in [
        ("buildSHA", "BuildSha", "build_sha"),
        ("HEROKU_22_CLASSIC", "Heroku22Classic", "heroku_22_classic"),
        ("self-hosted", "SelfHosted", "self_hosted"),
        ("type", "Type", "type_"),
        ("gen", "Gen", "gen_"),
        ("2fa", "N2fa", "n2fa"),
        ("+1", "Plus1", "plus_1"),
        ("-1", "Minus1", "minus_1"),
        ("", "Empty", "empty"),
        ("*", "Asterisk", "asterisk"),
        ("größe", "Grosse", "grosse"),
        ("日本", "RiBen", "ri_ben"),
        ("OAuth2", "Oauth2", "oauth2"),
        ("callbackURLs", "CallbackUrls", "callback_urls"),
        ("IPv6", "Ipv6", "ipv6"),
        ("Don't modify the deployment", "DontModifyTheDeployment", "dont_modify_the_deployment"),
        ("a.b/c[d]", "ABCD", "a_b_c_d"),
        ("\u{202e}", "U202e", "u202e"),
    ] {
        assert_eq!((camel(text).as_str(), snake(text).as_str()), (as_type, as_field), "{text:?}");
    }
}

#[test]
fn the_short_way_leads_to_the_same_names() {
    for text in [
        "a",
        "pull_number",
        "a1_b",
        "a_1b",
        "sha256",
        "x_2_y",
        "v1alpha1",
        "a_",
        "a__b",
        "a b",
        "a-b",
        "repos/list-for-org",
        "a.b/c[d]",
        "a -> b",
        "a\n\u{7f}\0b",
    ] {
        assert!(is_small(text), "{text}");
        assert_eq!(snake(text), words(text).to_snake_case());
        assert_eq!(camel(text), words(text).to_upper_camel_case());
    }
    for text in ["_a", "aB", "don't", "1a", "-a", "é", "aé", ""] {
        assert!(!is_small(text), "{text}");
    }
}

#[test]
fn the_final_name_is_what_counts() {
    let mut scope = Scope::default();
    let names: Vec<_> = ["Foo", "Foo", "Foo2", "Foo"].map(|name| scope.claim(name).to_string()).into();
    assert_eq!(names, ["Foo", "Foo2", "Foo2_2", "Foo3"]);
}

#[test]
fn a_name_has_an_end() {
    let mut scope = Scope::of_files();
    let names = ["é_".repeat(9_000), "e_".repeat(9_000)].map(|text| scope.claim(&snake(&text)).to_string());
    let expected = "e_".repeat(LONGEST / 2);
    let expected = expected.trim_end_matches('_');
    assert_eq!(names, [expected.to_owned(), format!("{expected}2")]);
}

#[test]
fn no_scope_has_self() {
    assert_eq!(Scope::default().claim("Self").to_string(), "Self2");
    assert_eq!(variant_names(&["self"]), ["Self_"]);
}

/// What the values of an enumeration are called.
fn variant_names(values: &[&str]) -> Vec<String> {
    variants(&mut Scope::default(), values).iter().map(ToString::to_string).collect()
}

#[test]
fn a_sign_is_a_part_of_a_value() {
    let names = variant_names(&["Infinity", "-Infinity", "-1", "-created", "- none -", "utf-8"]);
    assert_eq!(names, ["Infinity", "MinusInfinity", "Minus1", "MinusCreated", "None", "Utf8"]);
    let names = variant_names(&["reactions-+1", "reactions--1", "GMT+1", "GMT-1", "GMT1"]);
    assert_eq!(names, ["ReactionsPlus1", "ReactionsMinus1", "GmtPlus1", "GmtMinus1", "Gmt1"]);
    assert_eq!(
        variant_names(&["A+", "A-", "AA+", "AA", "AA-"]),
        ["APlus", "AMinus", "AaPlus", "Aa", "AaMinus"]
    );
    assert_eq!(
        variant_names(&["+created", "-created", "created"]),
        ["PlusCreated", "MinusCreated", "Created"]
    );
    assert_eq!(variant_names(&["UTC+1", "utf-8", "2022-11-28"]), ["UtcPlus1", "Utf8", "N20221128"]);
    assert_eq!(variant_names(&["application/vnd.api+json"]), ["ApplicationVndApiJson"]);
}

#[test]
fn symbols_tell_values_apart() {
    assert_eq!(variant_names(&["c", "c++", "c#"]), ["C", "CPlusPlus", "CHash"]);
    assert_eq!(variant_names(&["1", ">1", ">=1"]), ["N1", "Greater1", "GreaterEqual1"]);
    assert_eq!(variant_names(&["16:9", "1:1", "11"]), ["N169", "N1Colon1", "N11"]);
    assert_eq!(variant_names(&["a-b", "a_b", "a b"]), ["AB", "AB2", "AB3"]);
}

#[test]
fn values_that_differ_in_case_are_told_apart() {
    let names = variant_names(&["ASC", "DESC", "asc", "desc", "v1", "v_1"]);
    assert_eq!(names, ["Asc", "Desc", "AscLowercase", "DescLowercase", "V1", "V1_2"]);
    assert_eq!(variant_names(&["visa", "Visa"]), ["VisaLowercase", "Visa"]);
}

#[test]
fn what_the_union_is_called_is_left_out() {
    for (union, branch, short) in [
        ("BuildSettings", "DockerfileBuildSettings", "Dockerfile"),
        ("PaymentMethod", "PaymentCard", "Card"),
        ("IssueEvent", "IssueCommentEvent", "Comment"),
        ("Pet", "Cat", "Cat"),
        ("Customer", "Customer", "Customer"),
        ("Customer", "DeletedCustomer", "Deleted"),
        ("Version", "Version2", "Version2"),
    ] {
        assert_eq!(without_words_of(branch, union), short, "{branch} in {union}");
    }
}

/// Texts of all planes of Unicode, words of Rust and of the run time, and numbers: the same ones each time.
fn texts() -> Vec<String> {
    let mut state = 1_u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % end
    };
    let known: Vec<&str> = KEYWORDS.iter().chain(RESERVED_TYPES).copied().collect();
    let mut texts: Vec<String> = known.iter().map(|word| (*word).to_owned()).collect();
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..below(6) {
            match below(4) {
                0 => text.push_str(known[below(known.len())]),
                1 => text.push(['_', '2', ' ', '-', '"', '\0'][below(6)]),
                2 => text.extend(char::from_u32(u32::try_from(below(0x250)).unwrap_or(0))),
                _ => text.extend(char::from_u32(u32::try_from(below(0x11_0000)).unwrap_or(0))),
            }
        }
        texts.push(text);
    }
    texts
}

fn is_name(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain && name != "_" && name != "Self" && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

#[test]
fn names_are_legal_and_distinct_whatever_the_texts_are() {
    let texts = texts();
    let (mut types, mut files, mut fields) = (Scope::of_types(), Scope::of_files(), Scope::default());
    let mut seen = [const { BTreeSet::new() }; 3];
    for text in &texts {
        let names = [types.claim(&camel(text)), files.claim(&snake(text)), fields.claim_field(text)];
        for (name, seen) in names.iter().map(ToString::to_string).zip(&mut seen) {
            assert!(is_name(&name) && !KEYWORDS.contains(&name.as_str()), "{text:?}: {name}");
            assert!(seen.insert(name.clone()), "{text:?}: {name} for the second time");
        }
        assert!(!RESERVED_TYPES.contains(&names[0].as_str()), "{text:?}: {}", names[0]);
    }
    let folded: BTreeSet<String> = seen[1].iter().map(|name| name.to_ascii_lowercase()).collect();
    assert_eq!(folded.len(), texts.len(), "files are told apart where case does not count");
}

#[test]
fn one_more_text_at_the_end_renames_nothing() {
    let names = |texts: &[String]| -> Vec<Ident> {
        let mut scope = Scope::of_types();
        texts.iter().map(|text| scope.claim(&camel(text))).collect()
    };
    let texts = texts();
    let (before, after) = (names(&texts[..texts.len() - 1]), names(&texts));
    assert_eq!(before, after[..before.len()]);
}
