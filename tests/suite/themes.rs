//! Themes: every shipped one is readable at every depth, and a bad one is told everything that is wrong.

use candor::tui::theme::{
    Ansi, ColorChoice, Depth, Rgb, Role, TerminalFacts, Theme, builtin, contrast, cube, depth,
    list, nearest_in_cube,
};
use ratatui::style::{Color, Modifier, Style};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

const DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Ansi16, Depth::Cube256, Depth::True];

/// The shipped themes with colours of their own. Those of `terminal` are the terminal's, and nobody knows them.
fn fixed() -> Vec<&'static str> {
    let all = list().into_iter();
    all.filter(|name| !builtin(name).unwrap().is_terminals_own())
        .collect()
}

fn rgb(color: Color) -> Rgb {
    match color {
        Color::Rgb(r, g, b) => Rgb { r, g, b },
        Color::Indexed(n) => {
            cube()
                .find(|(index, _)| *index == n)
                .expect("an index from 16 to 231")
                .1
        }
        other => panic!("{other:?} has no fixed colour"),
    }
}

fn ratio(style: Style) -> f64 {
    contrast(rgb(style.fg.unwrap()), rgb(style.bg.unwrap()))
}

/// Every style a screen can get from a theme, with its role and whether it stands in the selected row.
fn styles(theme: &Theme) -> Vec<(Role, bool, Style)> {
    let each = |(role, _): (Role, _)| {
        [
            (role, false, theme.style(role)),
            (role, true, theme.on_selected(role)),
        ]
    };
    Role::ALL.into_iter().flat_map(each).collect()
}

#[test]
fn every_theme_file_is_shipped_and_loads() {
    let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/themes"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut shipped: Vec<String> = list().iter().map(|name| format!("{name}.json")).collect();
    shipped.sort();
    assert_eq!(files, shipped);
    for name in list() {
        assert_eq!(
            builtin(name)
                .expect("a shipped theme has no problems")
                .name()
                .as_str(),
            name
        );
    }
    assert_eq!(Theme::default().name().as_str(), "night");
}

#[test]
fn text_reaches_seven_to_one_and_lines_three_in_full_colour_and_in_256() {
    for name in fixed() {
        for depth in [Depth::True, Depth::Cube256] {
            for (role, selected, style) in styles(&builtin(name).unwrap().at(depth)) {
                let needed = if role == Role::Border { 3.0 } else { 7.0 };
                let found = ratio(style);
                assert!(
                    found >= needed,
                    "{name} {depth:?} {role:?} selected {selected}: {found:.2}"
                );
            }
        }
    }
}

#[test]
fn contrast_is_the_one_of_wcag() {
    let hex = |text| Rgb::parse(text).unwrap();
    assert!((contrast(hex("#ffffff"), hex("#000000")) - 21.0).abs() < 1e-9);
    // Published values for well-known pairs.
    assert!((contrast(hex("#767676"), hex("#ffffff")) - 4.54).abs() < 0.01);
    assert!((contrast(hex("#ffffff"), hex("#0000ff")) - 8.59).abs() < 0.01);
}

#[test]
fn every_colour_is_set_unless_there_is_none() {
    for name in fixed() {
        for depth in DEPTHS {
            for (role, _, style) in styles(&builtin(name).unwrap().at(depth)) {
                let coloured = |c: Option<Color>| c.is_some_and(|c| c != Color::Reset);
                let expected = depth != Depth::Mono;
                assert_eq!(coloured(style.fg), expected, "{name} {depth:?} {role:?}");
                assert_eq!(coloured(style.bg), expected, "{name} {depth:?} {role:?}");
                assert_eq!(style.underline_color, None);
                assert!(
                    !style
                        .add_modifier
                        .intersects(Modifier::DIM | Modifier::ITALIC | Modifier::SLOW_BLINK)
                );
            }
        }
    }
}

#[test]
fn sixteen_colours_mean_four_pairs_of_black_and_white() {
    let allowed = [
        (Color::White, Color::Black),
        (Color::Black, Color::White),
        (Color::Gray, Color::Black),
        (Color::Black, Color::Gray),
    ];
    for name in fixed() {
        for (role, selected, style) in styles(&builtin(name).unwrap().at(Depth::Ansi16)) {
            let pair = (style.fg.unwrap(), style.bg.unwrap());
            assert!(
                allowed.contains(&pair),
                "{name} {role:?} selected {selected}: {pair:?}"
            );
        }
    }
}

