//! From the shape of a file to a look for every role, and from there to the colours of one depth.

use ratatui::style::{Color, Modifier};

use super::Theme;
use super::colour::{Ansi, Rgb, contrast, nearest_in_cube};
use super::depth::Depth;
use super::problem::ThemeProblemKind;
use super::raw::{RawColour, RawTheme, Report};
use super::role::{Role, Roles};

/// What one role looks like, before the depth is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// `None` only where the colours are the terminal's own.
    pub rgb: Option<Rgb>,
    pub ansi: Ansi,
    pub add: Modifier,
}

/// What holds for a whole theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// The colours are the terminal's own, named ones. What they look like is not known.
    pub terminal: bool,
    /// Everything in the selected row has the colour of the selected text, so no other has to be readable there.
    pub uniform: bool,
}

impl Manner {
    /// What the file says, and the theme below where it says nothing.
    pub(super) fn of(raw: &RawTheme, base: Option<&Theme>) -> Self {
        let below = base.map(|b| b.manner).unwrap_or_default();
        let terminal = raw.terminal.unwrap_or(below.terminal);
        Self {
            terminal,
            // A colour on a reversed ground would be a patch of that colour.
            uniform: terminal || raw.uniform.unwrap_or(below.uniform),
        }
    }

    /// The grounds `role` is written on in such a theme, and the contrast it needs there.
    pub(super) fn needs(self, role: Role) -> impl Iterator<Item = (Role, f64)> {
        let elsewhere = move |ground| ground != role.home();
        role.needs()
            .iter()
            .copied()
            .filter(move |(ground, _)| !(self.uniform && elsewhere(*ground)))
    }
}

/// White on black, and the other way round for what is selected.
pub(super) fn plain(role: Role) -> Paint {
    let white = (
        Rgb {
            r: 255,
            g: 255,
            b: 255,
        },
        Ansi::BrightWhite,
    );
    let black = (Rgb { r: 0, g: 0, b: 0 }, Ansi::Black);
    let (rgb, ansi) = if matches!(role, Role::Ground | Role::SelectedText) {
        black
    } else {
        white
    };
    Paint {
        rgb: Some(rgb),
        ansi,
        add: Modifier::empty(),
    }
}

/// Each role's paint; `None` where a problem was reported.
pub(super) fn resolve(
    raw: &RawTheme,
    base: Option<&Theme>,
    manner: Manner,
    report: &mut Report,
    quiet: bool,
) -> Roles<Option<Paint>> {
    let RawTheme { palette, roles, .. } = raw;
    if !manner.terminal {
        for (name, _) in palette.iter().filter(|(_, colour)| colour.lacks_rgb) {
            report.needs_rgb(name);
        }
    }
    let names: Vec<&str> = palette.iter().map(|(n, _)| n.as_str()).collect();
    let mut found: Vec<(Role, Option<Paint>)> = Vec::new();
    for (role, _) in Role::ALL {
        let below = base.map(|b| b.paints.get(role));
        let Some((_, wanted)) = roles.iter().find(|(r, _)| *r == role) else {
            if below.is_none() && !quiet {
                report.add("roles", ThemeProblemKind::MissingRole(role.name()));
            }
            if !manner.terminal && below.is_some_and(|b| b.rgb.is_none()) {
                report.add("roles", ThemeProblemKind::MissingRole(role.name()));
            }
            found.push((role, below));
            continue;
        };
        let at = format!("roles.{}", role.name());
        let add = wanted.add.or(below.map(|b| b.add)).unwrap_or_default();
        let colour = match wanted.colour.as_deref() {
            Some(name) => {
                let colour = palette.iter().find(|(n, _)| n == name).map(|(_, c)| *c);
                if colour.is_none() {
                    report.add(
                        &at,
                        ThemeProblemKind::unknown("the palette colour", name, &names),
                    );
                }
                colour
            }
            None => {
                if below.is_none_or(|b| b.rgb.is_none() && !manner.terminal) {
                    report.add(&at, ThemeProblemKind::Needs("a 'colour' of the palette"));
                }
                below.map(|b| RawColour {
                    rgb: b.rgb,
                    lacks_rgb: b.rgb.is_none(),
                    ansi: Some(b.ansi),
                })
            }
        };
        let paint = colour.and_then(|c| {
            let ansi = c.ansi?;
            let rgb = c.rgb.filter(|_| !manner.terminal);
            (manner.terminal || rgb.is_some()).then_some(Paint { rgb, ansi, add })
        });
        found.push((role, paint));
    }
    Roles::build(|role| found.iter().find(|(r, _)| *r == role).and_then(|(_, p)| *p))
}

