//! The file of settings: what it may say, how mistakes in it are told, what comes first, and that its values are used.

use std::fs;
use std::time::Duration;

use candor::casebook::KeepDays;
use candor::config::{Config, Environment, Options, Resolved, SetBy, Settings, schema};
use candor::tui::theme::{ColorChoice, Depth};

use crate::support::program::{Home, Ran};

const EVERY_KEY: &str = r#"{
    "theme": "day", "ascii": true, "in_order": true, "plain": true, "color": "256", "width": 60,
    "keep_days": { "decided": 730, "undecided": 14 }, "lock_after_minutes": 15, "log": true, "mouse": "off", "roomy": true,
    "outbox": "/office/in", "letters": false, "keys": {
        "layout": "uk", "digit_row": "cz", "rather": "G", "later": "A", "source": "p", "jump": "/", "undo": "u", "redo": "r",
        "compare": "c", "why": "w", "versus": "v", "all": "d", "swap": "b", "facts": "f", "interests": "o", "note": "n", "read": "y",
        "stop": "s", "hold": "h", "erase": "d", "contact": "b", "export": "e", "done": "k", "past": "l", "find": "f", "theme": "t",
        "reveal": "f6", "cover": "F7", "help": "?", "unsaved": "g", "quit": "q", "mouse": "m", "customer": "x", "add": "a", "without": "g", "qr": "g", "otherwise": "a", "closing": "f", "spoken": "p", "handover": "j"
    }
}"#;

fn config(options: Options, settings: &str) -> Config {
    let settings = Settings::parse(settings.as_bytes()).unwrap();
    Config::new(options, settings, Environment::default())
}

/// The program run with this file of settings.
fn run_with(settings: &str, arguments: &str) -> Ran {
    let home = Home::new();
    file_of(&home, settings);
    home.run(arguments)
}

/// Writes the file where the program says it looks for it.
fn file_of(home: &Home, settings: &str) {
    let said = home.run("--no-settings settings");
    assert_eq!(said.code, 0, "{}", said.err);
    let path = said.out.lines().last().unwrap().trim().to_owned();
    assert!(path.ends_with("settings.json"), "{path}");
    home.file(&path, settings);
}

#[test]
fn every_setting_is_taken_from_the_file() {
    let config = config(Options::default(), EVERY_KEY);
    assert_eq!(config.theme.as_deref(), Some("day"));
    assert!(config.ascii && config.in_order);
    assert_eq!(config.color, ColorChoice::Exactly(Depth::Cube256));
    assert_eq!(config.width, 60);
    let keep = KeepDays {
        decided: 730,
        undecided: 14,
    };
    assert_eq!(config.keep, keep);
    assert_eq!(config.lock_after, Some(Duration::from_secs(15 * 60)));
    assert!(config.log && !config.mouse);
    let by_file = |set: &Resolved| set.by == SetBy::File;
    assert!(config.resolved.iter().all(by_file), "{:?}", config.resolved);
}

#[test]
fn an_option_comes_before_the_file_and_the_file_before_what_is_usual() {
    let options = Options {
        theme: Some("night".to_owned()),
        color: Some(ColorChoice::Auto),
        width: Some(100),
        ..Options::default()
    };
    let config = config(
        options,
        r#"{ "theme": "day", "color": "never", "width": 60, "ascii": true }"#,
    );
    assert_eq!(config.theme.as_deref(), Some("night"));
    assert_eq!((config.color, config.width), (ColorChoice::Auto, 100));
    let by = |key: &str| {
        config
            .resolved
            .iter()
            .find(|set| set.key == key)
            .unwrap()
            .by
    };
    assert_eq!(by("color"), SetBy::Option);
    assert_eq!(by("ascii"), SetBy::File);
    assert_eq!(by("in_order"), SetBy::Usual);
}

