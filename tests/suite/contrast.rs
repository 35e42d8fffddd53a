//! Every text on every screen can be read, in every theme and at every depth, and nothing is said by colour alone.
//!
//! U-001 to U-006, U-012 and U-013.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use candor::tui::glyphs::{ASCII, CURSOR, DRAWN};
use candor::tui::theme::{Depth, Rgb, Role, Theme, builtin, contrast, cube, list};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::glyphs::permitted;
use crate::screens::scenes;
use crate::support::app::Talk;

const DEPTHS: [Depth; 4] = [Depth::True, Depth::Cube256, Depth::Ansi16, Depth::Mono];

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

/// The theme whose colours are the terminal's own. What its sixteen colours and its ground look like is decided by the scheme somebody
/// set up there, and a program cannot ask for it in a way every terminal answers. So there is nothing to compute from.
const UNKNOWN: &str = "terminal";

/// Black, white and bright white as terminals come: VGA, xterm, Windows, macOS, Ubuntu.
const SCHEMES: [[&str; 3]; 5] = [
    ["#000000", "#aaaaaa", "#ffffff"],
    ["#000000", "#e5e5e5", "#ffffff"],
    ["#0c0c0c", "#cccccc", "#f2f2f2"],
    ["#000000", "#bfbfbf", "#e6e6e6"],
    ["#2e3436", "#d3d7cf", "#eeeeec"],
];

/// What the colour looks like, in a scheme when it is a named one; `None` for the terminal's own.
fn looks(colour: Color, scheme: [&str; 3]) -> Option<Rgb> {
    let [black, white, bright] = scheme.map(|hex| Rgb::parse(hex).unwrap());
    match colour {
        Color::Rgb(r, g, b) => Some(Rgb { r, g, b }),
        Color::Indexed(n) => cube().find(|(own, _)| *own == n).map(|(_, rgb)| rgb),
        Color::Black => Some(black),
        Color::Gray => Some(white),
        Color::White => Some(bright),
        _ => None,
    }
}

/// Lines and bars: all that is drawn and not written.
fn is_drawn(symbol: &str) -> bool {
    let lines = [
        DRAWN.full,
        DRAWN.light,
        DRAWN.horizontal,
        DRAWN.vertical,
        DRAWN.top_left,
        DRAWN.top_right,
        DRAWN.bottom_left,
        DRAWN.bottom_right,
        DRAWN.tee_right,
        DRAWN.tee_left,
        DRAWN.tee_down,
        DRAWN.tee_up,
        DRAWN.cross,
    ];
    lines.contains(&symbol)
}

/// The least contrast of the cell in any scheme; `None` when one of its colours is not known.
fn ratio(cell: &Cell) -> Option<f64> {
    let each =
        SCHEMES.map(|scheme| Some(contrast(looks(cell.fg, scheme)?, looks(cell.bg, scheme)?)));
    each.into_iter()
        .try_fold(f64::INFINITY, |least, ratio| Some(least.min(ratio?)))
}

/// The least contrast of what is written and of what is drawn, and the first cell that is too faint.
fn measure(buffer: &Buffer) -> Result<(f64, f64), String> {
    let (mut written, mut drawn) = (f64::INFINITY, f64::INFINITY);
    // A screen has a few thousand cells and a dozen pairs of colours.
    let mut known: HashMap<(Color, Color), Option<f64>> = HashMap::new();
    for cell in buffer.content() {
        let known = known.entry((cell.fg, cell.bg));
        let Some(ratio) = *known.or_insert_with(|| ratio(cell)) else {
            return Err(format!("{cell:?} has a colour nobody knows"));
        };
        let (least, needed) = match cell.symbol() {
            " " => continue,
            symbol if is_drawn(symbol) => (&mut drawn, 3.0),
            _ => (&mut written, 7.0),
        };
        *least = least.min(ratio);
        if ratio < needed {
            return Err(format!("{cell:?}: {ratio:.2}, and {needed} is needed"));
        }
    }
    Ok((written, drawn))
}

