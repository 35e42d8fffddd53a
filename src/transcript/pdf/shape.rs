//! Sections as strips of a column: every line with its letters at their places.

use super::book::{Grid, Group, Piece, Point, Words};
use super::lines::{Bit, wrap};
use super::sheet::{ABOVE, BELOW, POINT, Rule, Run, Strip, Style, Unit};
use super::table;

/// Sizes and distances of a part; all but the first are in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Type size of the running text.
    pub size: Unit,
    /// From one line to the next; letters take [`ABOVE`] and [`BELOW`] of it.
    pub leading: Unit,
    /// Before a section.
    pub gap: Unit,
}

impl Look {
    /// A part of the type size, in thousandths.
    pub(super) const fn part(self, thousandths: Unit) -> Unit {
        self.size * thousandths / 1000
    }

    /// A part of the room before a section, in thousandths: the smaller distances go with it.
    pub(super) const fn gap_part(self, thousandths: Unit) -> Unit {
        self.part(self.gap) * thousandths / 1000
    }

    /// How high a line of a size is.
    pub(super) const fn line(self, size: Unit) -> Unit {
        size * self.leading / 1000
    }

    /// Where the letters of a line stand below its upper edge.
    pub(super) const fn baseline(self, size: Unit) -> Unit {
        (self.line(size) - size * (ABOVE + BELOW) / 1000) / 2 + size * ABOVE / 1000
    }
}

/// The heading of a part, of a section and the first words of the advice, against the running text.
const TITLE: Unit = 1500;
const HEADING: Unit = 1120;
const FIRST_WORDS: Unit = 1180;
/// From the edge to the words of a point.
const INDENT: Unit = 900;
/// The mark of a point.
const MARK: &[u8] = b"\x95";
/// How thick a hairline is.
pub(super) const HAIRLINE: Unit = POINT * 2 / 5;
/// How thick the frame around a warning is.
const FRAME: Unit = POINT * 6 / 5;

/// Makes the strips of a column.
pub(super) struct Shaper {
    look: Look,
    width: Unit,
    strips: Vec<Strip>,
}

