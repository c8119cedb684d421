//! HTML: tags that Markdown has something for are turned into that, tags without a look are left out, and
//! whatever else looks like a tag is text, mostly a placeholder such as `<id>`.

use pulldown_cmark::{Event, Parser};

use super::builder::{Builder, Container};

/// Longest tag; a search for the end of each of many tags that have none must not take forever.
const LONGEST_TAG: usize = 4000;

/// A tag.
struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

/// A piece of HTML: some tags, and text between them.
pub(super) fn read(builder: &mut Builder, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, after) = rest.split_at(at);
        builder.line.html_text(&decoded(text));
        let (piece, after) = after.split_at(length(after));
        match tag(piece) {
            Some(tag) if apply(builder, &tag) => {}
            _ if piece.starts_with("<!") || piece.starts_with("<?") => {}
            _ => builder.line.text(piece),
        }
        rest = after;
    }
    builder.line.html_text(&decoded(rest));
}

/// How much of a text that begins with `<` is one tag or comment; only the `<` if it is neither.
fn length(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or(text.len(), |end| end + "<!---->".len());
    }
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1).take(LONGEST_TAG) {
        match (c, quote) {
            ('>', None) => return at + 1,
            ('<', None) => return 1,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    1
}

fn tag(piece: &str) -> Option<Tag<'_>> {
    let inside = piece.strip_prefix('<')?.strip_suffix('>')?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let begins =
        attributes.is_empty() || attributes.starts_with(|c: char| c == '/' || c.is_ascii_whitespace());
    // `Map<A>` has a type, not a link.
    let plain = name.len() > 1 || name.chars().all(|c| c.is_ascii_lowercase());
    (begins && plain && !name.is_empty()).then(|| Tag { name: name.to_ascii_lowercase(), closes, attributes })
}

/// Does what a tag says; whether it is one that we know.
fn apply(builder: &mut Builder, tag: &Tag) -> bool {
    match tag.name.as_str() {
        "b" | "strong" => mark(builder, tag, "**"),
        "i" | "em" | "cite" | "dfn" | "var" => mark(builder, tag, "*"),
        "s" | "del" | "strike" => mark(builder, tag, "~~"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            builder.flush();
            if !tag.closes {
                builder.line.open_mark("**");
            }
        }
        "code" | "tt" | "kbd" | "samp" if tag.closes => builder.line.close_code(),
        "code" | "tt" | "kbd" | "samp" => builder.line.open_code(),
        "pre" if tag.closes => builder.flush(),
        "pre" => builder.open_pre(),
        "br" => builder.hard_break(),
        "hr" => builder.rule(),
        "a" if tag.closes => builder.line.end_link(),
        "a" => {
            builder.line.open_link(&attribute(tag, "href").unwrap_or_default());
        }
        "img" => image(builder, tag),
        // `10<sup>3</sup>` is not 103.
        "sup" if !tag.closes => builder.line.text("^"),
        "abbr" | "big" | "bdi" | "font" | "ins" | "label" | "mark" | "nobr" | "q" | "small" | "span"
        | "sub" | "sup" | "u" | "wbr" => {}
        "blockquote" => container(builder, tag, Container::Quote),
        "ol" if !tag.closes => builder.open_html_numbered(),
        "ul" | "ol" | "menu" => container(builder, tag, Container::List),
        "li" => container(builder, tag, Container::Item),
        "table" => container(builder, tag, Container::Table),
        "tr" if !tag.closes => builder.row_html(),
        "td" | "th" => container(builder, tag, Container::Cell),
        "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details" | "div" | "dl"
        | "dt" | "figcaption" | "figure" | "footer" | "header" | "html" | "main" | "nav" | "p"
        | "section" | "summary" | "tbody" | "tfoot" | "thead" | "tr" => builder.flush(),
        _ => return false,
    }
    true
}

fn mark(builder: &mut Builder, tag: &Tag, text: &'static str) {
    if tag.closes { builder.line.close_mark(text) } else { builder.line.open_mark(text) }
}

fn container(builder: &mut Builder, tag: &Tag, container: Container) {
    if tag.closes { builder.close_html(container) } else { builder.open_html(container) }
}

fn image(builder: &mut Builder, tag: &Tag) {
    let Some(text) = attribute(tag, "alt").filter(|text| !text.trim().is_empty()) else { return };
    let link = builder.line.open_link(&attribute(tag, "src").unwrap_or_default());
    builder.line.html_text(&text);
    if link {
        builder.line.end_link();
    }
}

/// The value of an attribute.
fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let mut rest = tag.attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split_once(if after.starts_with('"') { '"' } else { '\'' })?,
            None => after.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((after, "")),
        };
        if before.split_ascii_whitespace().next_back().is_some_and(|key| key.eq_ignore_ascii_case(name)) {
            return Some(decoded(value));
        }
        rest = next;
    }
    None
}

/// A text with its character references replaced.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let (reference, after) = after.split_at(reference(after).unwrap_or(1));
        for event in Parser::new(reference) {
            if let Event::Text(text) = event {
                out.push_str(&text);
            }
        }
        rest = after;
    }
    out + rest
}

/// The length of what could be a character reference at the start of a text.
pub(super) fn reference(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|b| !b.is_ascii_alphanumeric() && b != b'#')?;
    (end > 0 && name.as_bytes().get(end) == Some(&b';')).then_some(end + 2)
}