#[test]
fn two_hundred_and_fifty_six_colours_mean_the_cube_alone() {
    assert_eq!(cube().count(), 216);
    assert_eq!(
        cube().last().unwrap(),
        (
            231,
            Rgb {
                r: 255,
                g: 255,
                b: 255
            }
        )
    );
    let index = |text| nearest_in_cube(Rgb::parse(text).unwrap(), |_| true).0;
    assert_eq!(
        [
            index("#000000"),
            index("#0000ff"),
            index("#ff0000"),
            index("#5f87af")
        ],
        [16, 21, 196, 67]
    );
    // Half way and a little more: 116 is nearer to 135 than to 95.
    assert_eq!(index("#740000"), 16 + 36 * 2);
    for name in fixed() {
        for (_, _, style) in styles(&builtin(name).unwrap().at(Depth::Cube256)) {
            for color in [style.fg, style.bg] {
                assert!(matches!(color, Some(Color::Indexed(16..=231))), "{color:?}");
            }
        }
    }
}

#[test]
fn the_selected_row_differs_at_every_depth() {
    for name in list() {
        for depth in DEPTHS {
            let theme = builtin(name).unwrap().at(depth);
            for (role, _) in Role::ALL {
                if !matches!(role, Role::SelectedText | Role::SelectedGround) {
                    assert_ne!(
                        theme.style(role),
                        theme.on_selected(role),
                        "{name} {depth:?} {role:?}"
                    );
                }
            }
            if depth == Depth::Mono {
                assert!(
                    theme
                        .on_selected(Role::Quiet)
                        .add_modifier
                        .contains(Modifier::REVERSED)
                );
            }
        }
    }
}

/// Each row: COLORTERM, TERM, NO_COLOR, WT_SESSION, TERM_PROGRAM, the choice, and the depth it comes to.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    ColorChoice,
    Depth,
);

#[test]
fn the_depth_follows_the_choice_then_no_color_then_the_terminal() {
    use ColorChoice::{Always, Auto, Exactly, Never};
    use Depth::{Ansi16, Cube256, Mono, True};
    let rows: [Row; 22] = [
        ("", "", "", "", "", Auto, Ansi16),
        ("", "xterm", "", "", "", Auto, Ansi16),
        ("", "linux", "", "", "", Auto, Ansi16),
        ("", "screen", "", "", "", Auto, Ansi16),
        ("", "dumb", "", "", "", Auto, Mono),
        ("truecolor", "dumb", "", "", "", Always, Mono),
        ("", "xterm-256color", "", "", "", Auto, Cube256),
        ("", "tmux-256color", "", "", "", Auto, Cube256),
        ("", "xterm-kitty", "", "", "", Auto, Cube256),
        ("", "alacritty", "", "", "", Auto, Cube256),
        ("", "xterm-direct", "", "", "", Auto, True),
        ("truecolor", "xterm-256color", "", "", "", Auto, True),
        ("24bit", "xterm", "", "", "", Auto, True),
        ("yes", "xterm", "", "", "", Auto, Ansi16),
        ("", "", "", "5f0c", "", Auto, True),
        ("", "xterm", "", "", "Apple_Terminal", Auto, Cube256),
        ("truecolor", "xterm-256color", "1", "", "", Auto, Mono),
        ("truecolor", "xterm-256color", "1", "", "", Always, True),
        ("truecolor", "xterm-256color", "", "", "", Never, Mono),
        ("", "xterm", "1", "", "", Exactly(True), True),
        ("truecolor", "xterm", "", "", "", Exactly(Ansi16), Ansi16),
        ("truecolor", "xterm", "", "", "", Exactly(Mono), Mono),
    ];
    for (n, (colorterm, term, no_color, wt_session, term_program, choice, expected)) in
        rows.into_iter().enumerate()
    {
        let some = |text: &str| Some(text.to_owned());
        let facts = TerminalFacts {
            colorterm: some(colorterm),
            term: some(term),
            no_color: some(no_color),
            wt_session: some(wt_session),
            term_program: some(term_program),
        };
        assert_eq!(
            depth(&facts, choice),
            expected,
            "row {n}: {facts:?} {choice:?}"
        );
    }
    assert_eq!(depth(&TerminalFacts::default(), Auto), Ansi16);
}

