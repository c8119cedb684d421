//! Words that change case inside: a change of case begins a word everywhere else.

/// Well-known words of mixed case, and what they are as one word.
const MIXED: &[(&str, &str)] = &[
    ("BitBucket", "Bitbucket"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("GraphQL", "Graphql"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("JavaScript", "Javascript"),
    ("LinkedIn", "Linkedin"),
    ("MacOS", "Macos"),
    ("MongoDB", "Mongodb"),
    ("MySQL", "Mysql"),
    ("OAuth", "Oauth"),
    ("OpenAPI", "Openapi"),
    ("OpenID", "Openid"),
    ("PayPal", "Paypal"),
    ("PostgreSQL", "Postgresql"),
    ("TypeScript", "Typescript"),
    ("WhatsApp", "Whatsapp"),
    ("YouTube", "Youtube"),
    ("iOS", "Ios"),
    ("iPad", "Ipad"),
    ("iPhone", "Iphone"),
    ("macOS", "Macos"),
    ("oAuth", "Oauth"),
];

/// A text in which each word of mixed case is one: `OAuth` is `Oauth`, and several of what capitals abbreviate, `URLs`,
/// are `Urls`.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = joined.chars().next_back();
        let length = if let Some((mixed, word)) = known(before, rest) {
            joined.push_str(word);
            mixed.len()
        } else if let Some(capitals) = plural(before, rest) {
            joined.push(first);
            joined.extend(rest[1..=capitals].chars().map(|c| c.to_ascii_lowercase()));
            capitals + 1
        } else {
            joined.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    joined
}

/// The well-known word at the beginning of a text.
fn known(before: Option<char>, text: &str) -> Option<&'static (&'static str, &'static str)> {
    let first = text.as_bytes().first();
    MIXED.iter().filter(|(mixed, _)| mixed.as_bytes().first() == first).find(|(mixed, _)| {
        let Some(rest) = text.strip_prefix(mixed) else { return false };
        // There can be several of it.
        let ends = !is_small(rest) || rest.strip_prefix('s').is_some_and(|rest| !is_small(rest));
        // A capital begins a word after a small letter as well.
        let goes_on = |c: char| c.is_ascii_uppercase() || (c.is_ascii_lowercase() && is_small(mixed));
        ends && !before.is_some_and(goes_on)
    })
}

/// How many capitals a text begins with, if a small `s` and nothing small after it follows them.
fn plural(before: Option<char>, text: &str) -> Option<usize> {
    let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = text[capitals..].strip_prefix('s')?;
    let begins = !before.is_some_and(|c| c.is_ascii_uppercase());
    (capitals > 1 && begins && !is_small(rest)).then_some(capitals)
}

/// A text in which what capitals abbreviate begins a word behind a number that ends one: `V1API` is `V1 API`. One capital
/// alone belongs to the number: `I18NKeys`, `P2PNetwork`.
pub(super) fn behind_digits(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    // Whether letters stand before the digits that come last.
    let mut named = false;
    for (at, letter) in text.char_indices() {
        let after_digit = before.is_some_and(|c| c.is_ascii_digit());
        if letter.is_ascii_uppercase() && after_digit && named && is_abbreviation(&text[at..]) {
            parted.push(' ');
        }
        named = letter.is_ascii_alphabetic() || (named && letter.is_ascii_digit());
        parted.push(letter);
        before = Some(letter);
    }
    parted
}

/// Whether a text begins with two capitals or more, without the one that begins the next word.
fn is_abbreviation(text: &str) -> bool {
    let capitals = text.chars().take_while(char::is_ascii_uppercase).count();
    let begins = usize::from(is_small(&text[capitals..]));
    capitals - begins.min(capitals) > 1
}

/// Whether a text begins with a small letter.
fn is_small(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_mixed_case_are_one() {
        for (text, one) in [
            ("OAuth2Token", "Oauth2Token"),
            ("publicIPv4s", "publicIpv4s"),
            ("IPv6", "Ipv6"),
            ("iOSApp", "IosApp"),
            ("studIOS", "studIOS"),
            ("NoAuth", "NoAuth"),
            ("OpenAPIs", "Openapis"),
            ("userIDs", "userIds"),
            ("listURLsByName", "listUrlsByName"),
            ("NFTs", "Nfts"),
            ("URLset", "URLset"),
            ("As", "As"),
            ("größe NFTs", "größe Nfts"),
        ] {
            assert_eq!(joined(text), one, "{text:?}");
        }
    }

    #[test]
    fn capitals_behind_a_number_begin_a_word() {
        for (text, parted) in [
            ("getCoreV1APIResources", "getCoreV1 APIResources"),
            ("SHA256RSA", "SHA256 RSA"),
            ("base64URL", "base64 URL"),
            ("2FAToken", "2FAToken"),
            ("I18NKeys", "I18NKeys"),
            ("P2PNetwork", "P2PNetwork"),
            ("Version2", "Version2"),
            ("V1Pod", "V1Pod"),
        ] {
            assert_eq!(behind_digits(text), parted, "{text:?}");
        }
    }
}