#[test]
fn the_schema_has_every_setting_with_its_usual_value_and_no_other() {
    let schema = serde_json::to_value(schema()).unwrap();
    let mut said = Vec::new();
    for (key, about) in schema["properties"].as_object().unwrap() {
        match about["properties"].as_object() {
            Some(inner) => {
                let inner = inner
                    .iter()
                    .map(|(own, about)| (format!("{key}.{own}"), about));
                said.extend(inner);
            }
            None => said.push((key.clone(), about)),
        }
    }
    let said: Vec<(String, String)> = said
        .into_iter()
        .map(|(key, about)| {
            let usual = about.get("default").unwrap();
            (
                key,
                usual
                    .as_str()
                    .map_or_else(|| usual.to_string(), str::to_owned),
            )
        })
        .collect();
    let config = config(Options::default(), "{}");
    let used: Vec<(String, String)> = config
        .resolved
        .iter()
        .map(|set| (set.key.to_string(), set.value.to_string()))
        .collect();
    assert_eq!(said, used);
}

#[test]
fn limits_are_part_of_what_is_allowed_and_nothing_beyond() {
    let reads = |key: &str, value: &str| {
        let nested = key.split('.').rev();
        let text = nested.fold(value.to_owned(), |inner, key| {
            format!("{{\"{key}\": {inner}}}")
        });
        Settings::parse(text.as_bytes()).is_ok()
    };
    for (key, least, most) in [
        ("width", 20, 400),
        ("keep_days.decided", 1, 3650),
        ("keep_days.undecided", 1, 3650),
        ("lock_after_minutes", 1, 240),
    ] {
        for good in [least, most] {
            assert!(reads(key, &good.to_string()), "{key}: {good}");
        }
        let beyond = [least - 1, most + 1, -1, 1_000_000].map(|figure| figure.to_string());
        let others = [
            "10.5",
            "1e2",
            "\"30\"",
            "true",
            "[30]",
            "99999999999999999999",
        ];
        for bad in beyond.iter().map(String::as_str).chain(others) {
            assert!(!reads(key, bad), "{key}: {bad}");
        }
        // "Never" is a wish about the lock; for how long cases are kept nobody may take it for "for ever".
        assert_eq!(reads(key, "null"), key == "lock_after_minutes", "{key}");
    }
    for (word, _) in ColorChoice::WORDS {
        assert!(reads("color", &format!("\"{word}\"")), "{word}");
    }
    for bad in ["\"Auto\"", "16", "null", "true"] {
        assert!(!reads("color", bad), "{bad}");
    }
}

