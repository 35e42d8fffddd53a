//! What man, shells and people who look for switches are given, against what the program really takes.

use std::process::{Command, Stdio};

use candor::command::TABLE;
use candor::config;

use crate::support::program::Home;

/// The long options and the commands that `--help` names.
fn named_by_help(home: &Home) -> (Vec<String>, Vec<String>) {
    let help = home.run("--help").out;
    let options = help
        .lines()
        .filter_map(|line| line.trim_start().split_once("--"))
        .map(|(_, rest)| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphabetic() || *c == '-')
        })
        .map(Iterator::collect)
        .filter(|name: &String| !name.is_empty())
        .collect();
    let commands = help.split("Commands:").nth(1).unwrap();
    let commands = commands.lines().skip(1).take_while(|line| !line.is_empty());
    let commands = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    (options, commands)
}

#[test]
fn the_manual_names_every_option_command_key_and_setting() {
    let home = Home::new();
    let ran = home.run("manual");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    // In the page a hyphen is written with a backslash before it.
    let page = ran.out.replace('\\', "");
    let (options, commands) = named_by_help(&home);
    assert!(
        options.len() > 8 && commands.len() > 10,
        "{options:?} {commands:?}"
    );
    for option in options {
        assert!(page.contains(&format!("--{option}")), "{option}");
    }
    for command in commands.iter().filter(|command| *command != "help") {
        assert!(page.contains(&format!("\"candor {command}\"")), "{command}");
    }
    for spec in &TABLE {
        assert!(page.contains(spec.long), "{}", spec.long);
    }
    let schema = config::schema();
    for key in schema
        .get("properties")
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(page.contains(key.as_str()), "{key}");
    }
}

/// The keys of commands by their words, as the page has them.
fn keys_in(page: &str, word: &str) -> String {
    let page = page.replace('\\', "");
    let end = format!(" or fI{word}fR");
    let line = page.lines().find(|line| line.ends_with(&end));
    let line = line.unwrap_or_else(|| panic!("no {word} in\n{page}"));
    let keys = line.trim_end_matches(&end);
    keys.trim_start_matches("fB")
        .trim_end_matches("fR")
        .to_owned()
}

/// It printed the usual keys, whatever the file of settings named.
#[test]
fn the_manual_prints_the_keys_that_act_with_these_settings() {
    let home = Home::new();
    let usual = home.run("manual").out;
    assert_eq!(keys_in(&usual, "compare"), "c, F3");
    assert!(usual.contains("and the key m before both"), "{usual}");
    assert!(!usual.contains("file of settings names some"), "{usual}");
    home.file(
        "config/candor/settings.json",
        r#"{"keys": {"compare": "z", "mouse": "!"}}"#,
    );
    let moved = home.run("manual").out;
    assert_eq!(keys_in(&moved, "compare"), "z, F3");
    assert_eq!(keys_in(&moved, "why"), "w, F4");
    assert!(moved.contains("and the key ! before both"), "{moved}");
    assert!(moved.contains("file of settings names some"), "{moved}");
    let ran = home.run("accessibility");
    assert!(
        ran.out.lines().any(|line| line.trim() == "key          !"),
        "{}",
        ran.out
    );
}

#[test]
fn where_letters_do_not_act_the_manual_names_none_and_says_the_other_way() {
    let home = Home::new();
    home.file("config/candor/settings.json", r#"{"letters": false}"#);
    let page = home.run("manual").out;
    assert_eq!(keys_in(&page, "compare"), "F3");
    assert_eq!(keys_in(&page, "done"), "Tab [done]");
    let ran = home.run("accessibility");
    assert!(
        !ran.out.lines().any(|line| line.trim() == "key          t"),
        "{}",
        ran.out
    );
}

/// Lines that begin with a point are requests; a text that did would be lost.
#[test]
fn every_request_in_the_manual_is_one_that_man_knows() {
    let page = Home::new().run("manual").out;
    for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
        let request = line.split(' ').next().unwrap();
        let known = [
            ".TH", ".SH", ".SS", ".TP", ".PP", ".IP", ".RS", ".RE", ".br", ".sp", ".ie", ".el",
        ];
        let known =
            known.contains(&request) || line.starts_with(".ds") || line.starts_with(".\\\"");
        assert!(known, "{line}");
    }
}

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    let home = Home::new();
    let (_, commands) = named_by_help(&home);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = home.run(&format!("completions {shell}"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for command in &commands {
            assert!(ran.out.contains(command.as_str()), "{shell}: {command}");
        }
        if shell == "bash" {
            let mut bash = match Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn() {
                Ok(bash) => bash,
                Err(_) => continue,
            };
            let mut input = bash.stdin.take().unwrap();
            std::io::Write::write_all(&mut input, ran.out.as_bytes()).unwrap();
            drop(input);
            assert!(bash.wait().unwrap().success(), "bash does not read it");
        }
    }
    assert_eq!(home.run("completions tcsh").code, 2);
}

#[test]
fn every_switch_that_is_listed_is_there() {
    let home = Home::new();
    let ran = home.run("accessibility");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (options, _) = named_by_help(&home);
    let schema = config::schema();
    let settings = schema.get("properties").unwrap().as_object().unwrap();
    let mut ways = 0;
    for line in ran.out.lines().map(str::trim_start) {
        let Some((way, name)) = line.split_once("  ") else {
            continue;
        };
        let name = name.trim();
        let there = match way {
            "option" => options.contains(&name[2..].to_owned()),
            "setting" => settings.contains_key(name),
            "key" => TABLE.iter().any(|spec| spec.keys.contains(&name)),
            "environment" => name
                .chars()
                .all(|c| c.is_ascii_uppercase() || "_, =".contains(c)),
            _ => continue,
        };
        assert!(there, "{line}");
        ways += 1;
    }
    assert!(ways > 9, "{}", ran.out);
}

#[test]
fn the_list_of_switches_keeps_to_forty_cells() {
    let ran = Home::new().run("--width 40 accessibility");
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 40),
        "{}",
        ran.out
    );
}
