//! What the user set of the looks, and the next theme.

use jiff::{Timestamp, tz::TimeZone};

use crate::command::Keymap;
use crate::domain::SafeText;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Theme;

use super::App;

/// What the user set.
#[derive(Debug, Clone)]
pub struct Look {
    /// The theme.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    /// Where the user is: how times are shown.
    pub zone: TimeZone,
    /// The keys.
    pub keys: Keymap,
    /// Whether rows that can be taken are two high, for gloves and for eyes that need room.
    pub roomy: bool,
}

impl Look {
    /// `14:03`, where the user is.
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }
}

impl App {
    pub(super) fn next_theme(&mut self) {
        let at = self
            .looks
            .iter()
            .position(|theme| theme.name() == self.look.theme.name());
        if let Some(next) = self.looks.iter().cycle().nth(at.unwrap_or(0) + 1) {
            self.notice = Some(theme_words(next));
            self.look.theme = next.clone();
        }
    }
}

/// Says which theme it is, and of one that cannot be checked that it is not.
fn theme_words(theme: &Theme) -> SafeText {
    let name = theme.name();
    if theme.is_terminals_own() {
        return format!(
            "Theme: {name}. The colours are your terminal's own, their contrast unknown."
        )
        .into();
    }
    format!("Theme: {name}.").into()
}

/// What is to be said of the theme to begin with: nothing, unless it cannot be checked.
pub(super) fn first_words(theme: &Theme) -> Option<SafeText> {
    theme.is_terminals_own().then(|| theme_words(theme))
}