#[test]
fn a_theme_may_give_only_what_differs() {
    let text = r##"{ "extends": "day", "palette": { "teal": { "rgb": "#00403c", "ansi": "black" } },
                     "roles": { "accent": { "colour": "teal" }, "quiet": { "add": ["underlined"] } } }"##;
    let mine = Theme::load("mine", text).unwrap();
    let day = builtin("day").unwrap();
    assert_eq!(
        mine.rgb(Role::Accent),
        Some(Rgb {
            r: 0,
            g: 0x40,
            b: 0x3c
        })
    );
    assert!(
        mine.style(Role::Quiet)
            .add_modifier
            .contains(Modifier::UNDERLINED)
    );
    assert_eq!(mine.rgb(Role::Quiet), day.rgb(Role::Quiet));
    assert_eq!(mine.style(Role::Bad), day.style(Role::Bad));
    assert_eq!(
        Theme::load("empty", "{}").unwrap().style(Role::Text),
        Theme::default().style(Role::Text)
    );
}

#[test]
fn in_a_row_of_one_colour_no_other_has_to_be_readable() {
    let rest = r##""palette": { "snow": { "rgb": "#ffffff", "ansi": "black" },
                               "ink": { "rgb": "#000000", "ansi": "white" } },
                   "roles": { "selected-ground": { "colour": "snow" }, "selected-text": { "colour": "ink" } } }"##;
    let row = |words: &str| format!("{{ {words} {rest}");
    let problems = Theme::load("mine", &row("")).unwrap_err();
    assert!(problems.len() > 5, "{problems:?}");
    let mine = Theme::load("mine", &row(r#""selected-row": "one colour","#)).unwrap();
    let chosen = mine.style(Role::SelectedText);
    assert_eq!(mine.on_selected(Role::Bad).fg, chosen.fg);
    let theme = r#"{ "selected-row": "one color" }"#;
    let problem = Theme::load("mine", theme).unwrap_err()[0].to_string();
    assert!(problem.contains("Did you mean 'one colour'?"), "{problem}");
}

#[test]
fn the_terminals_own_colours_are_named_with_many_colours_too_and_turned_round_where_chosen() {
    let terminal = builtin("terminal").unwrap();
    assert!(terminal.is_terminals_own());
    for depth in [Depth::Ansi16, Depth::Cube256, Depth::True] {
        let theme = terminal.clone().at(depth);
        assert_eq!(theme.style(Role::Text).fg, Some(Color::Reset));
        assert_eq!(theme.style(Role::Bad).fg, Some(Color::Red));
        assert_eq!(theme.style(Role::Bad).bg, Some(Color::Reset));
        let chosen = theme.on_selected(Role::Bad);
        assert!(chosen.add_modifier.contains(Modifier::REVERSED));
        assert_eq!(
            (chosen.fg, chosen.bg),
            (Some(Color::Reset), Some(Color::Reset))
        );
    }
    // A theme may stand on it, but not say that its colours are fixed and leave them out.
    let text = r#"{ "extends": "terminal", "palette": { "blue": { "ansi": "blue" } },
                    "roles": { "accent": { "colour": "blue" } } }"#;
    let mine = Theme::load("mine", text).unwrap();
    assert_eq!(mine.style(Role::Accent).fg, Some(Color::Blue));
    let fixed = r#"{ "extends": "terminal", "colours": "fixed",
                     "roles": { "accent": { "add": ["bold"] } } }"#;
    let problems = Theme::load("mine", fixed).unwrap_err();
    let missing = |name: &str| {
        let is = |at: &str, words: &str| {
            problems
                .iter()
                .any(|p| p.at.as_str() == at && p.to_string().contains(words))
        };
        is("roles", &format!("the role '{name}' is missing"))
            || is(&format!("roles.{name}"), "a 'colour' of the palette")
    };
    assert!(
        Role::ALL.iter().all(|(_, name)| missing(name)),
        "{problems:?}"
    );
    // Nor is the terminal's own colour one that anybody can vouch for.
    let own = r##"{ "palette": { "own": { "rgb": "#ffffff", "ansi": "default" } },
                    "roles": { "text": { "colour": "own" } } }"##;
    let problem = Theme::load("mine", own).unwrap_err()[0].to_string();
    assert!(
        problem.contains("'text' is 'default' on 'black'"),
        "{problem}"
    );
}

