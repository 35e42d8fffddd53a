//! Hostile text at the doors that need no case: the one cleaner, the command line, answers, themes.

use std::ffi::OsString;
use std::fmt::Write as _;

use candor::cli;
use candor::config::{Environment, PlainFacts};
use candor::domain::{SafeText, Window};
use candor::tui::theme::TerminalFacts;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::support::bytes::fault;
use crate::support::dice::Dice;
use crate::support::hostile;
use crate::support::program::Home;

/// Runs the program in this process and judges all it wrote.
fn runs(environment: &Environment, arguments: Vec<OsString>) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let told = format!("{arguments:?}");
    let arguments = [OsString::from("candor")].into_iter().chain(arguments);
    let exit = cli::run(arguments, environment.clone(), &mut out, &mut err);
    for written in [&out, &err] {
        let text = std::str::from_utf8(written).unwrap();
        assert_eq!(fault(text), None, "{told}");
    }
    (
        exit.number(),
        String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap(),
    )
}

/// Sixty-six thousand strings.
#[test]
fn the_cleaner_lets_nothing_through_that_a_terminal_obeys_or_a_person_cannot_see() {
    let mut dice = Dice::new(29);
    for number in 0..66_000 {
        let raw = hostile::bytes(&mut dice);
        let raw = String::from_utf8_lossy(&raw);
        let safe = SafeText::new(&raw);
        assert_eq!(fault(&safe), None, "number {number}: {raw:?}");
        assert!(!safe.contains('\n'), "number {number}: {raw:?}");
        assert_eq!(SafeText::new(&safe), safe, "number {number}: {raw:?}");
        let trimmed = SafeText::trimmed(&raw);
        assert_eq!(trimmed.trim(), trimmed.as_str(), "number {number}: {raw:?}");
    }
    // Every control and every change of direction leaves a sign that it was there.
    for c in (0..0x20)
        .chain(0x7f..0xa0)
        .chain(0x202a..0x202f)
        .chain(0x2066..0x206a)
        .chain([0x61c])
    {
        let raw = format!("a{}b", char::from_u32(c).unwrap());
        let shown = SafeText::new(&raw);
        let sign = if matches!(c, 0x9..=0xd | 0x85) {
            " ".to_owned()
        } else {
            format!("<U+{c:04X}>")
        };
        assert_eq!(shown.as_str(), format!("a{sign}b"));
    }
}

/// A hundred thousand strings of the characters that join others: jamo, signs before figures, viramas, vowel signs, flags, skin tones.
#[test]
fn no_character_is_wider_than_two_cells_however_its_parts_join() {
    let parts = [
        "\u{1100}",
        "\u{1161}",
        "\u{11a8}",
        "\u{a960}",
        "\u{600}",
        "\u{110bd}",
        "\u{d4e}",
        "क",
        "\u{94d}",
        "\u{93e}",
        "\u{940}",
        "က",
        "\u{103c}",
        "\u{1031}",
        "\u{e33}",
        "中",
        "\u{1f44d}",
        "\u{1f3fb}",
        "\u{1f3ff}",
        "\u{1f1e9}",
        "\u{2e3b}",
        "\u{301}",
        "\u{20e3}",
        "\u{200d}",
        "\u{200c}",
        "\u{fe0f}",
        "a",
        "1",
        " ",
        "<",
        "\u{1f468}",
        "\u{fdfd}",
        "\u{1133e}",
    ];
    let mut dice = Dice::new(31);
    for number in 0..100_000 {
        let length = 1 + dice.below(12);
        let raw: String = (0..length)
            .map(|_| parts[dice.below(parts.len())])
            .collect();
        let safe = SafeText::new(&raw);
        for one in safe.graphemes(true) {
            assert!(one.width() <= 2, "number {number}: {raw:?} has {one:?}");
            assert!(
                one.chars().count() <= 8,
                "number {number}: {raw:?} has {one:?}"
            );
        }
        assert_eq!(SafeText::new(&safe), safe, "number {number}: {raw:?}");
        assert_eq!(fault(&safe), None, "number {number}: {raw:?}");
    }
    // What people write stays as they write it, and what does not fit is set apart or named.
    for (raw, shown) in [
        ("각 꽗 한국어", "각 꽗 한국어"),
        ("\u{1100}\u{1161}\u{11a8}", "\u{1100}\u{1161}\u{11a8}"),
        ("กำ 👍🏻 🇩🇪", "กำ 👍🏻 🇩🇪"),
        ("\u{1100}\u{1100}\u{1100}", "\u{1100} \u{1100} \u{1100}"),
        ("a\u{1f3fb}", "a<U+1F3FB>"),
    ] {
        assert_eq!(SafeText::new(raw).as_str(), shown);
    }
}

