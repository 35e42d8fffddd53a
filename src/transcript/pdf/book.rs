//! A document ready for layout: its sections with their letters as bytes, and what each part is.

use crate::domain::SafeText;
use crate::transcript::pages::{
    ALONG_TITLE, Block, EVIDENCE_TITLE, Line, Pages, RECORD_TITLE, Section, Table,
};

use super::encode::{Encoder, Unprintable};
use super::tree::{Tag, Tree};

/// All of it.
pub(super) struct Book {
    pub title: Words,
    pub draft: Option<Words>,
    pub under: Words,
    pub customer: Vec<Group>,
    /// What the customer takes along, the record and the evidence; `None` where there is nothing of it.
    pub parts: [Option<Chapter>; 3],
    /// What stands before the number of a page.
    pub foot: Vec<u8>,
    pub tree: Tree,
}

/// A part that begins on a page of its own.
pub(super) struct Chapter {
    pub title: Words,
    pub groups: Vec<Group>,
}

/// A section.
pub(super) struct Group {
    /// The word that names it.
    pub key: &'static str,
    pub title: Words,
    pub pieces: Vec<Piece>,
}

/// A piece of a section.
pub(super) enum Piece {
    Paragraph(Words),
    List(Vec<Point>),
    Table(Grid),
}

/// Words that may begin with some that stand out.
pub(super) struct Words {
    pub lead: Vec<u8>,
    pub text: Vec<u8>,
    pub element: usize,
}

/// A point of a list.
pub(super) struct Point {
    /// What its mark is part of.
    pub mark: usize,
    pub words: Words,
}

/// A table: every row has as many cells as there are headings.
pub(super) struct Grid {
    pub heads: Vec<Words>,
    pub rows: Vec<Vec<Words>>,
}

impl Book {
    /// # Errors
    /// All letters that cannot be printed.
    pub(super) fn new(pages: &Pages, case: Option<&SafeText>) -> Result<Self, Unprintable> {
        let mut maker = Maker {
            encoder: Encoder::default(),
            tree: Tree::new(),
        };
        let title = maker.text(Tag::H1, &pages.title);
        let draft = pages.draft.as_ref();
        let draft = draft.map(|draft| maker.emphasis(draft));
        let under = maker.text(Tag::P, &pages.under);
        let customer = maker.groups(&pages.customer);
        let parts = [
            (ALONG_TITLE, &pages.along),
            (RECORD_TITLE, &pages.record),
            (EVIDENCE_TITLE, &pages.evidence),
        ];
        let parts = parts.map(|(title, sections)| {
            (!sections.is_empty()).then(|| Chapter {
                title: maker.text(Tag::H1, title),
                groups: maker.groups(sections),
            })
        });
        let foot = case.map_or_else(String::new, |case| format!("case {case} ·"));
        let foot = maker.encoder.bytes(&foot);
        maker.encoder.finish()?;
        Ok(Self {
            title,
            draft,
            under,
            customer,
            parts,
            foot,
            tree: maker.tree,
        })
    }
}

struct Maker {
    encoder: Encoder,
    tree: Tree,
}

impl Maker {
    fn text(&mut self, tag: Tag, text: &str) -> Words {
        Words {
            lead: Vec::new(),
            text: self.encoder.bytes(text),
            element: self.tree.add(tag, Tree::ROOT),
        }
    }

    /// A paragraph that stands out as a whole.
    fn emphasis(&mut self, text: &str) -> Words {
        Words {
            lead: self.encoder.bytes(text),
            text: Vec::new(),
            element: self.tree.add(Tag::P, Tree::ROOT),
        }
    }

    fn line(&mut self, tag: Tag, parent: usize, line: &Line) -> Words {
        let lead = line.lead.as_deref().unwrap_or_default();
        Words {
            lead: self.encoder.bytes(lead),
            text: self.encoder.bytes(&line.text),
            element: self.tree.add(tag, parent),
        }
    }

    fn groups(&mut self, sections: &[Section]) -> Vec<Group> {
        let groups = sections.iter().map(|section| Group {
            key: section.key,
            title: self.text(Tag::H2, section.title),
            pieces: section
                .blocks
                .iter()
                .map(|block| self.piece(block))
                .collect(),
        });
        groups.collect()
    }

    fn piece(&mut self, block: &Block) -> Piece {
        match block {
            Block::Paragraph(line) => Piece::Paragraph(self.line(Tag::P, Tree::ROOT, line)),
            Block::List(lines) => {
                let list = self.tree.add(Tag::L, Tree::ROOT);
                let points = lines.iter().map(|line| {
                    let point = self.tree.add(Tag::Li, list);
                    Point {
                        mark: self.tree.add(Tag::Lbl, point),
                        words: self.line(Tag::LBody, point, line),
                    }
                });
                Piece::List(points.collect())
            }
            Block::Table(table) => Piece::Table(self.grid(table)),
        }
    }

    fn grid(&mut self, table: &Table) -> Grid {
        let grid = self.tree.add(Tag::Table, Tree::ROOT);
        Grid {
            heads: self.row(grid, Tag::Th, &table.heads),
            rows: table
                .rows
                .iter()
                .map(|row| self.row(grid, Tag::Td, row))
                .collect(),
        }
    }

    fn row(&mut self, grid: usize, tag: Tag, cells: &[SafeText]) -> Vec<Words> {
        let row = self.tree.add(Tag::Tr, grid);
        let cells = cells.iter().map(|cell| {
            let bytes = self.encoder.bytes(cell);
            let (lead, text) = match tag {
                Tag::Th => (bytes, Vec::new()),
                _ => (Vec::new(), bytes),
            };
            Words {
                lead,
                text,
                element: self.tree.add(tag, row),
            }
        });
        cells.collect()
    }
}
