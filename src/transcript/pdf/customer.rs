//! The customer's page: the largest type at which all of it stands on one sheet.

use super::book::{Book, Group};
use super::flow::{Frame, balance, flow, height, put};
use super::shape::{Look, Shaper};
use super::sheet::{POINT, Sheet, Strip, Unit};

/// The largest and the smallest type that is tried, and the step between two sizes.
const LARGEST: Unit = 10 * POINT;
const SMALLEST: Unit = 7 * POINT;
const STEP: Unit = POINT / 10;
/// The type where it takes more than one sheet.
const OVERFLOWING: Unit = 8 * POINT;
/// Leading and room before sections, from tight to airy: what is left of the sheet goes into them.
const AIR: [(Unit, Unit); 7] = [
    (1140, 420),
    (1160, 550),
    (1190, 700),
    (1220, 850),
    (1260, 1000),
    (1300, 1200),
    (1350, 1450),
];
/// Sections over the whole width in each arrangement; the others stand in two columns.
const ACROSS: [&[&str]; 4] = [
    &["advice", "costs"],
    &["advice"],
    &["advice", "meets", "costs"],
    &[
        "advice", "told", "meets", "against", "unmet", "costs", "others", "scope",
    ],
];
/// Between the two columns, in thousandths of the type size.
const GUTTER: Unit = 2000;

/// The sheets, and the type size.
pub(super) fn sheets(book: &Book, frame: Frame) -> (Vec<Sheet>, Unit) {
    let mut size = LARGEST;
    while size >= SMALLEST {
        for across in ACROSS {
            let tries = AIR.iter().map(|(leading, gap)| Look {
                size,
                leading: *leading,
                gap: *gap,
            });
            let fitting = tries.map_while(|look| one(book, frame, look, across));
            if let Some(sheet) = fitting.last() {
                return (vec![sheet], size);
            }
        }
        size -= STEP;
    }
    let (leading, gap) = (1250, 1000);
    let look = Look {
        size: OVERFLOWING,
        leading,
        gap,
    };
    let mut shaper = Shaper::new(look, frame.width());
    head(book, &mut shaper);
    book.customer.iter().for_each(|group| shaper.group(group));
    (flow(&shaper.finish(), frame), OVERFLOWING)
}

fn head(book: &Book, shaper: &mut Shaper) {
    shaper.title(&book.title);
    book.draft.iter().for_each(|draft| shaper.warning(draft));
    shaper.under(&book.under);
}

/// All of it on one sheet; `None` where it does not fit.
fn one(book: &Book, frame: Frame, look: Look, across: &[&str]) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    let mut shaper = Shaper::new(look, frame.width());
    head(book, &mut shaper);
    let strips = shaper.finish();
    let mut y = frame.top;
    put(&mut sheet, &strips, frame.left, y);
    y += height(&strips);
    let is_across = |group: &Group| across.contains(&group.key);
    for groups in book
        .customer
        .chunk_by(|one, other| is_across(one) == is_across(other))
    {
        y += look.part(look.gap);
        if groups.first().is_some_and(is_across) {
            let strips = shaped(groups, look, frame.width());
            put(&mut sheet, &strips, frame.left, y);
            y += height(&strips);
        } else {
            let width = (frame.width() - look.part(GUTTER)) / 2;
            let strips = shaped(groups, look, width);
            let (left, right) = strips.split_at(balance(&strips)?);
            put(&mut sheet, left, frame.left, y);
            put(&mut sheet, right, frame.right - width, y);
            y += height(left).max(height(right));
        }
        if y > frame.bottom {
            return None;
        }
    }
    Some(sheet)
}

fn shaped(groups: &[Group], look: Look, width: Unit) -> Vec<Strip> {
    let mut shaper = Shaper::new(look, width);
    groups.iter().for_each(|group| shaper.group(group));
    shaper.finish()
}
