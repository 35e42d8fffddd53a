//! Tables as strips: how wide each column is, and where its cells stand.

use std::rc::Rc;

use super::book::{Grid, Words};
use super::lines::{self, Bit, wrap};
use super::shape::{HAIRLINE, Look, across, run};
use super::sheet::{Rule, Strip, Style, Unit};

/// Between two columns, in thousandths of the type size.
const GAP: Unit = 850;
/// The most that a column is wider than it needs.
const SPARE: Unit = 4500;
/// Rows with more lines than this may be parted between two of them.
const WHOLE: usize = 12;
/// Tables up to this many rows stay together.
const TOGETHER: usize = 6;
/// The longest figure; what is longer is words.
const FIGURE: usize = 20;
/// Cells up to this length stand on one line.
const SHORT: usize = 12;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Column {
    left: Unit,
    right: Unit,
    /// Whether its cells end at the right edge: figures of which the digits stand below each other.
    figures: bool,
}

/// The strips of a table: one for each row.
pub(super) fn strips(grid: &Grid, look: Look, width: Unit) -> Vec<Strip> {
    let columns = columns(grid, look, width);
    let mut head = row(&grid.heads, &columns, look, false);
    for (number, strip) in head.iter_mut().enumerate() {
        strip.keep = true;
        strip.before = if number == 0 { strip.before } else { 0 };
    }
    let repeated = match head.as_slice() {
        [one] => Some(Rc::new(one.clone())),
        _ => None,
    };
    let rows = grid.rows.iter().flat_map(|cells| {
        let mut strips = row(cells, &columns, look, true);
        for strip in &mut strips {
            strip.head.clone_from(&repeated);
        }
        strips
    });
    let mut strips: Vec<Strip> = head.clone();
    strips.extend(rows);
    // No last row stands alone on the next sheet.
    let before_last = strips.len().saturating_sub(1);
    let together = if grid.rows.len() <= TOGETHER {
        before_last
    } else {
        1
    };
    for strip in strips.iter_mut().take(before_last).rev().take(together) {
        strip.keep = true;
    }
    strips
}

/// A row: one strip, or one for each line where it is very high.
fn row(cells: &[Words], columns: &[Column], look: Look, faint: bool) -> Vec<Strip> {
    let lines: Vec<Vec<Vec<Bit>>> = cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| wrap(&texts(cell, look), column.right - column.left))
        .collect();
    let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let whole = count <= WHOLE;
    let (line, baseline, pad) = (
        look.line(look.size),
        look.baseline(look.size),
        look.gap_part(130),
    );
    let mut strips = Vec::new();
    let mut strip = Strip {
        height: pad,
        ..Strip::default()
    };
    // A whole row is read cell by cell, a parted one line by line.
    let order: Vec<(usize, usize)> = if whole {
        let cells = 0..lines.len();
        cells
            .flat_map(|cell| (0..count).map(move |number| (cell, number)))
            .collect()
    } else {
        let numbers = 0..count;
        numbers
            .flat_map(|number| (0..lines.len()).map(move |cell| (cell, number)))
            .collect()
    };
    let mut at = 0;
    for (cell, number) in order {
        if !whole && number > at {
            at = number;
            strip.height += line;
            strips.push(std::mem::take(&mut strip));
        }
        let place = lines.get(cell).zip(columns.get(cell)).zip(cells.get(cell));
        let Some(((own, column), words)) = place else {
            continue;
        };
        let bits = own.get(number).cloned().unwrap_or_default();
        let shift = if column.figures {
            column.right - lines::width(&bits)
        } else {
            column.left
        };
        let top = if whole {
            Unit::try_from(number).unwrap_or_default() * line + pad
        } else {
            strip.height
        };
        strip.runs.extend(bits.into_iter().map(|bit| {
            let bit = Bit {
                x: bit.x + shift,
                ..bit
            };
            let room = (column.left, column.right);
            run(bit, top + baseline, room, Some(words.element))
        }));
    }
    let rest = if whole { count } else { 1 };
    strip.height += Unit::try_from(rest).unwrap_or_default() * line + pad;
    let right = columns.last().map_or(0, |column| column.right);
    strip.rules.push(Rule {
        faint,
        ..across(0, right, strip.height, HAIRLINE)
    });
    strips.push(strip);
    strips
}

