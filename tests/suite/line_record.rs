//! U-065: the same choices give the same record, byte for byte, by keys and by lines; and every command of the table has its word.

use candor::catalog::AnswerKind;
use candor::command::{self, Command, Place};
use candor::interview::{Fact, Recorded};

use crate::commands::in_place;
use crate::support::app::{Talk, named};
use crate::support::catalogs::{all, broadband};
use crate::support::lines::{in_lines, line_of};

/// What was said, as the journal writes it. Where a conversation stood between two steps is no part of that.
fn bytes(facts: &[Recorded]) -> Vec<String> {
    let said = facts.iter().map(|recorded| &recorded.fact);
    let said = said.filter(|fact| !matches!(fact, Fact::Drafted { .. }));
    said.map(|fact| serde_json::to_string(fact).unwrap())
        .collect()
}

#[test]
fn a_whole_conversation_gives_the_same_record_by_keys_and_by_lines_on_every_catalog() {
    for catalog in all() {
        for customer in 0..3 {
            let begun = Talk::start(&[&catalog]).keys("1");
            let mut script = String::new();
            let mut talk = begun.clone();
            if talk.app.statement().is_some() {
                talk = talk.keys("y");
                script += "y\n";
            }
            for _ in 0..=catalog.questions.len() {
                let case = talk.app.case.as_ref().unwrap();
                if talk.app.place != Place::Question || case.progress().0 == case.progress().1 {
                    break;
                }
                script += &line_of(case.question().unwrap(), case.asked, customer);
                script += "\n";
                // Where no figure is offered, nobody is sure.
                let bare = matches!(&case.question().unwrap().kind, AnswerKind::Number(range) | AnswerKind::Money(range) if range.usual.is_empty());
                talk = if bare {
                    talk.keys("j")
                } else {
                    talk.answered(customer)
                };
            }
            talk = talk.keys("s 2");
            script += "summary\n2\nquit\n";
            let mut lines = begun;
            let out = in_lines(&mut lines, &script, 80);
            assert!(lines.left, "{out}");
            assert!(talk.on_disk().len() > 5);
            assert_eq!(
                bytes(talk.on_disk()),
                bytes(lines.on_disk()),
                "{} {customer}\n{script}\n{out}",
                catalog.id
            );
        }
    }
}

/// Keys and lines that mean the same, from the first question of the fixture.
const SAME: [(&str, &str); 12] = [
    ("2 Enter 2 1 u u r", "2\n2\n1\nundo\nundo\nredo"),
    ("2 Enter a 0 g", "2\nlater\n0\nrather"),
    ("2 Enter h h 2", "2\nhold\nhold\n2"),
    ("2 Enter s Backspace 2", "2\nsummary\nback\n2"),
    ("2 Enter w c Backspace 2", "2\nwhy\ncompare\nback\n2"),
    ("2 Enter p 2", "2\nsource observed\n2"),
    ("2 Enter s 4 k", "2\nstop\n4\ndone"),
    ("2 Enter s y", "2\nsum up\nread"),
    (
        "2 Enter 2 1 5 0 Enter w 1 k u",
        "2\n2\n1\n50\nwhy\n1\nkeep\nundo",
    ),
    ("2 Enter s e", "2\nsummary\nexport"),
    ("Down Enter", "down\naccept"),
    ("2 Enter b 2", "2\ncontact\n2"),
];

#[test]
fn words_do_what_keys_do() {
    for (keys, lines) in SAME {
        let begun = Talk::new(broadband());
        let by_keys = begun.clone().keys(keys);
        let mut by_lines = begun;
        let out = in_lines(&mut by_lines, &format!("{lines}\nquit\n"), 80);
        let open = |talk: &Talk| talk.facts();
        assert_eq!(
            bytes(&open(&by_keys)),
            bytes(&open(&by_lines)),
            "{keys}\n{out}"
        );
    }
}

#[test]
fn a_note_and_a_jump_and_a_level_leave_the_same_record() {
    let begun = Talk::new(broadband());
    let by_keys = begun
        .clone()
        .keys("n")
        .typed("a pause in summer")
        .keys("Enter n Tab Tab Tab Tab")
        .typed("an app, please")
        .keys("Enter /")
        .typed("budget")
        .keys("Enter 5 0 Right Enter");
    let mut by_lines = begun;
    let script =
        "note a pause in summer\nnote\n2: an app, please\njump budget\n1\nmore\n50\nquit\n";
    let out = in_lines(&mut by_lines, script, 80);
    assert_eq!(bytes(&by_keys.facts()), bytes(&by_lines.facts()), "{out}");
}

#[test]
fn every_command_of_the_table_is_reached_by_its_word_in_each_of_its_places() {
    for place in Place::ALL {
        let begun = in_place(place);
        for spec in command::at(place).filter(|spec| spec.command != Command::Choose) {
            let mut by_lines = begun.clone();
            // Where figures are typed 0 is one of them.
            let figures = spec.command == Command::NotSure && begun.app.types_figures();
            let word = if figures { spec.short } else { spec.word };
            let out = in_lines(&mut by_lines, word, 80);
            for refusal in ["Not a word here", "takes nothing", "not possible on this"] {
                assert!(!out.contains(refusal), "{place:?} {}:\n{out}", spec.word);
            }
            // What a key of it records the word records, too; the end of the lines only adds that it waits.
            let keys = spec.keys.iter();
            let acts = |key: &&&str| key.len() > 1 || !begun.app.is_typing();
            // Where figures are typed the digit is one of them, and the other key means it.
            let key = keys.skip(usize::from(figures)).find(acts);
            let Some(key) = key else { continue };
            let mut by_keys = begun.clone();
            by_keys.press(named(key));
            let mut lines = by_lines.on_disk_of_all();
            for (id, keys) in by_keys.on_disk_of_all() {
                let lines = lines.remove(&id).unwrap();
                let same = keys.len().min(lines.len());
                assert_eq!(
                    bytes(&keys),
                    bytes(&lines[..same]),
                    "{place:?} {}:\n{out}",
                    spec.word
                );
                // What is begun is kept after every line.
                let waits =
                    |fact: &Recorded| matches!(fact.fact, Fact::Held { .. } | Fact::Drafted { .. });
                assert!(
                    lines[same..].iter().all(waits) && lines.len() <= same + 2,
                    "{place:?} {}:\n{out}",
                    spec.word
                );
            }
            assert!(lines.is_empty());
        }
    }
}

#[test]
fn the_beginning_of_a_word_is_enough_and_help_names_them_all() {
    let mut talk = Talk::new(broadband());
    let out = in_lines(&mut talk, "2\nhelp\nund\nre\nquit\n", 80);
    for spec in command::at(Place::Question).filter(|spec| spec.command != Command::Choose) {
        assert!(
            out.contains(spec.long) || out.contains(spec.word),
            "{}",
            spec.word
        );
    }
    assert!(out.contains("Saved: Taken back"), "{out}");
    assert!(out.contains("Which of "), "{out}");
}