#[test]
fn a_heap_of_marks_draws_no_more_than_a_kilobyte() {
    for mark in [
        "\u{300}",
        "\u{20dd}",
        "\u{fe0f}",
        "\u{200d}",
        "\u{e0041}",
        "\u{1f3fb}",
        "\u{302a}",
        "\u{1ab0}",
    ] {
        let safe = SafeText::new(&format!("x{}y", mark.repeat(20_000)));
        let first = safe.graphemes(true).next().unwrap();
        assert!(
            first.len() <= 64 && first.chars().count() <= 8,
            "{mark:?}: {first:?}"
        );
        // What takes cells of its own is text, and is cut by the screen.
        if SafeText::new(mark).width() == 0 {
            assert!(safe.len() <= 1024, "{mark:?}: {} bytes", safe.len());
        }
    }
    assert!(SafeText::new(&"x".repeat(1_000_000)).len() <= 64 * 1024);
    assert!(SafeText::new(&"\u{1b}".repeat(1_000_000)).len() <= 64 * 1024);
}

/// Eight thousand strings as arguments, and as what the system says about the terminal.
#[test]
fn no_argument_is_obeyed_by_the_terminal_and_none_breaks_the_program() {
    let home = Home::new();
    let mut dice = Dice::new(30);
    for number in 0..2_000 {
        let mut word = || argument(&mut dice);
        let environment = Environment {
            terminal: TerminalFacts {
                term: Some(word().to_string_lossy().into_owned()),
                colorterm: Some(word().to_string_lossy().into_owned()),
                ..TerminalFacts::default()
            },
            interactive: false,
            plain: PlainFacts {
                candor_plain: Some(word().to_string_lossy().into_owned()),
                accessible: None,
            },
            data: Some(home.path("data")),
            settings: Some(home.path("settings")),
            relayed: false,
            erases_plainly: false,
            user: Some(word().to_string_lossy().into_owned()),
            window: Window {
                host: word().to_string_lossy().into_owned().into(),
                terminal: word().to_string_lossy().into_owned().into(),
            },
            language: Some(word().to_string_lossy().into_owned()),
        };
        let hostile = word();
        let inside = home.path("inside").join(&hostile).into_os_string();
        let command: Vec<OsString> = match number % 14 {
            0 => vec![hostile],
            1 => vec!["catalog".into(), "show".into(), hostile],
            2 => vec!["catalog".into(), "check".into(), inside, hostile],
            3 => vec![
                "advise".into(),
                "vehicles".into(),
                "--answers".into(),
                inside,
            ],
            4 => vec!["advise".into(), hostile, "--answers".into(), "x".into()],
            5 => vec!["case".into(), "show".into(), hostile],
            6 => vec![
                "case".into(),
                "export".into(),
                hostile,
                "--output".into(),
                inside,
            ],
            7 => vec!["case".into(), "list".into(), "--data-dir".into(), inside],
            8 => vec!["theme".into(), "check".into(), hostile, inside],
            9 => vec!["--theme".into(), hostile, "theme".into(), "list".into()],
            10 => vec!["--lang".into(), hostile, "case".into(), "list".into()],
            11 => vec!["audit".into(), hostile],
            12 => vec!["interview".into(), inside],
            _ => vec![
                "--width".into(),
                hostile,
                "--catalogs".into(),
                inside,
                "catalog".into(),
                "list".into(),
            ],
        };
        runs(&environment, command);
    }
}