fn texts(words: &Words, look: Look) -> [(Style, &[u8]); 2] {
    [
        (Style::bold(look.size), &words.lead),
        (Style::plain(look.size), &words.text),
    ]
}

/// Where the columns stand: each as wide as it needs where that is possible, else as its longest word needs and a share of the rest
/// by what it would need.
fn columns(grid: &Grid, look: Look, width: Unit) -> Vec<Column> {
    let count = grid.heads.len();
    let gap = look.part(GAP);
    let gaps = gap * Unit::try_from(count.saturating_sub(1)).unwrap_or_default();
    let room = (width - gaps).max(0);
    let cells = |number: usize| {
        let rows = std::iter::once(&grid.heads).chain(&grid.rows);
        rows.filter_map(move |row| row.get(number))
    };
    let most = |number: usize, measure: fn(&Words, Look) -> Unit| {
        cells(number)
            .map(|cell| measure(cell, look))
            .max()
            .unwrap_or_default()
    };
    let wanted: Vec<Unit> = (0..count).map(|n| most(n, whole_width)).collect();
    let needed: Vec<Unit> = (0..count).map(|n| most(n, least_width)).collect();
    let mut widths = shares(&wanted, &needed, room, look.part(SPARE));
    // Figures at the left edge, such as places, would only be moved away from it.
    if are_figures(grid, 0)
        && let Some((first, wanted)) = widths.first_mut().zip(wanted.first())
    {
        *first = (*first).min(*wanted);
    }
    let mut left = 0;
    widths
        .into_iter()
        .enumerate()
        .map(|(number, own)| {
            let column = Column {
                left,
                right: left + own,
                figures: are_figures(grid, number),
            };
            left += own + gap;
            column
        })
        .collect()
}

fn shares(wanted: &[Unit], needed: &[Unit], room: Unit, spare: Unit) -> Vec<Unit> {
    let (all, least): (Unit, Unit) = (wanted.iter().sum(), needed.iter().sum());
    let count = Unit::try_from(wanted.len()).unwrap_or(1).max(1);
    if all <= room {
        let more = ((room - all) / count).min(spare);
        wanted.iter().map(|own| own + more).collect()
    } else if least <= room {
        let each = wanted.iter().zip(needed);
        each.map(|(wanted, needed)| needed + (room - least) * (wanted - needed) / (all - least))
            .collect()
    } else {
        // Some words are broken: those of the widest columns.
        let fair = room / count;
        let modest = needed.iter().filter(|own| **own <= fair);
        let (modest, taken) = modest.fold((0, 0), |(n, sum), own| (n + 1, sum + own));
        let rest = (room - taken) / (count - modest).max(1);
        needed.iter().map(|own| (*own).min(rest)).collect()
    }
}

fn whole_width(words: &Words, look: Look) -> Unit {
    let one_line = wrap(&texts(words, look), Unit::MAX / 2);
    one_line.first().map_or(0, |line| lines::width(line))
}

/// Short cells and figures are not parted, headings and longer words between words.
fn least_width(words: &Words, look: Look) -> Unit {
    let is_short = words.text.len() <= SHORT;
    if !words.text.is_empty() && (is_short || is_figure(&words.text)) {
        return whole_width(words, look);
    }
    let widest = |(style, text): (Style, &[u8])| {
        let widths = lines::words(text).map(|word| style.width(word));
        widths.max().unwrap_or_default()
    };
    let widths = texts(words, look).into_iter().map(widest);
    widths.max().unwrap_or_default()
}

/// Whether a column holds figures: at least one, and beside them only what says that there is none.
fn are_figures(grid: &Grid, column: usize) -> bool {
    let cells = grid.rows.iter().filter_map(|row| row.get(column));
    let mut cells = cells
        .map(|cell| cell.text.as_slice())
        .filter(|text| !matches!(text, [] | [b'-'] | [b'?', ..]))
        .peekable();
    let some = cells.peek().is_some();
    some && cells.all(is_figure)
}

/// `$1,200 a month`, `-3.5`: a number behind a sign, with a unit at most.
fn is_figure(text: &[u8]) -> bool {
    let mut start = text
        .iter()
        .skip_while(|byte| matches!(byte, b'$' | 0x80 | 0xa3 | b'+' | b'-'));
    text.len() <= FIGURE && start.next().is_some_and(u8::is_ascii_digit)
}
