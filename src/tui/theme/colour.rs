//! Colours as numbers: the spelling in theme files, contrast, and the steps down to 256 colours.

/// One colour of the screen, each part 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Rgb {
    /// Reads `#rrggbb`, the only spelling there is. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |range| u8::from_str_radix(hex.get(range)?, 16).ok();
        Some(Self {
            r: part(0..2)?,
            g: part(2..4)?,
            b: part(4..6)?,
        })
    }

    /// How bright the colour looks, 0 (black) to 1 (white): relative luminance as WCAG 2 defines it for sRGB.
    #[must_use]
    pub fn luminance(self) -> f64 {
        fn linear(part: u8) -> f64 {
            let v = f64::from(part) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        }
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Squared distance to `other`; enough to find the nearest.
    fn distance(self, other: Self) -> u32 {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(self.r, other.r) + part(self.g, other.g) + part(self.b, other.b)
    }
}

/// Contrast of two colours, 1 (the same) to 21 (black and white), as WCAG 2 defines it. The order does not matter.
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (a, b) = (one.luminance() + 0.05, other.luminance() + 0.05);
    if a > b { a / b } else { b / a }
}

/// The 16 colours every terminal has by name, and what it uses when none is named. Users remap them, so a theme says which one stands
/// for a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ansi {
    Black,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    White,
    BrightBlack,
    BrightRed,
    BrightGreen,
    BrightYellow,
    BrightBlue,
    BrightMagenta,
    BrightCyan,
    BrightWhite,
    Default,
}

impl Ansi {
    /// Every name, spelled the one way a theme file may spell it.
    pub const NAMES: [(&'static str, Self); 17] = [
        ("black", Self::Black),
        ("red", Self::Red),
        ("green", Self::Green),
        ("yellow", Self::Yellow),
        ("blue", Self::Blue),
        ("magenta", Self::Magenta),
        ("cyan", Self::Cyan),
        ("white", Self::White),
        ("bright-black", Self::BrightBlack),
        ("bright-red", Self::BrightRed),
        ("bright-green", Self::BrightGreen),
        ("bright-yellow", Self::BrightYellow),
        ("bright-blue", Self::BrightBlue),
        ("bright-magenta", Self::BrightMagenta),
        ("bright-cyan", Self::BrightCyan),
        ("bright-white", Self::BrightWhite),
        ("default", Self::Default),
    ];

    /// The colour of that name, or `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, ansi)| *ansi)
    }

    /// The colour's name in a theme file.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, ansi)| *ansi == self)
            .map_or("", |(n, _)| n)
    }

    /// True when text of this colour on `ground` can be read in every stock colour scheme. Only four pairs reach 7:1 in all of
    /// them, so only these are used on a terminal with 16 colours.
    #[must_use]
    pub fn readable_on(self, ground: Self) -> bool {
        matches!(
            (self, ground),
            (Self::BrightWhite | Self::White, Self::Black)
                | (Self::Black, Self::BrightWhite | Self::White)
        )
    }
}

/// The six steps of each part in the 256-colour cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Every colour of the 256-colour cube with its index, 16 to 231. The 16 below are remapped by users and the greys above add
/// nothing a theme needs.
pub fn cube() -> impl Iterator<Item = (u8, Rgb)> {
    let colours = STEPS.into_iter().flat_map(|r| {
        STEPS
            .into_iter()
            .flat_map(move |g| STEPS.into_iter().map(move |b| Rgb { r, g, b }))
    });
    (16u8..=231).zip(colours)
}

/// The colour of the cube nearest to `colour` among those `fits` accepts; when none fits, the nearest of all.
#[must_use]
pub fn nearest_in_cube(colour: Rgb, fits: impl Fn(Rgb) -> bool) -> (u8, Rgb) {
    let mut nearest: Vec<(u8, Rgb)> = cube().collect();
    nearest.sort_by_key(|(_, c)| c.distance(colour));
    // Whether one fits takes long to say, and one of the nearest does.
    let fitting = nearest.iter().find(|(_, c)| fits(*c));
    let found = fitting.or_else(|| nearest.first()).copied();
    found.unwrap_or((16, Rgb { r: 0, g: 0, b: 0 }))
}