impl Shaper {
    pub(super) const fn new(look: Look, width: Unit) -> Self {
        Self {
            look,
            width,
            strips: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Strip> {
        self.strips
    }

    /// The heading of a part.
    pub(super) fn title(&mut self, words: &Words) {
        let size = self.look.part(TITLE);
        self.words(
            &[(Style::bold(size), &words.text)],
            words.element,
            (0, self.width),
        );
        self.keep_last();
    }

    /// What must be known before anything else, in a frame.
    pub(super) fn warning(&mut self, words: &Words) {
        let pad = self.look.part(450);
        let first = self.strips.len();
        let style = Style::bold(self.look.size);
        let room = (pad, self.width - pad);
        self.words(&[(style, &words.lead)], words.element, room);
        let count = self.strips.len() - first;
        let width = self.width;
        for (number, strip) in self.strips.iter_mut().skip(first).enumerate() {
            if number == 0 {
                strip.before = pad;
                strip.height += pad;
                strip.runs.iter_mut().for_each(|run| run.y += pad);
                strip.rules.push(across(0, width, 0, FRAME));
            }
            strip.keep = number + 1 < count;
            if number + 1 == count {
                strip.height += pad;
                strip.rules.push(across(0, width, strip.height, FRAME));
            }
            for x in [0, width] {
                strip.rules.push(Rule {
                    from: (x, 0),
                    to: (x, strip.height),
                    weight: FRAME,
                    faint: false,
                });
            }
        }
    }

    /// A line below a title.
    pub(super) fn under(&mut self, words: &Words) {
        let style = Style::plain(self.look.part(920)).faint();
        let first = self.strips.len();
        self.words(&[(style, &words.text)], words.element, (0, self.width));
        self.space(first, 350);
    }

    /// A section.
    pub(super) fn group(&mut self, group: &Group) {
        let first = self.strips.len();
        let size = self.look.part(HEADING);
        let style = Style::bold(size);
        self.words(
            &[(style, &group.title.text)],
            group.title.element,
            (0, self.width),
        );
        self.space(first, 1000);
        let below = self.look.part(60);
        let width = self.width;
        if let Some(last) = self.strips.last_mut() {
            last.height += below;
            last.rules.push(Rule {
                faint: true,
                ..across(0, width, last.height, HAIRLINE)
            });
        }
        self.keep_last();
        let mut before: Option<&Piece> = None;
        for (number, piece) in group.pieces.iter().enumerate() {
            let from = self.strips.len();
            match piece {
                Piece::Paragraph(words) => {
                    // What is said below a table belongs to it.
                    if matches!(before, Some(Piece::Table(_))) {
                        self.keep_last();
                    }
                    let after_list = matches!(before, Some(Piece::List(_)));
                    let large = number == 0 && group.key == "advice";
                    self.paragraph(words, if large { FIRST_WORDS } else { 1000 });
                    self.space(from, if after_list { 750 } else { 350 });
                }
                Piece::List(points) => {
                    // What stands before its points leads them.
                    self.keep_last();
                    self.list(points);
                }
                Piece::Table(grid) => self.table(grid),
            }
            if number == 0 {
                self.space(from, 350);
            }
            before = Some(piece);
        }
    }

    fn paragraph(&mut self, words: &Words, size: Unit) {
        let size = self.look.part(size);
        self.words(
            &[
                (Style::bold(size), &words.lead),
                (Style::plain(size), &words.text),
            ],
            words.element,
            (0, self.width),
        );
    }

    fn list(&mut self, points: &[Point]) {
        let size = self.look.size;
        for point in points {
            let first = self.strips.len();
            let words = &point.words;
            let texts: [(Style, &[u8]); 2] = [
                (Style::bold(size), &words.lead),
                (Style::plain(size), &words.text),
            ];
            let indent = self.look.part(INDENT);
            self.words(&texts, words.element, (indent, self.width));
            self.space(first, 180);
            let y = self.look.baseline(size);
            if let Some(strip) = self.strips.get_mut(first) {
                let mark = Bit {
                    x: 0,
                    style: Style::plain(size),
                    bytes: MARK.to_vec(),
                };
                strip
                    .runs
                    .insert(0, run(mark, y, (0, indent), Some(point.mark)));
            }
        }
    }

    fn table(&mut self, grid: &Grid) {
        let first = self.strips.len();
        self.strips
            .extend(table::strips(grid, self.look, self.width));
        self.space(first, 350);
    }

    /// Texts in lines between two places of the column. No line of a short paragraph stands alone.
    fn words(&mut self, texts: &[(Style, &[u8])], element: usize, room: (Unit, Unit)) {
        let size = texts
            .iter()
            .map(|(style, _)| style.size)
            .max()
            .unwrap_or_default();
        let lines = wrap(texts, room.1 - room.0);
        let count = lines.len();
        let y = self.look.baseline(size);
        for (number, line) in lines.into_iter().enumerate() {
            let runs = line.into_iter().map(|bit| {
                let bit = Bit {
                    x: bit.x + room.0,
                    ..bit
                };
                run(bit, y, room, Some(element))
            });
            let last = number + 1 == count;
            self.strips.push(Strip {
                height: self.look.line(size),
                keep: !last && (count <= 3 || number == 0 || number + 2 == count),
                runs: runs.collect(),
                ..Strip::default()
            });
        }
    }

    /// Sets the room above the strip `number`, in thousandths of the room before a section.
    fn space(&mut self, number: usize, thousandths: Unit) {
        let before = self.look.gap_part(thousandths);
        if let Some(strip) = self.strips.get_mut(number) {
            strip.before = before;
        }
    }

    /// The last strip does not stand without the next.
    fn keep_last(&mut self) {
        if let Some(last) = self.strips.last_mut() {
            last.keep = true;
        }
    }
}

/// Letters at their place.
pub(super) fn run(bit: Bit, y: Unit, room: (Unit, Unit), element: Option<usize>) -> Run {
    Run {
        x: bit.x,
        y,
        style: bit.style,
        width: bit.width(),
        bytes: bit.bytes,
        room,
        element,
    }
}

/// A rule from left to right.
pub(super) const fn across(left: Unit, right: Unit, y: Unit, weight: Unit) -> Rule {
    Rule {
        from: (left, y),
        to: (right, y),
        weight,
        faint: false,
    }
}