#[test]
fn t_steps_through_every_theme_and_says_which() {
    let mut talk = Talk::new(broadband());
    let begun = talk.app.look.theme.name().clone();
    for name in list().into_iter().cycle().skip(1).take(list().len()) {
        talk = talk.keys("t");
        assert_eq!(talk.app.look.theme.name().as_str(), name);
        let text = talk.text();
        assert!(text.contains(&format!("Theme: {name}.")), "{text}");
        let unknown = text.contains("their contrast unknown");
        assert_eq!(unknown, talk.app.look.theme.is_terminals_own());
    }
    assert_eq!(talk.app.look.theme.name(), &begun);
}

#[test]
fn every_problem_of_a_theme_is_told_at_once() {
    let text = r##"{
        "extend": "night",
        "palette": {
            "one": { "rgb": "#12345", "ansi": "light-blue" },
            "two": { "rgb": "#333333" },
            "dark": { "rgb": "#444444", "ansi": "blue" }
        },
        "roles": {
            "txet": { "colour": "one" },
            "warn": { "colour": "drak" },
            "bad": { "colour": "dark" },
            "good": { "add": ["bold", "blink"] },
            "ours": 7
        }
    }"##;
    let problems = Theme::load("mine", text).unwrap_err();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "Theme 'mine', the file: the key 'extend' does not exist. Did you mean 'extends'? Possible: about, extends, colours, selected-row, palette, roles.",
        "Theme 'mine', palette.two: an 'ansi', one of the 16 named colours, such as 'bright-white', is needed here.",
        "Theme 'mine', palette.one.rgb: '#12345' is not a colour. Write '#' and six hexadecimal digits, as in '#1f6feb'.",
        "Theme 'mine', palette.one.ansi: the named colour 'light-blue' does not exist.",
        "Theme 'mine', roles: the role 'txet' does not exist. Did you mean 'text'?",
        "Theme 'mine', roles.warn: the palette colour 'drak' does not exist. Did you mean 'dark'? Possible: one, two, dark.",
        "Theme 'mine', roles.bad: contrast of 'bad' on 'ground' is 1.9, and 7 or more is needed. Make one lighter or darker.",
        "Theme 'mine', roles.bad: contrast of 'bad' on 'selected-ground' is",
        "Theme 'mine', roles.bad: 'bad' is 'blue' on 'black' with 16 colours",
        "Theme 'mine', roles.good.add: the addition 'blink' does not exist. Possible: bold, underlined.",
        "Theme 'mine', roles.ours: an object in braces is needed here.",
    ];
    for sentence in expected {
        assert!(
            said.iter().any(|s| s.starts_with(sentence)),
            "missing: {sentence}\nsaid:\n{}",
            said.join("\n")
        );
    }
    assert_eq!(said.len(), expected.len(), "{}", said.join("\n"));
}

#[test]
fn a_theme_that_is_no_json_says_where() {
    for (text, at) in [
        ("", "line 1, column 0"),
        ("{\n  \"roles\": {,}", "line 2, column 13"),
        ("[1]", "the file"),
    ] {
        let problems = Theme::load("mine", text).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].at.as_str(), at);
    }
    let problems = Theme::load("mine", r#"{ "extends": "nihgt" }"#).unwrap_err();
    assert!(
        problems[0].to_string().contains("Did you mean 'night'?"),
        "{}",
        problems[0]
    );
}

#[test]
fn hostile_names_in_a_theme_cannot_reach_the_terminal() {
    let text = "{ \"roles\": { \"te\\u001b[2Jxt\": {} }, \"\\u202eabout\": 1 }";
    for problem in Theme::load("a\u{1b}b", text).unwrap_err() {
        assert!(!problem.to_string().contains(['\u{1b}', '\u{202e}']));
    }
}

#[test]
fn a_colour_has_one_spelling() {
    for bad in [
        "1f6feb", "#1f6fe", "#1f6feb0", "#1f6feg", "#+f6feb", "#é6feb", "", "#", "blue",
    ] {
        assert_eq!(Rgb::parse(bad), None, "{bad}");
    }
    assert_eq!(
        Rgb::parse("#1F6feb"),
        Some(Rgb {
            r: 0x1f,
            g: 0x6f,
            b: 0xeb
        })
    );
    // Sixteen, and the terminal's own.
    assert_eq!(Ansi::NAMES.len(), 17);
    for (name, ansi) in Ansi::NAMES {
        assert_eq!((Ansi::parse(name), ansi.name()), (Some(ansi), name));
    }
    for bad in ["gray", "light-blue", "Black", "brightwhite"] {
        assert_eq!(Ansi::parse(bad), None, "{bad}");
    }
}