/// Reports every text that is too hard to read, in full colour and with 16.
pub(super) fn check(paints: &Roles<Option<Paint>>, manner: Manner, report: &mut Report) {
    if manner.terminal {
        // What the named colours look like only the terminal knows.
        return;
    }
    for (role, name) in Role::ALL {
        let Some(ink) = paints.get(role) else {
            continue;
        };
        let at = format!("roles.{name}");
        for (ground, needed) in manner.needs(role) {
            let under = paints.get(ground).and_then(|under| under.rgb);
            let (Some(ink), Some(under)) = (ink.rgb, under) else {
                continue;
            };
            let found = contrast(ink, under);
            if found < needed {
                let ground = ground.name();
                report.add(
                    &at,
                    ThemeProblemKind::LowContrast {
                        role: name,
                        ground,
                        found,
                        needed,
                    },
                );
            }
        }
        let home = role.home();
        if let Some(under) = paints.get(home).filter(|_| home != role)
            && !ink.ansi.readable_on(under.ansi)
        {
            let (text, ground) = (ink.ansi.name(), under.ansi.name());
            report.add(
                &at,
                ThemeProblemKind::UnsurePair {
                    role: name,
                    text,
                    ground,
                },
            );
        }
    }
}

/// Each role's colour at `depth`.
pub(super) fn colours(paints: &Roles<Paint>, manner: Manner, depth: Depth) -> Roles<Color> {
    let ground = |role: Role| Some(nearest_in_cube(paints.get(role).rgb?, |_| true).1);
    Roles::build(|role| {
        let paint = paints.get(role);
        match (depth, paint.rgb) {
            (Depth::Mono, _) => Color::Reset,
            (Depth::Ansi16, _) | (_, None) => named(paint.ansi),
            (Depth::True, Some(rgb)) => Color::Rgb(rgb.r, rgb.g, rgb.b),
            (Depth::Cube256, Some(rgb)) => {
                // Rounding may bring text and ground together, so only colours that stay readable are candidates.
                let readable = |c| {
                    manner
                        .needs(role)
                        .all(|(g, needed)| ground(g).is_none_or(|g| contrast(c, g) >= needed))
                };
                Color::Indexed(nearest_in_cube(rgb, readable).0)
            }
        }
    })
}

/// The library's name for one of the 16 colours; its own spelling of them differs from ours.
fn named(ansi: Ansi) -> Color {
    match ansi {
        Ansi::Black => Color::Black,
        Ansi::Red => Color::Red,
        Ansi::Green => Color::Green,
        Ansi::Yellow => Color::Yellow,
        Ansi::Blue => Color::Blue,
        Ansi::Magenta => Color::Magenta,
        Ansi::Cyan => Color::Cyan,
        Ansi::White => Color::Gray,
        Ansi::BrightBlack => Color::DarkGray,
        Ansi::BrightRed => Color::LightRed,
        Ansi::BrightGreen => Color::LightGreen,
        Ansi::BrightYellow => Color::LightYellow,
        Ansi::BrightBlue => Color::LightBlue,
        Ansi::BrightMagenta => Color::LightMagenta,
        Ansi::BrightCyan => Color::LightCyan,
        Ansi::BrightWhite => Color::White,
        Ansi::Default => Color::Reset,
    }
}
