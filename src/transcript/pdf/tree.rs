//! What the parts of the text are (headings, points of a list, cells), for readers that do not see the page.

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// All of it.
    Document,
    /// Heading of a part.
    H1,
    /// Heading of a section.
    H2,
    /// Paragraph.
    P,
    /// List.
    L,
    /// Point of a list.
    Li,
    /// Its mark.
    Lbl,
    /// Its words.
    LBody,
    /// Table.
    Table,
    /// Row.
    Tr,
    /// Heading of a column.
    Th,
    /// Cell.
    Td,
}

/// A part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// Number of what it is part of; its own for the whole.
    pub parent: usize,
}

/// All parts, in the order in which they are read; a part stands after what it is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The parts, by number; the first is the whole.
    pub elements: Vec<Element>,
}

impl Tree {
    /// Number of the whole.
    pub(super) const ROOT: usize = 0;

    pub(super) fn new() -> Self {
        Self {
            elements: vec![Element {
                tag: Tag::Document,
                parent: Self::ROOT,
            }],
        }
    }

    /// Adds a part; its number.
    pub(super) fn add(&mut self, tag: Tag, parent: usize) -> usize {
        self.elements.push(Element { tag, parent });
        self.elements.len() - 1
    }
}
