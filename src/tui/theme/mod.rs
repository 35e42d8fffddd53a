//! Themes: what each role looks like, on terminals with many colours, few, or none.
//!
//! Rules, in short:
//! - A screen names a [`Role`]; only this module names a colour.
//! - Colour is extra. Whatever a role says is also said by a sign or a word on the screen.
//! - Text reaches 7:1 on both grounds, lines and bars 3:1. A theme that does not is refused, with every reason.
//! - Every colour of a palette is a pair: red, green, blue, and which of the 16 named colours stands for it.
//! - With 256 colours only the cube is used (16 to 231), and rounding never takes a text under 7:1.
//! - With 16 colours there are only black and white, in the four pairs every colour scheme leaves readable.
//! - Without colour there are only bold, underlined and reversed: not one colour is sent. A terminal library that is told to leave
//!   colours out may send a reset instead, which would wipe the highlight.
//! - One theme, `terminal`, has the terminal's own colours instead, with many colours as with 16. What they look like is not known, so
//!   their contrast is not either: it is the only theme that is not checked, and it says so when it is chosen.
//! - Dim, italic and blinking are never used.

mod colour;
mod depth;
mod problem;
mod raw;
mod resolve;
mod role;
mod sgr;

use ratatui::style::{Color, Modifier, Style};

pub use colour::{Ansi, Rgb, contrast, cube, nearest_in_cube};
pub use depth::{ColorChoice, Depth, TerminalFacts, depth};
pub use problem::{ThemeProblem, ThemeProblemKind};
pub use role::Role;
pub use sgr::painted;

use crate::domain::SafeText;
use raw::Report;
use resolve::{Manner, Paint, check, colours, plain, resolve};
use role::Roles;

/// The shipped themes. A test holds this list against the files in `themes/`.
const BUILT_IN: [(&str, &str); 6] = [
    ("night", include_str!("../../../themes/night.json")),
    ("day", include_str!("../../../themes/day.json")),
    ("sunlight", include_str!("../../../themes/sunlight.json")),
    (
        "contrast-dark",
        include_str!("../../../themes/contrast-dark.json"),
    ),
    ("mono", include_str!("../../../themes/mono.json")),
    ("terminal", include_str!("../../../themes/terminal.json")),
];

/// The theme used when none is chosen, and the one a partial theme stands on.
pub const DEFAULT: &str = "night";

/// A whole theme: every role has its look. Made for one [`Depth`] at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    name: SafeText,
    about: Option<SafeText>,
    depth: Depth,
    manner: Manner,
    paints: Roles<Paint>,
    /// Each role's colour at `depth`; not used without colour.
    colours: Roles<Color>,
}

/// Names of the shipped themes, the default first.
#[must_use]
pub fn list() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).collect()
}

/// The shipped theme of that name, at [`Depth::True`]; `None` when there is none.
#[must_use]
pub fn builtin(name: &str) -> Option<Theme> {
    let (name, text) = BUILT_IN.iter().find(|(n, _)| *n == name)?;
    Theme::load_on(name, text, |_| None).ok()
}

impl Theme {
    /// Reads a theme file. What it leaves out comes from the shipped theme named in `extends`, or from `night`.
    /// The result is at [`Depth::True`].
    ///
    /// # Errors
    /// Every problem of the file at once: bad JSON, unknown keys, roles and colours, contrast that is too low.
    pub fn load(name: &str, text: &str) -> Result<Self, Vec<ThemeProblem>> {
        Self::load_on(name, text, builtin)
    }

    fn load_on(
        name: &str,
        text: &str,
        base: impl Fn(&str) -> Option<Self>,
    ) -> Result<Self, Vec<ThemeProblem>> {
        let mut report = Report::new(name);
        let raw = raw::parse(text, &mut report);
        let under = base(raw.extends.as_deref().unwrap_or(DEFAULT));
        if let Some(extends) = raw.extends.as_deref().filter(|_| under.is_none()) {
            report.add(
                "extends",
                ThemeProblemKind::unknown("the shipped theme", extends, &list()),
            );
        }
        // A file that could not be read, or that stands on a theme nobody has, would only repeat itself below.
        let hopeless = raw.roles.is_empty() && !report.problems.is_empty();
        let manner = Manner::of(&raw, under.as_ref());
        let paints = resolve(&raw, under.as_ref(), manner, &mut report, hopeless);
        check(&paints, manner, &mut report);
        if !report.problems.is_empty() {
            return Err(report.problems);
        }
        // Nothing was reported, so every role has its paint and plain white on black is never taken.
        let paints = Roles::build(|role| paints.get(role).unwrap_or(plain(role)));
        Ok(Self::new(SafeText::new(name), raw.about, manner, paints))
    }

