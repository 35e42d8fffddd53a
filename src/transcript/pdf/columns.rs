//! How wide the columns of a table are.

use super::book::{Grid, Words};
use super::lines::{self, wrap};
use super::shape::Look;
use super::sheet::{Style, Unit};

/// Between two columns, in thousandths of the type size.
const GAP: Unit = 850;
/// The most that a column is wider than it needs.
const SPARE: Unit = 4500;
/// The longest figure; what is longer is words.
const FIGURE: usize = 20;
/// Cells up to this length stand on one line.
const SHORT: usize = 12;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub left: Unit,
    pub right: Unit,
    /// Whether its cells end at the right edge: figures of which the digits stand below each other.
    pub figures: bool,
}

/// Where the columns stand in a width.
pub(super) fn columns(grid: &Grid, look: Look, width: Unit) -> Vec<Column> {
    let count = grid.heads.len();
    let gap = look.part(GAP);
    let gaps = gap * Unit::try_from(count.saturating_sub(1)).unwrap_or_default();
    let room = (width - gaps).max(0);
    // From the least to all that the cells could take: no word broken, no figure parted, no cell parted, no heading either.
    let steps = [
        widths(grid, look, [widest_word; 2]),
        widths(grid, look, [widest_word, least_width]),
        widths(grid, look, [widest_word, whole_width]),
        widths(grid, look, [whole_width; 2]),
    ];
    let mut shares = shares(&steps, room, look.part(SPARE));
    // Figures at the left edge, such as places, would only be moved away from it.
    let [.., wanted] = &steps;
    if are_figures(grid, 0)
        && let Some((first, wanted)) = shares.first_mut().zip(wanted.first())
    {
        *first = (*first).min(*wanted);
    }
    let mut left = 0;
    let placed = shares.into_iter().enumerate().map(|(number, own)| {
        let column = Column {
            left,
            right: left + own,
            figures: are_figures(grid, number),
        };
        left += own + gap;
        column
    });
    placed.collect()
}

/// How wide a cell is in some way.
type Measure = fn(&Words, Look) -> Unit;

/// How wide the columns are when headings and cells are measured in these ways.
fn widths(grid: &Grid, look: Look, [of_head, of_cell]: [Measure; 2]) -> Vec<Unit> {
    let columns = grid.heads.iter().enumerate().map(|(number, head)| {
        let cells = grid.rows.iter().filter_map(|row| row.get(number));
        let widest = cells.map(|cell| of_cell(cell, look)).max();
        widest.unwrap_or_default().max(of_head(head, look))
    });
    columns.collect()
}

/// The widest step that the room has for all columns, and of the rest of the room what each would take more in the next step.
fn shares(steps: &[Vec<Unit>], room: Unit, spare: Unit) -> Vec<Unit> {
    let sum = |widths: &[Unit]| widths.iter().sum::<Unit>();
    let (Some(least), Some(wanted)) = (steps.first(), steps.last()) else {
        return Vec::new();
    };
    let count = Unit::try_from(wanted.len()).unwrap_or(1).max(1);
    if sum(wanted) <= room {
        let more = ((room - sum(wanted)) / count).min(spare);
        return wanted.iter().map(|own| own + more).collect();
    }
    let pairs = steps.iter().zip(steps.iter().skip(1));
    let mut fitting = pairs.rev().filter(|(low, _)| sum(low) <= room);
    if let Some((low, high)) = fitting.next() {
        let (rest, more) = (room - sum(low), sum(high) - sum(low));
        let each = low.iter().zip(high);
        return each
            .map(|(low, high)| low + rest * (high - low) / more.max(1))
            .collect();
    }
    // Some words are broken: those of the widest columns.
    let fair = room / count;
    let modest = least.iter().filter(|own| **own <= fair);
    let (modest, taken) = modest.fold((0, 0), |(n, sum), own| (n + 1, sum + own));
    let rest = (room - taken) / (count - modest).max(1);
    least.iter().map(|own| (*own).min(rest)).collect()
}

/// A cell in the letters of running text, its lead in bold ones.
pub(super) fn texts(words: &Words, look: Look) -> [(Style, &[u8]); 2] {
    [
        (Style::bold(look.size), &words.lead),
        (Style::plain(look.size), &words.text),
    ]
}

fn whole_width(words: &Words, look: Look) -> Unit {
    let one_line = wrap(&texts(words, look), Unit::MAX / 2);
    one_line.first().map_or(0, |line| lines::width(line))
}

/// Short cells and figures are not parted, headings and longer words between words.
fn least_width(words: &Words, look: Look) -> Unit {
    let is_short = words.text.len() <= SHORT;
    if !words.text.is_empty() && (is_short || is_figure(&words.text)) {
        whole_width(words, look)
    } else {
        widest_word(words, look)
    }
}

fn widest_word(words: &Words, look: Look) -> Unit {
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