/// A hostile argument: no NUL, which no system passes on, and no path out of the home.
#[cfg(unix)]
fn argument(dice: &mut Dice) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = hostile::bytes(dice);
    bytes.retain(|byte| *byte != 0 && *byte != b'/');
    bytes.truncate(120);
    OsString::from_vec([b"x", bytes.as_slice()].concat())
}

#[cfg(not(unix))]
fn argument(dice: &mut Dice) -> OsString {
    let text = hostile::text(dice).replace(['\0', '/', '\\', ':'], "");
    format!("x{text}").into()
}

/// Five thousand strings: as keys, as values and as words of answers.
#[test]
fn no_answers_file_reaches_the_reader_unclean() {
    let home = Home::new();
    let folder = crate::support::catalogs::broadband_folder();
    let mut dice = Dice::new(31);
    let mut accepted = 0;
    for number in 0..1_000 {
        // A fifth of the files hold nothing but words, which are accepted.
        let words_only = number % 5 == 0;
        let mut text = String::from("{\"answers\": {");
        for n in 0..6 {
            let word = hostile::json(&mut dice);
            let entry = match dice.below(5) {
                0 => format!("\"home\": {word}"),
                1 => format!("\"lines\": [{word}]"),
                2 => format!("\"budget\": {{\"value\": 50, \"importance\": {word}}}"),
                3 => format!("{word}: {}", hostile::json(&mut dice)),
                _ => format!("\"wishes\": {word}"),
            };
            let entry = if words_only {
                format!("\"wishes\": {word}")
            } else {
                entry
            };
            let comma = if n == 0 { "" } else { ", " };
            write!(text, "{comma}{entry}").unwrap();
            if words_only {
                break;
            }
        }
        text.push_str("}}");
        let file = home.file("answers.json", &text);
        let format = ["text", "json", "markdown", "html"][number / 5 % 4];
        let (exit, _) = runs(
            &Environment::default(),
            vec![
                "advise".into(),
                folder.clone().into(),
                "--answers".into(),
                file.into(),
                "--format".into(),
                format.into(),
            ],
        );
        assert!(exit == 0 || exit == 2, "{exit}: {text}");
        accepted += usize::from(exit == 0);
    }
    assert!(accepted > 150, "{accepted} were accepted");
}

/// Eight thousand strings: as names of themes, keys, colours, roles and additions.
#[test]
fn no_theme_file_reaches_the_reader_unclean() {
    let home = Home::new();
    let mut dice = Dice::new(32);
    for number in 0..1_000 {
        let mut word = || hostile::json(&mut dice);
        let text = format!(
            "{{{}: 1, \"about\": {}, \"extends\": {}, \"palette\": {{{}: {{\"rgb\": {}, \"ansi\": {}}}}}, \"roles\": {{\"text\": {{\"colour\": {}, \"add\": [{}]}}}}}}",
            word(),
            word(),
            word(),
            word(),
            word(),
            word(),
            word(),
            word(),
        );
        let file = home.file("theme.json", &text);
        let (exit, said) = runs(
            &Environment::default(),
            vec!["theme".into(), "check".into(), file.into()],
        );
        assert!(exit != 0 && !said.is_empty(), "number {number}: {text}");
    }
}

/// The same words by the environment of the real program, which reads more of it than it can be handed in this process.
#[cfg(unix)]
#[test]
fn no_variable_of_the_environment_is_obeyed_by_the_terminal() {
    let home = Home::new();
    let mut dice = Dice::new(33);
    for _ in 0..24 {
        let mut command = home.candor();
        for name in [
            "TZ",
            "LANG",
            "TERM",
            "COLORTERM",
            "NO_COLOR",
            "COLUMNS",
            "HOME",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "RUST_BACKTRACE",
        ] {
            let value = argument(&mut dice);
            let value = if name.contains("HOME") {
                home.path("homes").join(value).into_os_string()
            } else {
                value
            };
            command.env(name, value);
        }
        for arguments in [["case", "list"], ["theme", "list"], ["catalog", "nothing"]] {
            let output = command.args(arguments).output().unwrap();
            assert!(output.status.code().is_some_and(|code| code <= 3));
            for written in [output.stdout, output.stderr] {
                assert_eq!(fault(&String::from_utf8(written).unwrap()), None);
            }
        }
    }
}
