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
    pub rgb: Rgb,
    pub ansi: Ansi,
    pub add: Modifier,
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
        rgb,
        ansi,
        add: Modifier::empty(),
    }
}

/// Each role's paint; `None` where a problem was reported.
pub(super) fn resolve(
    raw: &RawTheme,
    base: Option<&Theme>,
    report: &mut Report,
    quiet: bool,
) -> Roles<Option<Paint>> {
    let RawTheme {
        extends: _,
        palette,
        roles,
    } = raw;
    let names: Vec<&str> = palette.iter().map(|(n, _)| n.as_str()).collect();
    let mut found: Vec<(Role, Option<Paint>)> = Vec::new();
    for (role, _) in Role::ALL {
        let below = base.map(|b| b.paints.get(role));
        let Some((_, wanted)) = roles.iter().find(|(r, _)| *r == role) else {
            if below.is_none() && !quiet {
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
                if below.is_none() {
                    report.add(&at, ThemeProblemKind::Needs("a 'colour' of the palette"));
                }
                below.map(|b| RawColour {
                    rgb: Some(b.rgb),
                    ansi: Some(b.ansi),
                })
            }
        };
        let paint = colour.and_then(|c| {
            Some(Paint {
                rgb: c.rgb?,
                ansi: c.ansi?,
                add,
            })
        });
        found.push((role, paint));
    }
    Roles::build(|role| found.iter().find(|(r, _)| *r == role).and_then(|(_, p)| *p))
}

/// Reports every text that is too hard to read, in full colour and with 16.
pub(super) fn check(paints: &Roles<Option<Paint>>, report: &mut Report) {
    for (role, name) in Role::ALL {
        let Some(ink) = paints.get(role) else {
            continue;
        };
        let at = format!("roles.{name}");
        for (ground, needed) in role.needs() {
            let Some(under) = paints.get(*ground) else {
                continue;
            };
            let found = contrast(ink.rgb, under.rgb);
            if found < *needed {
                let ground = ground.name();
                report.add(
                    &at,
                    ThemeProblemKind::LowContrast {
                        role: name,
                        ground,
                        found,
                        needed: *needed,
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
pub(super) fn colours(paints: &Roles<Paint>, depth: Depth) -> Roles<Color> {
    let grounds = |role: Role| nearest_in_cube(paints.get(role).rgb, |_| true);
    Roles::build(|role| {
        let paint = paints.get(role);
        match depth {
            Depth::True => Color::Rgb(paint.rgb.r, paint.rgb.g, paint.rgb.b),
            Depth::Cube256 => {
                // Rounding may bring text and ground together, so only colours that stay readable are candidates.
                let readable = |c| {
                    role.needs()
                        .iter()
                        .all(|(g, needed)| contrast(c, grounds(*g).1) >= *needed)
                };
                Color::Indexed(nearest_in_cube(paint.rgb, readable).0)
            }
            Depth::Ansi16 => named(paint.ansi),
            Depth::Mono => Color::Reset,
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
    }
}