    /// White on black, reversed where selected. Needs no file, so there is always something to draw with.
    #[must_use]
    pub fn plain() -> Self {
        let paints = Roles::build(plain);
        Self::new(SafeText::new("plain"), None, Manner::default(), paints)
    }

    fn new(name: SafeText, about: Option<SafeText>, manner: Manner, paints: Roles<Paint>) -> Self {
        Self {
            name,
            about,
            depth: Depth::True,
            manner,
            colours: colours(&paints, manner, Depth::True),
            paints,
        }
    }

    /// Black on white, for what a camera reads, whatever the theme; `None` without colour.
    #[must_use]
    pub const fn black_on_white(&self) -> Option<Style> {
        let (black, white) = match self.depth {
            Depth::True => (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)),
            Depth::Cube256 => (Color::Indexed(16), Color::Indexed(231)),
            Depth::Ansi16 => (Color::Black, Color::White),
            Depth::Mono => return None,
        };
        Some(Style::new().fg(black).bg(white))
    }

    /// The same theme for a terminal of that depth.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        self.colours = colours(&self.paints, self.manner, depth);
        self.depth = depth;
        self
    }

    /// The theme's name.
    #[must_use]
    pub fn name(&self) -> &SafeText {
        &self.name
    }

    /// What it is for, in a sentence; `None` when its file does not say.
    #[must_use]
    pub fn about(&self) -> Option<&SafeText> {
        self.about.as_ref()
    }

    /// Whether its colours are the terminal's own, so that nobody knows how well they can be read.
    #[must_use]
    pub fn is_terminals_own(&self) -> bool {
        self.manner.terminal
    }

    /// The depth this theme was made for.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// The role's colour as the theme file has it; `None` when it is the terminal's own.
    #[must_use]
    pub fn rgb(&self, role: Role) -> Option<Rgb> {
        self.paints.get(role).rgb
    }

    /// The named colour that stands for the role's colour with 16 colours.
    #[must_use]
    pub fn ansi(&self, role: Role) -> Ansi {
        self.paints.get(role).ansi
    }

    /// Each ground the role is written on with its contrast there, 1 to 21. Empty for grounds, and where the colours are the terminal's.
    #[must_use]
    pub fn contrasts(&self, role: Role) -> Vec<(Role, f64)> {
        let on = |(ground, _)| Some((ground, contrast(self.rgb(role)?, self.rgb(ground)?)));
        self.manner.needs(role).filter_map(on).collect()
    }

    /// What is added to the role's colour, in the words of theme files.
    #[must_use]
    pub fn added(&self, role: Role) -> Vec<&'static str> {
        let add = self.paints.get(role).add;
        let each = raw::ADDITIONS.into_iter();
        each.filter(|(_, modifier)| add.contains(*modifier))
            .map(|(word, _)| word)
            .collect()
    }

    /// How to draw `role` on its own ground: the selected ground for the two selected roles, the ground for all others.
    /// `Role::Ground` is the style to fill a screen with.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let add = self.paints.get(role).add;
        let ground = role.home();
        // Without a colour of its own the selected ground is the other one turned round.
        let reversed = ground == Role::SelectedGround && self.colours.get(ground) == Color::Reset;
        let add = if reversed {
            add | Modifier::REVERSED
        } else {
            add
        };
        if self.depth == Depth::Mono {
            return Style::new().add_modifier(add);
        }
        let ink = match role {
            Role::Ground => Role::Text,
            Role::SelectedGround => Role::SelectedText,
            other => other,
        };
        Style::new()
            .fg(self.colours.get(ink))
            .bg(self.colours.get(ground))
            .add_modifier(add)
    }

    /// How to draw `role` inside the selected row. With 16 colours or none, and in themes that want it so, the row has one look and
    /// the role keeps only its bold or underlined.
    #[must_use]
    pub fn on_selected(&self, role: Role) -> Style {
        let add = self.paints.get(role).add;
        let row = self.style(Role::SelectedText).add_modifier(add);
        let one_look = self.manner.uniform || matches!(self.depth, Depth::Mono | Depth::Ansi16);
        if one_look || role.home() == Role::SelectedGround {
            return row;
        }
        let ink = if role == Role::Ground {
            Role::SelectedText
        } else {
            role
        };
        row.fg(self.colours.get(ink))
    }
}

impl Default for Theme {
    fn default() -> Self {
        builtin(DEFAULT).unwrap_or_else(Self::plain)
    }
}