fn in_theme(talk: &mut Talk, theme: &Theme, (width, height): (u16, u16)) -> Buffer {
    talk.app.look.theme = theme.clone();
    talk.drawn(width, height).0
}

/// Every screen in every size, with its name.
fn on_every_screen(theme: &Theme, mut see: impl FnMut(&str, &Buffer)) {
    for (name, talk) in &mut scenes() {
        for size in SIZES {
            see(name, &in_theme(talk, theme, size));
        }
    }
}

/// U-001, U-002.
#[test]
fn every_text_cell_of_every_screen_reaches_seven_to_one_in_every_theme_at_every_depth() {
    let mut least: BTreeMap<(&str, Depth), (f64, f64)> = BTreeMap::new();
    let themes: Vec<Theme> = list().iter().map(|name| builtin(name).unwrap()).collect();
    for (scene, mut talk) in scenes() {
        for (name, theme) in list().into_iter().zip(&themes) {
            if name == UNKNOWN {
                continue;
            }
            for depth in [Depth::True, Depth::Cube256, Depth::Ansi16] {
                for size in SIZES {
                    let buffer = in_theme(&mut talk, &theme.clone().at(depth), size);
                    let (written, drawn) = measure(&buffer).unwrap_or_else(|why| {
                        panic!("{scene}, {name}, {depth:?}, {size:?}: {why}")
                    });
                    let least = least.entry((name, depth)).or_insert((21.0, 21.0));
                    *least = (least.0.min(written), least.1.min(drawn));
                }
            }
        }
    }
    for ((name, depth), (written, drawn)) in &least {
        println!("{name:<14} {depth:?}: text {written:.2}, lines and bars {drawn:.2}");
    }
    assert_eq!(least.len(), (list().len() - 1) * 3);
}

#[test]
fn a_cell_that_is_too_faint_is_found() {
    let colour = |hex: &str| {
        let rgb = Rgb::parse(hex).unwrap();
        Color::Rgb(rgb.r, rgb.g, rgb.b)
    };
    for (symbol, fg, bg, fine) in [
        ("a", "#959595", "#000000", true),
        ("a", "#949494", "#000000", false),
        ("─", "#5b5b5b", "#000000", true),
        ("─", "#595959", "#000000", false),
        (" ", "#000000", "#000000", true),
    ] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer[(0, 0)].set_symbol(symbol);
        buffer[(0, 0)].set_fg(colour(fg)).set_bg(colour(bg));
        assert_eq!(measure(&buffer).is_ok(), fine, "{symbol:?} {fg} on {bg}");
        buffer[(0, 0)].set_bg(Color::Reset);
        assert!(measure(&buffer).is_err(), "a ground that is not known");
    }
}

/// U-003, U-004.
#[test]
fn sixteen_colours_are_black_and_white_and_without_colour_not_one_cell_is_coloured() {
    use Color::{Black, Gray, Reset, White};
    let pairs = [(White, Black), (Gray, Black), (Black, White), (Black, Gray)];
    let (white, black) = (Color::Rgb(255, 255, 255), Color::Rgb(0, 0, 0));
    let mut allowed: Vec<(Theme, Vec<(Color, Color)>)> = Vec::new();
    for name in list() {
        let theme = builtin(name).unwrap();
        if name != UNKNOWN {
            allowed.push((theme.clone().at(Depth::Ansi16), pairs.to_vec()));
        }
        allowed.push((theme.at(Depth::Mono), vec![(Reset, Reset)]));
    }
    let mono = builtin("mono").unwrap();
    allowed.push((mono, vec![(white, black), (black, white)]));
    for (scene, mut talk) in scenes() {
        for (theme, pairs) in &allowed {
            let buffer = in_theme(&mut talk, theme, (80, 24));
            let other = buffer
                .content()
                .iter()
                .find(|c| !pairs.contains(&(c.fg, c.bg)));
            assert_eq!(other, None, "{scene}, {} {:?}", theme.name(), theme.depth());
        }
    }
}

