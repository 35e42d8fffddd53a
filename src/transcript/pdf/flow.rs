//! Strips down a column, and over as many sheets as they take.

use super::sheet::{Sheet, Strip, Unit};

/// Where the text of a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub left: Unit,
    pub right: Unit,
    pub top: Unit,
    pub bottom: Unit,
}

impl Frame {
    pub(super) const fn width(self) -> Unit {
        self.right - self.left
    }

    pub(super) const fn height(self) -> Unit {
        self.bottom - self.top
    }
}

/// How high strips are in one column.
pub(super) fn height(strips: &[Strip]) -> Unit {
    let first = strips.first();
    let head = first.and_then(|strip| strip.head.as_ref());
    let head = head.map_or(0, |head| head.height);
    let above = first.map_or(0, |strip| strip.before);
    let all = strips.iter().map(|strip| strip.before + strip.height);
    head + all.sum::<Unit>() - above
}

/// Places strips in one column from `(x, y)` down.
pub(super) fn put(sheet: &mut Sheet, strips: &[Strip], x: Unit, mut y: Unit) {
    for (number, strip) in strips.iter().enumerate() {
        if number > 0 {
            y += strip.before;
        } else if let Some(head) = &strip.head {
            sheet.put_again(head, x, y);
            y += head.height;
        }
        sheet.put(strip, x, y);
        y += strip.height;
    }
}

/// Parts strips where two columns become as equal as possible: the first of the second column. `None` where they cannot be parted.
pub(super) fn balance(strips: &[Strip]) -> Option<usize> {
    let breaks = (1..strips.len())
        .filter(|at| (strips.get(at.saturating_sub(1))).is_some_and(|before| !before.keep));
    breaks.min_by_key(|at| {
        let (left, right) = strips.split_at(*at);
        height(left).max(height(right))
    })
}

/// Places strips on sheets, one column each.
pub(super) fn flow(strips: &[Strip], frame: Frame) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut rest = strips;
    while !rest.is_empty() {
        let (here, after) = rest.split_at(fitting(rest, frame.height()));
        let mut sheet = Sheet::default();
        put(&mut sheet, here, frame.left, frame.top);
        sheets.push(sheet);
        rest = after;
    }
    sheets
}

/// How many of the strips fit into a height, at least one, without parting those that stay together where that is possible.
fn fitting(strips: &[Strip], room: Unit) -> usize {
    let head = strips.first().and_then(|strip| strip.head.as_ref());
    let mut used = head.map_or(0, |head| head.height);
    let (mut fit, mut whole) = (0, 0);
    for (number, strip) in strips.iter().enumerate() {
        used += strip.height + if number == 0 { 0 } else { strip.before };
        if used > room && number > 0 {
            return if whole > 0 { whole } else { fit };
        }
        fit = number + 1;
        if !strip.keep {
            whole = fit;
        }
    }
    fit
}
