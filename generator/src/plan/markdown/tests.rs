//! Texts as they come, and as they must not come out.

use std::time::{Duration, Instant};

use super::{code, inline, is_plain, lines, parsed};
use faults::complaints;
use pieces::{Dice, PIECES, WORDS};

mod faults;
mod pieces;

fn text(source: &str) -> String {
    lines(source).join("\n")
}

/// Each text and what it becomes, which is harmless.
fn check(table: &[(&str, &str)]) {
    for (source, expected) in table {
        let printed = lines(source);
        assert_eq!(printed.join("\n"), *expected, "from {source:?}");
        assert_eq!(complaints(&printed), Vec::<String>::new(), "from {source:?}");
    }
}

/// Texts that stay as they are.
fn check_same(texts: &[&str]) {
    check(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

#[test]
fn ordinary_text_stays_as_it_is() {
    check_same(&[
        "The id of the pet, e.g. `dog-1`.",
        "snake_case, __init__, _links, 2 * 3 * 4, a*b, *.example.com, ~5 minutes",
        "\"quotes\" & 'more' @ $5 100% (yes) {id} a/b C:\\dir a -> b, x < 5, y <= z, a[] 1. #1 + - =",
        "Not a list:\n-1 is less than +1, and #hash is no heading",
        "*slanted* **bold** _slanted_ __bold__ ***both*** ~~gone~~ in*tra*word",
        "[link](https://example.com/a_b?c=d&e=f) and <https://example.com> and <me@example.com>",
        "See [mail](mailto:me@example.com) or [Foo_(bar)](https://en.wikipedia.org/wiki/Foo_(bar)).",
        "``code with ` backtick`` and `[not] <a> link`",
        "First.\n\nSecond\\\nthird.",
        "日本語のテキスト, café, 🦀",
    ]);
    check(&[("", ""), (" \n\t\r\n ", ""), ("a  \n\n\n\n\nb   \n", "a\n\nb"), ("a  \nb", "a\\\nb")]);
}

#[test]
fn lists_quotes_tables_and_code_keep_their_look() {
    check_same(&[
        "* one\n* two\n  * inner\n    more\n* three",
        "3. three\n\n4. four\n\n   ```json\n   {\"a\": 1}\n   ```",
        "> quoted\n>\n> - list",
        "| a   | b   |\n| --- | :-: |\n| `c` | d   |",
        "```json\n{\n\n    \"a\": \"`\"\n}\n```",
        "a\n\n---\n\nb",
    ]);
    check(&[
        ("Text:\n- a\n- b\ntext", "Text:\n\n- a\n- b\n  text"),
        ("-    wide\n-\ttab", "- wide\n- tab"),
        ("10) ten\n    continued", "10) ten\n    continued"),
        ("- [x] done", "- \\[x] done"),
        ("> lazy\nquote", "> lazy\n> quote"),
        ("> [!WARNING]\n> Hot.", "> **Warning**\n>\n> Hot."),
        ("a|b\n-|-\n`c\\|d`|e\\|f|g", "| a      | b    |\n| ------ | ---- |\n| `c\\|d` | e\\|f |"),
        ("![alt](https://example.com/a.png) ![alt](a.png)", "[alt](https://example.com/a.png) alt"),
    ]);
}

#[test]
fn code_is_never_rust() {
    check(&[
        ("```\nlet a;\n```", "```text\nlet a;\n```"),
        ("```rust\nlet a;\n```", "```text\nlet a;\n```"),
        ("```rust,should_panic\nlet a;\n```", "```text\nlet a;\n```"),
        ("```json,no_run\n{}\n```", "```json\n{}\n```"),
        ("``` YAML title=\"x\"\na: 1\n```", "```yaml\na: 1\n```"),
        ("~~~\nlet a;", "```text\nlet a;\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("Text\n\n    let a;\n\tlet b;", "Text\n\n```text\nlet a;\nlet b;\n```"),
        ("- a\n\n      let a;", "- a\n\n  ```text\n  let a;\n  ```"),
        (">     let a;", "> ```text\n> let a;\n> ```"),
        ("    ```json\n    {}\n    ```", "```json\n{}\n```"),
        ("<pre><code>let a &lt; b;</code></pre>", "```text\nlet a < b;\n```"),
        ("- [ ] ~~~no_run", "- \\[ ] ~~~no_run"),
        ("```\n\ta\n  \tb\n\n\n\nc  \n\n```", "```text\n    a\n    b\n\nc\n```"),
        ("```\n```", ""),
        ("```curl -X GET /a\n--head\n```", "```text\ncurl -X GET /a\n--head\n```"),
        ("``` <a> ::= <b>\n\n<b> ::= 1 ```\n\nText", "```text\n<a> ::= <b>\n\n<b> ::= 1\n```\n\nText"),
        ("```json\n{} ```\nText\n```\na\n```", "````json\n{} ```\nText\n````\n\na"),
        ("```json\n{}```\nText `a`", "```json\n{}\n```\n\nText `a`"),
    ]);
}

#[test]
fn nothing_is_a_link_that_was_none() {
    check(&[
        (
            "[Foo] [`Vec`] [a][b] [Foo::bar] filter[name]",
            "\\[Foo] \\[`Vec`] \\[a]\\[b] \\[Foo::bar] filter\\[name]",
        ),
        ("[x](Foo) [y](/docs/y) [z](javascript:alert(1)) [w](data:text/html,a)", "x y z w"),
        ("[x](mailto:me@localhost) [x](http://)", "x x"),
        ("[a][b]\n\n[b]: https://example.com \"Title\"", "[a](https://example.com)"),
        ("a[^1]\n\n[^1]: note", "a\\[^1]\n\n\\[^1]: note"),
        ("[^1](https://example.com)", "[\\^1](https://example.com)"),
        ("[a [b\\] c](https://example.com/ \"t\")", "\\[a [b\\] c](https://example.com/)"),
        ("[a](<https://example.com/a b>)", "[a](https://example.com/a%20b)"),
        ("\\![a](https://example.com)", "\\![a](https://example.com)"),
        (
            "See https://example.com/a_b, (http://example.com).",
            "See <https://example.com/a_b>, (<http://example.com>).",
        ),
        (
            "https://{region}.example.com/<id> http://localhost:80",
            "`https://{region}.example.com/<id>` `http://localhost:80`",
        ),
        ("http:// and https://。", "http:// and https://。"),
        ("[https://example.com](https://example.com)", "<https://example.com>"),
        ("An odd ` backtick", "An odd \\` backtick"),
    ]);
}

#[test]
fn html_becomes_markdown_or_text() {
    check(&[
        ("<p>One <b>bold</b></p><p>two<br/>three</p>", "One **bold**\n\ntwo\\\nthree"),
        ("<ul>\n  <li>a</li>\n  <li><p>b <i> c </i>d</p></li>\n</ul>", "- a\n- b *c* d"),
        ("<ol><li>a<li>b<ul><li>c</ul></ol>", "1. a\n2. b\n   - c"),
        (
            "<table><tr><th>a<th>b<tr><td>c<br>d</table>",
            "| a      | b   |\n| ------ | --- |\n| c<br>d |     |",
        ),
        (
            "<a href=\"https://example.com?a=1&amp;b\">x</a> <a href='#y'>y</a>",
            "[x](https://example.com?a=1&b) y",
        ),
        ("<code>a_b &lt;c&gt;</code> is 10<sup>3</sup>", "`a_b <c>` is 10^3"),
        ("<b>Note:</b>text", "**Note:** text"),
        ("/users/<id>/Map<K, V>/<code>", "/users/\\<id>/Map\\<K, V>/\\<code>"),
        ("a</br>b<br><br>c", "a\\\nb\n\nc"),
        (
            "<!-- hidden -->shown <Foo bar=\"1\" /> &lt;p&gt; &amp;amp;",
            "shown \\<Foo bar=\"1\" /> \\<p> \\&amp;",
        ),
        ("<h2>Head</h2>text <hr> end", "**Head**\n\ntext\n\n---\n\nend"),
        (
            "<img src=\"https://example.com/a.svg\" alt=\"A\"><script>alert(1)</script>",
            "[A](https://example.com/a.svg)\\<script>alert(1)\\</script>",
        ),
        ("<details><summary>More</summary>\n\n*text*\n\n</details>", "More\n\n*text*"),
    ]);
}

#[test]
fn headings_are_bold_paragraphs() {
    check(&[
        ("# Errors\ntext", "**Errors**\n\ntext"),
        ("Examples\n========\ntext", "**Examples**\n\ntext"),
        ("## A **bold** `one` ##", "**A bold `one`**"),
        ("#", ""),
    ]);
}

#[test]
fn what_has_no_glyph_is_gone() {
    check(&[
        ("a\u{0}b\u{7}c\u{200b}d\u{202e}e\u{feff}f\u{2066}g\u{ad}h", "abcdefgh"),
        ("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f", "a\nb\nc\nd\ne\nf"),
        ("a&#x202e;b&#0;c&#10;d&nbsp;e\tf", "ab\u{fffd}c d e f"),
    ]);
}

#[test]
fn long_paragraphs_are_wrapped_and_mean_the_same() {
    let words = "word ".repeat(30);
    let wrapped = lines(&format!("{words}\n- {words}\n> {words}"));
    assert!(wrapped.iter().all(|line| line.chars().count() <= 100), "{wrapped:#?}");
    assert_eq!(
        wrapped[3],
        "- word word word word word word word word word word word word word word word word word word word"
    );
    assert_eq!(wrapped[4], "  word word word word word word word word word word word");
    for mark in ["-", "+", "*", "#", ">", "1.", "12)", "=", "---", "|", "~~~", "```", "***", "_"] {
        let printed = lines(&format!("{}{mark} text", "é".repeat(99) + " "));
        assert_eq!(complaints(&printed), Vec::<String>::new());
        assert!(printed[1].find('\\').is_some_and(|at| at <= 2), "{printed:?}");
        let printed = lines(&format!("{}end {mark} text", "word ".repeat(19)));
        assert!(printed.iter().all(|line| line.chars().count() <= 100) && printed.len() == 2, "{printed:?}");
        assert_eq!(complaints(&printed), Vec::<String>::new());
    }
}

#[test]
fn a_line_stays_a_line() {
    for (source, expected) in [
        ("Find\npets  by <b>tag</b>", "Find pets by **tag**"),
        ("# Heading", "\\# Heading"),
        ("1. First", "1\\. First"),
        ("- a", "\\- a"),
        ("[a]: https://example.com", "\\[a]: <https://example.com>"),
        ("```rust", "\\`\\`\\`rust"),
        ("<p>a</p><p>b</p>", "a b"),
        ("    List [Preview]", "List \\[Preview]"),
        ("", ""),
    ] {
        assert_eq!(inline(source), expected);
    }
}

#[test]
fn a_code_span_holds_any_text() {
    for (source, expected) in [
        ("a b", "`a b`"),
        ("", "`\"\"`"),
        (" ", "`\" \"`"),
        (" a ", "`  a  `"),
        ("`", "`` ` ``"),
        ("a``b`", "``` a``b` ```"),
        ("a\n\t\u{0}\u{202e}\u{2028}\\", "`a\\n\\t\\u{0}\\u{202e}\\u{2028}\\`"),
    ] {
        assert_eq!(code(source), expected);
        assert_eq!(complaints(&[code(source)]), Vec::<String>::new());
    }
}

#[test]
fn no_text_does_harm() {
    let mut dice = Dice::new();
    for _ in 0..4000 {
        let source = dice.text(PIECES);
        let line = inline(&source);
        let mut all = complaints(&lines(&source));
        all.extend(complaints(&[code(&source)]));
        if !line.is_empty() {
            all.extend(complaints(&[line]));
        }
        assert_eq!(all, Vec::<String>::new(), "from {source:?}:\n{}", text(&source));
    }
}

#[test]
fn no_text_takes_long() {
    for unit in PIECES.iter().chain(&["<ul><li>", "<table><td>", "<b><i>a</b>", "*a_", "a|b\n-|-\n", "> - "])
    {
        let source = unit.repeat(20_000 / unit.len());
        let start = Instant::now();
        assert!(lines(&source).len() + inline(&source).len() < 1_000_000);
        assert!(start.elapsed() < Duration::from_secs(2), "{unit:?} took {:?}", start.elapsed());
    }
}

#[test]
fn plain_text_is_what_the_parser_would_make_of_it() {
    let mut dice = Dice::new();
    let mut plain = 0;
    for _ in 0..20_000 {
        let text = dice.text(WORDS);
        if is_plain(&text) {
            plain += 1;
            assert_eq!(lines(&text), parsed(&text), "from {text:?}");
        }
    }
    assert!(plain > 1_000, "{plain}");
}
