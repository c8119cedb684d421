//! Texts put together at random of pieces that mean something to Markdown, HTML, rustdoc or those who read from
//! right to left.

/// The pieces.
#[rustfmt::skip]
pub(super) const PIECES: &[&str] = &[
    "a", "word", "Foo", "snake_case", " ", " ", " ", "  ", "    ", "\n", "\n", "\n\n", "\t", "\r\n", "\r",
    "*", "*", "**", "_", "__", "~", "~~", "~~~", "`", "``", "```", "```rust\n", "```ignore\n",
    "~~~no_run\n", "[", "]", "(", ")", "[Foo]", "[a][b]", "[Foo::bar]", "[x](Foo)", "[x](https://a.bc/d)",
    "[x](mailto:a@localhost)", "[x](javascript:alert(1))", "[f]: Foo", "\n[f]: https://a.bc\n", "[f]",
    "[^1]", "\n[^1]: note\n", "![i](http://a.bc)", "![i](x)", "!", "https://a.bc/d_e_", "http://",
    "https://{x}.bc", "https://<x>.bc", "<https://a.bc>", "<a@b.cd>", "<", ">", "<T>", "</T>", "<p>",
    "</p>", "<br>", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<pre>", "</pre>", "<ul>", "</ul>",
    "<ol>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<a href=\"https://a.bc\">",
    "<a href='x'>", "</a>", "<img src=\"http://a.bc\" alt=x>", "<h1>", "</h1>", "<div>", "<details>",
    "<blockquote>", "</blockquote>", "<!--", "-->", "<!DOCTYPE>", "<?", "?>", "<script>", "<![CDATA[",
    "]]>", "&", "&amp;", "&lt;", "&#10;", "&#x202e;", "&copy", ";", "#", "# ", "\n# ", "\n## x\n",
    "\n===\n", "\n---\n", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n7) ", "\n  - ", "\n    ", "\n\n      ",
    "\n> ", ">", "> [!NOTE]\n", "- [ ] ", "- [x] ", "1.", "\n| a | b |\n|---|:-:|\n| c | d |\n", "|",
    "\n|-|\n", "---", ":-", "\\", "\\\n", "\0", "\u{1}", "\u{7}", "\u{b}", "\u{85}", "\u{a0}", "\u{ad}",
    "\u{200b}", "\u{202e}", "\u{2028}", "\u{2066}", "\u{feff}", "é", "日本語", "🦀", "\u{301}", "$", "$$", "{{",
    "}}", "^", "=", "+", ":", "\"", "'", "--", "...", "https://a.bc/?x=1&lt;2", "struct@Foo", "Foo!",
    "Foo()", "macro_rules",
];

/// Pieces of plain text, and what is none only where it stands.
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "a", "word", "Foo", "snake_case", "1", "1.", "12)", "http", "www.a.bc", " ", " ", " ", " ", "  ", ",", ".", ";",
    ":", "'", "\"", "(", ")", "/", "-", "--", "---", ":-", "?", "%", "_", "...", "a word of some length, and more",
];

/// Numbers that look random, and are the same on each run.
pub(super) struct Dice(u64);

impl Dice {
    /// The first number is not zero, as that would be followed by itself.
    pub(super) fn new() -> Self {
        Self(88_172_645_463_325_252)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }

    /// Up to two dozen pieces.
    pub(super) fn text(&mut self, pieces: &[&str]) -> String {
        let length = 1 + self.below(24);
        (0..length).map(|_| pieces[self.below(pieces.len())]).collect()
    }
}
