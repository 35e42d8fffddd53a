//! How many colours the terminal at hand can be trusted with.

/// What the environment says about the terminal. Read once by `config`; nothing here reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `NO_COLOR`; counts when it is not empty.
    pub no_color: Option<String>,
    /// `WT_SESSION`, which Windows Terminal sets.
    pub wt_session: Option<String>,
    /// `TERM_PROGRAM`.
    pub term_program: Option<String>,
}

/// What the person asked for with `--color` or in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// What the terminal says.
    #[default]
    Auto,
    /// Colour even when `NO_COLOR` is set; how much of it, the terminal says.
    Always,
    /// No colour.
    Never,
    /// Exactly this, whatever the terminal says.
    Exactly(Depth),
}

impl ColorChoice {
    /// Every choice by the word that `--color` and the settings take.
    pub const WORDS: [(&str, Self); 6] = [
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
        ("16", Self::Exactly(Depth::Ansi16)),
        ("256", Self::Exactly(Depth::Cube256)),
        ("true", Self::Exactly(Depth::True)),
    ];

    /// The word it is asked for by. No colour at all has one word, however it was come by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never | Self::Exactly(Depth::Mono) => "never",
            Self::Exactly(Depth::Ansi16) => "16",
            Self::Exactly(Depth::Cube256) => "256",
            Self::Exactly(Depth::True) => "true",
        }
    }
}

/// How colours are said to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// No colour at all: reversed, bold and underlined only.
    Mono,
    /// Black and white by name, in the four pairs that can be read in every colour scheme.
    Ansi16,
    /// The indices 16 to 231 of the 256 colours.
    Cube256,
    /// Red, green and blue as the theme has them.
    True,
}

/// Terminals that show 256 colours and do not say so in the end of their `TERM`.
const COLOURFUL: [&str; 6] = [
    "xterm-kitty",
    "alacritty",
    "foot",
    "xterm-ghostty",
    "wezterm",
    "contour",
];

/// Decides the depth: the person's choice, then `NO_COLOR`, then what the terminal says of itself, then 16 colours.
#[must_use]
pub fn depth(facts: &TerminalFacts, choice: ColorChoice) -> Depth {
    let is_set = |v: &Option<String>| v.as_deref().is_some_and(|v| !v.is_empty());
    match choice {
        ColorChoice::Exactly(depth) => return depth,
        ColorChoice::Never => return Depth::Mono,
        ColorChoice::Auto if is_set(&facts.no_color) => return Depth::Mono,
        ColorChoice::Auto | ColorChoice::Always => {}
    }
    let term = facts.term.as_deref().unwrap_or_default();
    if term == "dumb" {
        return Depth::Mono;
    }
    let colorterm = facts.colorterm.as_deref().unwrap_or_default();
    if matches!(colorterm, "truecolor" | "24bit")
        || is_set(&facts.wt_session)
        || term.ends_with("-direct")
    {
        return Depth::True;
    }
    let apple = facts.term_program.as_deref() == Some("Apple_Terminal");
    if apple || term.ends_with("-256color") || COLOURFUL.contains(&term) {
        return Depth::Cube256;
    }
    Depth::Ansi16
}
