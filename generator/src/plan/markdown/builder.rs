//! Builds the tree from what Markdown and HTML say in turn.

use super::line::Line;
use super::tree::{Block, List, Table, flat};

/// Containers within containers; deeper ones are left out and their contents stay.
const DEEPEST: usize = 12;

/// A container that is open.
struct Frame {
    /// Opened by a tag: tags cannot close what Markdown opened.
    html: bool,
    holder: Holder,
}

enum Holder {
    Root(Vec<Block>),
    Quote(Vec<Block>),
    Item(Vec<Block>),
    Cell(Vec<Block>),
    List(List),
    Table(Table),
}

/// What can be opened and closed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A block quote.
    Quote,
    /// An element of a list.
    Item,
    /// A list.
    List,
    /// A table.
    Table,
    /// A cell of a table.
    Cell,
}

/// A tree in the making.
pub(super) struct Builder {
    frames: Vec<Frame>,
    /// The paragraph that is being read.
    pub(super) line: Line,
    /// Containers that are open and were too deep to keep.
    skipped: usize,
}

impl Builder {
    /// An empty tree.
    pub(super) fn new() -> Self {
        let root = Frame { html: false, holder: Holder::Root(Vec::new()) };
        Self { frames: vec![root], line: Line::default(), skipped: 0 }
    }