/// U-006.
#[test]
fn nothing_is_dim_slanted_or_blinking() {
    let never = Modifier::DIM | Modifier::ITALIC | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
    for name in list() {
        for depth in DEPTHS {
            let theme = builtin(name).unwrap().at(depth);
            for (role, _) in Role::ALL {
                for style in [theme.style(role), theme.on_selected(role)] {
                    assert!(!style.add_modifier.intersects(never), "{name} {role:?}");
                }
            }
        }
    }
}

/// Cells side by side that are drawn in one role.
struct Run {
    role: Role,
    selected: bool,
    text: String,
}

/// A row of a screen.
struct Row {
    text: String,
    runs: Vec<Run>,
}

fn runs(theme: &Theme, buffer: &Buffer) -> Vec<Row> {
    let styles: Vec<(Role, bool, Style)> = [false, true]
        .into_iter()
        .flat_map(|selected| {
            Role::ALL.map(|(role, _)| {
                let style = if selected {
                    theme.on_selected(role)
                } else {
                    theme.style(role)
                };
                (role, selected || role.home() == Role::SelectedGround, style)
            })
        })
        .collect();
    let row = |y| {
        let mut row = Row {
            text: String::new(),
            runs: Vec::new(),
        };
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let drawn = (Some(cell.fg), Some(cell.bg), cell.modifier);
            let is = |style: &Style| (style.fg, style.bg, style.add_modifier) == drawn;
            let (role, selected, _) = styles.iter().find(|(_, _, style)| is(style)).unwrap();
            row.text.push_str(cell.symbol());
            match row.runs.last_mut() {
                Some(run) if (run.role, run.selected) == (*role, *selected) => {
                    run.text.push_str(cell.symbol());
                }
                _ => row.runs.push(Run {
                    role: *role,
                    selected: *selected,
                    text: cell.symbol().to_owned(),
                }),
            }
        }
        row
    };
    (0..buffer.area.height).map(row).collect()
}

/// What a role is about; `None` where its colour only orders the page.
fn meaning(role: Role) -> Option<&'static str> {
    match role {
        Role::Good => Some("for it"),
        Role::Warn | Role::Bad => Some("with care"),
        Role::Ours => Some("the user's own company"),
        _ => None,
    }
}

/// U-004 and U-005: whoever sees no colours, or not these, reads the same.
#[test]
fn the_same_words_never_mean_two_things_and_the_chosen_row_has_its_sign() {
    let theme = Theme::default();
    let mut said: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    on_every_screen(&theme, |scene, buffer| {
        let mut above = false;
        for row in runs(&theme, buffer) {
            let chosen = row.runs.iter().any(|run| run.selected);
            let sign = row.text.contains(CURSOR);
            // A row that is wrapped has its sign on its first line.
            assert!(!chosen || above || sign, "{scene}: {}", row.text);
            above = chosen;
            for run in row.runs {
                let words = run.text.trim();
                if let Some(meaning) = meaning(run.role).filter(|_| !words.is_empty()) {
                    said.entry(words.to_owned()).or_default().insert(meaning);
                }
            }
        }
    });
    assert!(said.contains_key("[OURS]") && said.contains_key("best"));
    for (words, meanings) in said {
        assert_eq!(meanings.len(), 1, "{words:?} means {meanings:?}");
    }
}

/// U-012, U-013. The catalogs of these screens are written in ASCII.
#[test]
fn the_program_draws_its_own_signs_alone_and_with_ascii_only_those_of_ascii() {
    for (scene, mut talk) in scenes() {
        for glyphs in [DRAWN, ASCII] {
            talk.app.look.glyphs = glyphs;
            for (width, height) in SIZES {
                let text = talk.rows(width, height).concat();
                let fine = |c: char| permitted(c) && (glyphs == DRAWN || c.is_ascii());
                assert!(text.chars().all(fine), "{scene}:\n{text}");
            }
        }
    }
}
