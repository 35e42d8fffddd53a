//! What stands on a sheet of paper: runs of letters and rules, each at its place.
//!
//! Lengths are thousandths of a point (1/72 inch) from the left and the upper edge, so that all layout is done in whole numbers.

use std::rc::Rc;

use super::metrics;

/// A length in thousandths of a point.
pub type Unit = i64;

/// One point.
pub const POINT: Unit = 1000;

/// How far letters reach above their baseline, with their accents, in thousandths of the type size.
pub const ABOVE: Unit = 930;
/// How far letters reach below it.
pub const BELOW: Unit = 210;

/// A font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Helvetica.
    Regular,
    /// Helvetica-Bold.
    Bold,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The font.
    pub face: Face,
    /// The type size.
    pub size: Unit,
    /// Whether it is grey, for what only helps to find one's way.
    pub faint: bool,
}

impl Style {
    /// Letters of the running text.
    pub(super) const fn plain(size: Unit) -> Self {
        Self {
            face: Face::Regular,
            size,
            faint: false,
        }
    }

    /// Letters that stand out.
    pub(super) const fn bold(size: Unit) -> Self {
        Self {
            face: Face::Bold,
            ..Self::plain(size)
        }
    }

    /// The same in grey.
    pub(super) const fn faint(self) -> Self {
        Self {
            faint: true,
            ..self
        }
    }

    /// How wide the letters are, rounded up.
    pub(super) fn width(self, bytes: &[u8]) -> Unit {
        self.length(self.thousandths(bytes))
    }

    /// How wide the letters are in thousandths of the type size, which add up without any rounding.
    pub(super) fn thousandths(self, bytes: &[u8]) -> Unit {
        let widths = bytes.iter().map(|byte| metrics::width(self.face, *byte));
        widths.sum()
    }

    /// Thousandths of the type size as a length, rounded up.
    pub(super) const fn length(self, thousandths: Unit) -> Unit {
        (thousandths * self.size + 999) / 1000
    }
}

/// Letters in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Left end.
    pub x: Unit,
    /// Baseline.
    pub y: Unit,
    /// How they look.
    pub style: Style,
    /// The letters, as bytes of WinAnsiEncoding.
    pub bytes: Vec<u8>,
    /// How wide they are.
    pub width: Unit,
    /// Left and right end of the column or cell in which they must stay.
    pub room: (Unit, Unit),
    /// What of the document they belong to; `None` for what is repeated or only numbers pages.
    pub element: Option<usize>,
}

/// A straight rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// One end.
    pub from: (Unit, Unit),
    /// The other.
    pub to: (Unit, Unit),
    /// How thick it is.
    pub weight: Unit,
    /// Whether it is grey.
    pub faint: bool,
}

/// One side of paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its letters, in the order in which they are read.
    pub runs: Vec<Run>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// A piece of a column that is never parted: a line, or a row of a table. Places in it are measured from its upper left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// How high it is.
    pub height: Unit,
    /// Room above it, unless it is the first of its column.
    pub before: Unit,
    /// Whether the next one must follow it in the same column.
    pub keep: bool,
    /// The head of its table, which is repeated where a column begins with it.
    pub head: Option<Rc<Strip>>,
    /// Its letters.
    pub runs: Vec<Run>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

impl Sheet {
    /// Places a strip.
    pub(super) fn put(&mut self, strip: &Strip, x: Unit, y: Unit) {
        self.runs.extend(strip.runs.iter().map(|run| Run {
            x: run.x + x,
            y: run.y + y,
            room: (run.room.0 + x, run.room.1 + x),
            ..run.clone()
        }));
        self.rules.extend(strip.rules.iter().map(|rule| Rule {
            from: (rule.from.0 + x, rule.from.1 + y),
            to: (rule.to.0 + x, rule.to.1 + y),
            ..*rule
        }));
    }

    /// Places the head of a table once more, which is no part of the text.
    pub(super) fn put_again(&mut self, head: &Strip, x: Unit, y: Unit) {
        let first = self.runs.len();
        self.put(head, x, y);
        for run in self.runs.iter_mut().skip(first) {
            run.element = None;
        }
    }
}