    /// The tree.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while self.frames.len() > 1 {
            self.close_top();
        }
        match self.frames.pop().map(|frame| frame.holder) {
            Some(Holder::Root(blocks)) => blocks,
            _ => Vec::new(),
        }
    }

    /// Adds a block, which is never empty.
    fn block(&mut self, block: Block) {
        match self.frames.last_mut().map(|frame| &mut frame.holder) {
            Some(
                Holder::Root(blocks) | Holder::Quote(blocks) | Holder::Item(blocks) | Holder::Cell(blocks),
            ) => {
                blocks.push(block);
            }
            Some(Holder::List(list)) => list.items.push(vec![block]),
            Some(Holder::Table(table)) => table.rows.push(vec![flat(vec![block])]),
            None => {}
        }
    }

    /// A list of Markdown.
    pub(super) fn list(&mut self, start: Option<u64>, marker: char) {
        self.open_markdown(Holder::List(List { start, marker, loose: false, items: Vec::new() }));
    }

    /// A table of Markdown.
    pub(super) fn table(&mut self, alignments: Vec<&'static str>) {
        self.open_markdown(Holder::Table(Table { alignments, rows: Vec::new() }));
    }

    /// Any other container of Markdown.
    pub(super) fn container(&mut self, container: Container) {
        self.open_markdown(holder(container));
    }

    fn open_markdown(&mut self, holder: Holder) {
        self.flush();
        if self.frames.len() >= DEEPEST {
            self.skipped += 1;
        } else {
            self.frames.push(Frame { html: false, holder });
        }
    }

    /// Ends the innermost container of Markdown and what tags have left open in it.
    pub(super) fn end_container(&mut self) {
        self.flush();
        if let Some(fewer) = self.skipped.checked_sub(1) {
            self.skipped = fewer;
            return;
        }
        while self.frames.len() > 1 && self.frames.last().is_some_and(|frame| frame.html) {
            self.close_top();
        }
        if self.frames.len() > 1 {
            self.close_top();
        }
    }

    /// A paragraph of Markdown; a list that has some is loose.
    pub(super) fn paragraph(&mut self) {
        self.flush();
        if let [.., parent, Frame { holder: Holder::Item(_), .. }] = self.frames.as_mut_slice()
            && let Holder::List(list) = &mut parent.holder
        {
            list.loose = true;
        }
    }

    /// A row of a table.
    pub(super) fn row(&mut self) {
        self.flush();
        if let Some(Frame { holder: Holder::Table(table), .. }) = self.frames.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    /// A container opened by a tag.
    pub(super) fn open_html(&mut self, container: Container) {
        self.flush();
        if self.skipped > 0 || self.frames.len() >= DEEPEST {
            return;
        }
        match container {
            Container::Item => {
                self.close_html_item();
                if !matches!(self.frames.last(), Some(Frame { html: true, holder: Holder::List(_) })) {
                    self.open_html(Container::List);
                }
            }
            // Without its table a cell is a paragraph.
            Container::Cell if !self.close_html_above(Container::Table) => return,
            _ => {}
        }
        self.frames.push(Frame { html: true, holder: holder(container) });
    }

    /// A numbered list opened by a tag.
    pub(super) fn open_html_numbered(&mut self) {
        self.open_html(Container::List);
        if let Some(Frame { html: true, holder: Holder::List(list) }) = self.frames.last_mut() {
            list.start = Some(1);
            list.marker = '.';
        }
    }

    /// A row opened by a tag.
    pub(super) fn row_html(&mut self) {
        self.flush();
        if self.close_html_above(Container::Table) {
            self.row();
        }
    }

    /// Ends the innermost container of this kind that a tag has opened, and what is open in it.
    pub(super) fn close_html(&mut self, container: Container) {
        self.flush();
        if self.close_html_above(container) {
            self.close_top();
        }
    }

    /// Closes what tags have opened inside a container of this kind, if there is one.
    fn close_html_above(&mut self, container: Container) -> bool {
        let tags = self.frames.iter().rev().take_while(|frame| frame.html);
        let Some(above) = tags.enumerate().find_map(|(at, frame)| is(&frame.holder, container).then_some(at))
        else {
            return false;
        };
        if self.skipped > 0 {
            return false;
        }
        for _ in 0..above {
            self.close_top();
        }
        true
    }

    /// Ends the element that is open in the innermost list.
    fn close_html_item(&mut self) {
        let tags = self.frames.iter().rev().take_while(|frame| frame.html);
        let mut inside = tags.take_while(|frame| !is(&frame.holder, Container::List));
        if inside.any(|frame| is(&frame.holder, Container::Item)) {
            self.close_html(Container::Item);
        }
    }

    fn close_top(&mut self) {
        self.flush();
        let Some(frame) = self.frames.pop() else { return };
        match frame.holder {
            Holder::Root(blocks) => blocks.into_iter().for_each(|block| self.block(block)),
            Holder::Quote(blocks) if !blocks.is_empty() => self.block(Block::Quote(blocks)),
            Holder::List(list) if !list.items.is_empty() => self.block(Block::List(list)),
            Holder::Table(table) if table.rows.iter().any(|row| !row.is_empty()) => {
                self.block(Block::Table(table));
            }
            Holder::Item(blocks) => match self.frames.last_mut().map(|frame| &mut frame.holder) {
                Some(Holder::List(list)) if !blocks.is_empty() => {
                    list.items.push(blocks);
                }
                Some(Holder::List(_)) => {}
                _ => blocks.into_iter().for_each(|block| self.block(block)),
            },
            Holder::Cell(blocks) => {
                if let Some(Frame { holder: Holder::Table(table), .. }) = self.frames.last_mut() {
                    match table.rows.last_mut() {
                        Some(row) => row.push(flat(blocks)),
                        None => table.rows.push(vec![flat(blocks)]),
                    }
                }
            }
            Holder::Quote(_) | Holder::List(_) | Holder::Table(_) => {}
        }
    }

    /// A code block.
    pub(super) fn code(&mut self, language: &'static str, text: String) {
        if !text.trim().is_empty() {
            self.block(Block::Code { language, text });
        }
    }

    /// `<pre>` begins.
    pub(super) fn open_pre(&mut self) {
        self.flush();
        self.line.open_pre();
    }

    /// A line break that readers see; two of them end a paragraph.
    pub(super) fn hard_break(&mut self) {
        if self.line.hard_break() {
            self.flush();
        }
    }

    /// A line across the page; in a list or cell it would be taken for something else.
    pub(super) fn rule(&mut self) {
        self.flush();
        if let Some(Holder::Root(_) | Holder::Quote(_)) = self.frames.last().map(|frame| &frame.holder) {
            self.block(Block::Rule);
        }
    }

    /// Ends the line that is being read, if any, and makes it a paragraph.
    pub(super) fn flush(&mut self) {
        let (inlines, pre) = std::mem::take(&mut self.line).finish();
        if !inlines.is_empty() {
            self.block(Block::Paragraph(inlines));
        }
        if let Some(text) = pre {
            self.code("text", text);
        }
    }
}

fn holder(container: Container) -> Holder {
    match container {
        Container::Quote => Holder::Quote(Vec::new()),
        Container::Item => Holder::Item(Vec::new()),
        Container::Cell => Holder::Cell(Vec::new()),
        Container::List => Holder::List(List { start: None, marker: '-', loose: false, items: Vec::new() }),
        Container::Table => Holder::Table(Table::default()),
    }
}

fn is(holder: &Holder, container: Container) -> bool {
    matches!(
        (holder, container),
        (Holder::Quote(_), Container::Quote)
            | (Holder::Item(_), Container::Item)
            | (Holder::Cell(_), Container::Cell)
            | (Holder::List(_), Container::List)
            | (Holder::Table(_), Container::Table)
    )
}
