//! The document as a PDF to print: the customer's page on one sheet, in the largest type that fits.
//!
//! The way: [`Pages`] become a book of bytes (`book`), the book strips of lines (`shape`, `table`), the strips places on sheets
//! (`customer`, `flow`), and the sheets a file (`write`, with `tags` for readers that do not see the page). Everything is measured in
//! whole numbers with the widths of the fonts, and nothing comes from a clock or from chance: the same document gives the same bytes.
//!
//! The fonts are Helvetica and Helvetica-Bold, which every reader of PDF has or has something of the same widths for, so they are not in
//! the file.

mod book;
mod columns;
mod customer;
mod encode;
mod flow;
mod lines;
mod metrics;
mod shape;
mod sheet;
mod table;
mod tags;
mod tree;
mod write;

pub use encode::Unprintable;
pub use sheet::{ABOVE, BELOW, Face, POINT, Rule, Run, Sheet, Style, Unit};
pub use tree::{Element, Tag, Tree};

use super::document::Document;
use super::pages::Pages;
use crate::domain::SafeText;
use book::{Book, Chapter};
use flow::{Frame, flow};
use shape::{Look, Shaper};

/// What it is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// What is usual where the money of the document is paid.
    #[must_use]
    pub fn usual(document: &Document) -> Self {
        match document.head.catalog.currency.as_str() {
            "USD" => Self::Letter,
            _ => Self::A4,
        }
    }

    /// Width and height.
    #[must_use]
    pub const fn size(self) -> (Unit, Unit) {
        match self {
            Self::A4 => (595_276, 841_890),
            Self::Letter => (612_000, 792_000),
        }
    }

    /// Where the text stands.
    const fn frame(self, edges: Edges) -> Frame {
        let (width, height) = self.size();
        Frame {
            left: edges.side,
            right: width - edges.side,
            top: edges.top,
            bottom: height - edges.foot,
        }
    }
}

/// The edges of a sheet without text: on both sides, above, and below with the foot.
#[derive(Debug, Clone, Copy)]
struct Edges {
    side: Unit,
    top: Unit,
    foot: Unit,
}

/// Those of the customer's page, which holds much, and those of the rest.
const EDGES: Edges = Edges {
    side: 31 * POINT,
    top: 24 * POINT,
    foot: 32 * POINT,
};
const EDGES_OF_REST: Edges = Edges {
    side: 56 * POINT,
    top: 46 * POINT,
    foot: 50 * POINT,
};
/// How high the baseline of the foot is above the lower edge.
const FOOT: Unit = 20 * POINT;
/// What is taken along, the record and the evidence: the customer's words larger than ours.
const LOOKS: [Look; 3] = [
    Look {
        size: 10 * POINT,
        leading: 1320,
        gap: 1500,
    },
    Look {
        size: 9 * POINT,
        leading: 1280,
        gap: 1300,
    },
    Look {
        size: 8 * POINT + POINT / 2,
        leading: 1260,
        gap: 1200,
    },
];

/// How many sizes are tried for them, and the step between two.
const SMALLER: Unit = 5;
const STEP: Unit = POINT / 5;

/// A document on sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// What they are printed on.
    pub paper: Paper,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
    /// How many of them are the customer's page.
    pub customers: usize,
    /// The type size of the customer's page.
    pub size: Unit,
    /// What the parts of the text are.
    pub tree: Tree,
}

/// Puts pages on sheets; `case` is the id at their foot.
///
/// # Errors
/// [`Unprintable`] when there are letters that the fonts do not have.
pub fn lay(pages: &Pages, case: Option<&SafeText>, paper: Paper) -> Result<Laid, Unprintable> {
    let book = Book::new(pages, case)?;
    let (mut sheets, size) = customer::sheets(&book, paper.frame(EDGES));
    let customers = sheets.len();
    let frame = paper.frame(EDGES_OF_REST);
    for (part, look) in book.parts.iter().zip(LOOKS) {
        sheets.extend(part.iter().flat_map(|part| chapter(part, look, frame)));
    }
    number(&mut sheets, &book.foot, paper, customers);
    Ok(Laid {
        paper,
        sheets,
        customers,
        size,
        tree: book.tree,
    })
}

/// A part of its own: in somewhat smaller type where that saves a sheet.
fn chapter(part: &Chapter, look: Look, frame: Frame) -> Vec<Sheet> {
    let sizes = (0..SMALLER).map(|step| look.size - step * STEP);
    let tries = sizes.map(|size| {
        let look = Look { size, ..look };
        let mut shaper = Shaper::new(look, frame.width());
        shaper.title(&part.title);
        part.groups.iter().for_each(|group| shaper.group(group));
        flow(&shaper.finish(), frame)
    });
    // The first of equals is the largest.
    tries.min_by_key(Vec::len).unwrap_or_default()
}

/// `case 7F3K-92 · page 2 of 5` at the foot of each sheet, without the case where its name is too long.
fn number(sheets: &mut [Sheet], case: &[u8], paper: Paper, customers: usize) {
    let style = Style::plain(7 * POINT + POINT / 2).faint();
    let count = sheets.len();
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let frame = paper.frame(if number < customers {
            EDGES
        } else {
            EDGES_OF_REST
        });
        let page = format!("page {} of {count}", number + 1).into_bytes();
        let whole = match case {
            [] => page.clone(),
            case => [case, b" ", &page].concat(),
        };
        let bytes = if style.width(&whole) <= frame.width() {
            whole
        } else {
            page
        };
        sheet.runs.push(Run {
            x: frame.left,
            y: paper.size().1 - FOOT,
            style,
            width: style.width(&bytes),
            bytes,
            room: (frame.left, frame.right),
            element: None,
        });
    }
}

/// Writes the document as a PDF. All of it is ASCII, so that it goes wherever text goes.
///
/// # Errors
/// [`Unprintable`] when there are letters that the fonts do not have.
pub fn pdf(document: &Document, paper: Paper) -> Result<String, Unprintable> {
    let pages = Pages::of(document);
    let laid = lay(&pages, document.head.case.as_ref(), paper)?;
    Ok(write::file(&laid, &pages.title, document))
}