#[test]
fn every_mistake_is_told_at_once_with_its_place() {
    let text = "{\n  \"colour\": \"never\",\n  \"width\": 500, \"width\": 80,\n  \"color\": \"sometimes\",\n  \"keep_days\": {\"decided\": null},\n  \"ascii\": \"yes\"\n}";
    let problems = Settings::parse(text.as_bytes()).unwrap_err();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "settings.json:2:3: The key 'colour' is not known here.\n    it says: colour\n    to do:   Did you mean 'color'?",
        "settings.json:3:17: The key 'width' stands twice in the same braces.\n    it says: width\n    to do:   Keep one of the two.",
        "settings.json:4:12: This text does not fit here.\n    it says: \"sometimes\"\n    to do:   Write one of \"auto\" \"always\" \"never\" \"16\" \"256\" \"true\".",
        "settings.json:5:28: 'null' does not fit here.\n    it says: null\n    to do:   Write a whole figure from 1 to 3650.",
        "settings.json:6:12: This text does not fit here.\n    it says: \"yes\"\n    to do:   Write true or false.",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_list_is_no_object_wherever_it_stands() {
    for text in [
        "[]",
        "[\"day\", true]",
        "{\"keep_days\": [365, 30]}",
        "null",
        "3",
    ] {
        let problems = Settings::parse(text.as_bytes()).unwrap_err();
        assert!(
            problems[0].to_string().contains("an object in braces"),
            "{text}: {problems:?}"
        );
    }
}

#[test]
fn a_broken_file_stops_every_command_and_says_how_to_go_on() {
    let home = Home::new();
    file_of(&home, "{ \"width\": 60, }");
    let commands = [
        "",
        "interview vehicles",
        "advise vehicles --answers -",
        "catalog list",
        "case list",
        "case purge",
        "verify --all",
        "audit vehicles",
        "theme list",
        "settings",
    ];
    for command in commands {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        for part in [
            "settings.json:1:16",
            "A comma stands before",
            "candor --no-settings",
        ] {
            assert!(ran.err.contains(part), "{command}: {}", ran.err);
        }
    }
    for command in [
        "--no-settings catalog list",
        "case list --no-settings",
        "--help",
        "--version",
    ] {
        assert_eq!(home.run(command).code, 0, "{command}");
    }
}

#[test]
fn every_setting_is_shown_with_where_it_comes_from() {
    let ran = run_with(
        "{ \"width\": 60, \"keep_days\": { \"undecided\": 10 } }",
        "settings --color never",
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in [
        "theme                night (usual)",
        "color                never (option of this run)",
        "width                60 (file of settings)",
        "keep_days.undecided  10 (file of settings)",
        "The file of settings is",
    ] {
        assert!(
            ran.out.lines().any(|own| own == line),
            "{line}\n{}",
            ran.out
        );
    }
    let ran = run_with("{ \"width\": 60 }", "--no-settings settings");
    assert!(
        ran.out.contains("width                80 (usual)"),
        "{}",
        ran.out
    );
    let schema = run_with("{}", "settings --schema");
    serde_json::from_str::<serde_json::Value>(&schema.out).unwrap();
}

#[test]
fn what_the_file_says_is_what_commands_do() {
    let narrow = run_with("{ \"width\": 30 }", "catalog list").out;
    assert_eq!(
        narrow,
        run_with("", "--no-settings catalog list --width 30").out
    );
    let ascii = run_with("{ \"ascii\": true }", "catalog show wireless").out;
    assert_eq!(
        ascii,
        run_with("", "--no-settings catalog show wireless --ascii").out
    );
    assert!(ascii.is_ascii());
    for name in candor::tui::theme::list() {
        let by_file = config(Options::default(), &format!("{{ \"theme\": \"{name}\" }}"));
        let option = Some(name.to_owned());
        let by_option = config(
            Options {
                theme: option,
                ..Options::default()
            },
            "{}",
        );
        for config in [by_file, by_option] {
            let theme = config.themes.chosen(config.theme.as_deref()).unwrap();
            assert_eq!(theme.name().as_str(), name);
        }
    }
    let unknown = Settings::parse(b"{ \"theme\": \"nihgt\" }").unwrap();
    let config = Config::new(Options::default(), unknown, Environment::default());
    assert!(config.themes.chosen(config.theme.as_deref()).is_err());
}

#[cfg(unix)]
#[test]
fn a_theme_that_is_not_there_is_said_with_who_named_it() {
    use crate::support::pty::{Pty, SIZE, program};
    let home = Home::new();
    let data = home.path("d");
    // The folders of the program on a terminal are one.
    home.file("candor/settings.json", "{ \"theme\": \"nihgt\" }");
    let ended = Pty::run(program(&data, &[]), SIZE).over();
    assert_eq!(ended.code, 2);
    for part in [
        "Did you mean 'night'?",
        "The file of settings names this theme",
    ] {
        assert!(ended.bytes.contains(part), "{part}: {}", ended.bytes);
    }
}

#[test]
fn cases_are_kept_for_as_long_as_the_file_says() {
    use crate::support::cases::{begin, edition};
    use crate::support::catalogs::broadband_files;
    use candor::cases::Store;
    let home = Home::new();
    file_of(&home, "{ \"keep_days\": { \"undecided\": 90 } }");
    let store = Store::open(&home.path("d")).unwrap();
    let edition = edition(&store, &broadband_files());
    // The program looks at the clock, so this test does too.
    let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * 60);
    let case = begin(&store, 1, &edition, at);
    let path = store.path(&case.id());
    case.leave(at).unwrap();
    let kept = home.run("case purge --data-dir d");
    assert!(kept.out.contains("No case is past"), "{}", kept.out);
    assert!(fs::exists(&path).unwrap());
    let listed = home.run("case list --data-dir d");
    let last = at.to_zoned(jiff::tz::TimeZone::UTC).date() + jiff::Span::new().days(90);
    assert!(listed.out.contains(&last.to_string()), "{}", listed.out);
    let erased = home.run("case purge --data-dir d --no-settings");
    assert!(erased.out.contains("is erased"), "{}", erased.out);
    assert!(!fs::exists(&path).unwrap());
}
