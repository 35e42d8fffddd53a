//! The few signs candor draws, in two sets: one for ordinary terminals, one for those that show plain ASCII only.
//!
//! The ordinary set stays inside code page 437, which every console font has, the oldest Windows console included.

use std::borrow::Cow;

/// One set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "line pieces are named by their shape")]
pub struct Glyphs {
    /// Done, saved.
    pub check: &'static str,
    /// Between parts of one line.
    pub dot: &'static str,
    /// The filled part of a bar, one cell.
    pub full: &'static str,
    /// The empty part of a bar, one cell.
    pub light: &'static str,
    /// The upper and the lower half of a cell filled; `None` where there are no such signs.
    pub half: Option<[&'static str; 2]>,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    pub top_left: &'static str,
    pub top_right: &'static str,
    pub bottom_left: &'static str,
    pub bottom_right: &'static str,
    pub tee_right: &'static str,
    pub tee_left: &'static str,
    pub tee_down: &'static str,
    pub tee_up: &'static str,
    pub cross: &'static str,
}

/// The cursor in a list. The same in both sets, as are the next four.
pub const CURSOR: &str = ">";
/// Chosen, ticked.
pub const CHOSEN: &str = "*";
/// Old, or to be careful with.
pub const CARE: &str = "!";
/// Where a text was cut.
pub const CUT: &str = "..";
/// In the place of what is still being worked out.
pub const PENDING: &str = "...";

/// Signs of code page 437.
pub const DRAWN: Glyphs = Glyphs {
    check: "√",
    dot: "·",
    full: "█",
    light: "░",
    half: Some(["▀", "▄"]),
    horizontal: "─",
    vertical: "│",
    top_left: "┌",
    top_right: "┐",
    bottom_left: "└",
    bottom_right: "┘",
    tee_right: "├",
    tee_left: "┤",
    tee_down: "┬",
    tee_up: "┴",
    cross: "┼",
};

/// Signs of ASCII, for `--ascii`.
pub const ASCII: Glyphs = Glyphs {
    check: "ok",
    dot: "-",
    full: "#",
    light: ".",
    half: None,
    horizontal: "-",
    vertical: "|",
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    tee_right: "+",
    tee_left: "+",
    tee_down: "+",
    tee_up: "+",
    cross: "+",
};

impl Glyphs {
    /// The set for `--ascii`, or the ordinary one.
    #[must_use]
    pub fn choose(ascii: bool) -> Self {
        if ascii { ASCII } else { DRAWN }
    }

    /// Every sign of the set.
    #[must_use]
    pub fn all(&self) -> Vec<&'static str> {
        let Self {
            check,
            dot,
            full,
            light,
            half,
            horizontal,
            vertical,
            top_left,
            top_right,
            bottom_left,
            bottom_right,
            tee_right,
            tee_left,
            tee_down,
            tee_up,
            cross,
        } = *self;
        let mut all = vec![
            check,
            dot,
            full,
            light,
            horizontal,
            vertical,
            top_left,
            top_right,
            bottom_left,
            bottom_right,
            tee_right,
            tee_left,
            tee_down,
            tee_up,
            cross,
        ];
        all.extend(half.into_iter().flatten());
        all
    }

    /// One of the program's own texts, written with the signs of this set.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if *self == DRAWN || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut out = text.to_owned();
        for (drawn, mine) in DRAWN.all().iter().zip(self.all()) {
            if out.contains(drawn) {
                out = out.replace(drawn, mine);
            }
        }
        Cow::Owned(out)
    }

    /// A bar of `cells` cells with `filled` of them full (never more than `cells`). Its number stands next to it, not in it.
    #[must_use]
    pub fn bar(&self, filled: usize, cells: usize) -> String {
        let filled = filled.min(cells);
        self.full.repeat(filled) + &self.light.repeat(cells - filled)
    }
}
