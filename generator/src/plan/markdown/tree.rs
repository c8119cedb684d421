//! What a text may be made of: everything that comes out is printed from these types.

/// A block of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Words, wrapped. Headings are paragraphs in bold type: a section of the text would end those of the
    /// generator.
    Paragraph(Vec<Inline>),
    /// Always fenced, never Rust, never blank.
    Code {
        /// Of those in `read::LANGUAGES`.
        language: &'static str,
        /// Its lines.
        text: String,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// The first number, if there are numbers.
    pub(super) start: Option<u64>,
    /// What stands before each element, or after its number.
    pub(super) marker: char,
    /// Blank lines between its elements.
    pub(super) loose: bool,
    /// Its elements, none of them empty.
    pub(super) items: Vec<Vec<Block>>,
}

/// A table; its first row is the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Cells that fill a delimiter row, such as `:-:`; columns beyond them have no alignment.
    pub(super) alignments: Vec<&'static str>,
    /// Rows of cells.
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Plain text: escaped when printed.
    Text(String),
    /// A code span.
    Code(String),
    /// Emphasis begins, with these characters.
    Open(&'static str),
    /// Emphasis ends.
    Close(&'static str),
    /// A link's text begins.
    LinkOpen,
    /// A link's text ends, and this is where it leads.
    LinkClose(String),
    /// A link that shows where it leads.
    Auto(String),
    /// A line break of the source, which readers see as a space.
    Soft,
    /// A line break that readers see.
    Hard,
}

/// Blocks where only a line fits.
pub(super) fn flat(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        if line.last().is_some_and(|last| *last != Inline::Hard) {
            line.push(Inline::Hard);
        }
        match block {
            Block::Paragraph(inlines) => line.extend(inlines),
            Block::Code { text, .. } => {
                line.push(Inline::Code(text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
            Block::Quote(blocks) => line.extend(flat(blocks)),
            Block::List(list) => line.extend(flat(list.items.into_iter().flatten().collect())),
            Block::Table(table) => {
                let cells = table.rows.into_iter().flatten().filter(|cell| !cell.is_empty());
                line.extend(flat(cells.map(Block::Paragraph).collect()));
            }
            Block::Rule => {}
        }
    }
    while line.last() == Some(&Inline::Hard) {
        line.pop();
    }
    line
}
