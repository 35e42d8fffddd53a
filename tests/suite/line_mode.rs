//! Line mode as it is read: plain lines, no wider than asked, appended; each acknowledgement said once; the end of the input.

use candor::catalog::{AnswerKind, builtin, from_files};
use candor::command::Place;
use candor::interview::{Fact, Recorded};
use candor::tui::text::width;
use serde_json::Value;

use crate::commands::in_place;
use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};
use crate::support::dice::Dice;
use crate::support::hostile;
use crate::support::lines::{in_lines, line_of};

/// All pages and words in one conversation, from its first question.
const TOUR: &str = "?\nhelp\ntop\nquestions\n1\nwhy\n1\nback\nback\ncompare\nall\nswap\nfacts\nback\ninterests\nnote\n2: x\njump a\nback\nversus\n7\nnonsense\nrepeat\ncontact\n1\nA. Customer\n555\n\ncontact\n2\n1\nhold\n\nsummary\nread\n5\nexport\ndone\npast\nfind a\n1\nback\nback\nunsaved\ntheme\nreveal\ncover\nrepeat\nhelp\nquit\n";

/// U-063, U-064, U-071: what a printer of lines can print, no wider than `cells`.
fn judge(out: &str, cells: usize) {
    for c in out.chars() {
        assert!(c == '\n' || !c.is_control(), "{c:?} in\n{out}");
        assert!(!('\u{2500}'..='\u{259f}').contains(&c), "{c:?} in\n{out}");
    }
    for line in out.lines() {
        assert!(width(line) <= cells, "{} cells: {line}", width(line));
        assert_eq!(line, line.trim(), "nothing is placed by spaces");
    }
    assert!(out.ends_with('\n') && !out.contains("\n\n"));
}

#[test]
fn no_line_is_wider_than_asked_and_none_has_anything_but_text() {
    for catalog in all() {
        for cells in [20, 40, 80] {
            let out = in_lines(&mut Talk::new(&catalog), TOUR, cells);
            judge(&out, cells);
        }
    }
    for place in Place::ALL {
        judge(&in_lines(&mut in_place(place), "repeat\nhelp\n", 40), 40);
    }
}

#[test]
fn hostile_catalogs_and_hostile_lines_come_out_as_plain_text() {
    let mut dice = Dice::new(71);
    let mut held = 0;
    for _ in 0..60 {
        let shipped = builtin::find("wireless").unwrap();
        let mut raw: Value = serde_json::from_str(shipped.catalog).unwrap();
        hostile::poison(&mut raw, &mut || {
            let text = hostile::text(&mut dice);
            if text.trim().is_empty() {
                "x".to_owned()
            } else {
                format!("x\u{2502}{text}")
            }
        });
        let Ok(catalog) = from_files(raw.to_string().as_bytes(), shipped.offerings.as_bytes())
        else {
            continue;
        };
        held += 1;
        let lines: String = (0..20)
            .map(|_| hostile::text(&mut dice).replace('\n', " ") + "\n")
            .collect();
        let script = format!("y\n1\n1\n{lines}\n{TOUR}");
        let mut talk = Talk::start(&[&catalog]).keys("1");
        judge(&in_lines(&mut talk, &script, 40), 40);
    }
    assert!(held > 10, "only {held} of them opened");
}

/// How much was said; where a conversation stood between two steps is not.
fn said(talk: &Talk) -> usize {
    let facts = talk.facts();
    let drafted = |fact: &&Recorded| matches!(fact.fact, Fact::Drafted { .. });
    facts.len() - facts.iter().filter(drafted).count()
}

/// U-067.
#[test]
fn each_answer_is_acknowledged_once_and_each_mistake_says_that_nothing_was_changed() {
    let mut talk = Talk::new(broadband());
    let before = said(&talk);
    let out = in_lines(&mut talk, "99\nxyzzy\n2\n9 9 9\n0\nquit\n", 200);
    let saved = out
        .lines()
        .filter(|line| line.starts_with("Saved: "))
        .count();
    assert_eq!(saved, said(&talk) - before, "{out}");
    let wrong: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("Not ") && !line.starts_with("Not sure:"))
        .collect();
    assert!(
        wrong.len() >= 2
            && wrong
                .iter()
                .all(|line| line.ends_with("Nothing was changed.")),
        "{out}"
    );
    assert!(out.contains(": 99.") && out.contains(": xyzzy."), "{out}");
}

#[test]
fn nothing_is_said_to_be_saved_that_is_not_and_it_is_tried_again() {
    let mut talk = Talk::new(broadband());
    talk.fails = Some("The disk is full.");
    let out = in_lines(&mut talk, "2\nquit\n", 80);
    let (failed, again) = (
        out.find("Not saved: The disk is full.").unwrap(),
        out.find("Saved: Q1").unwrap(),
    );
    assert!(failed < again, "{out}");
}

/// U-068.
#[test]
fn no_hint_stands_twice_in_a_row() {
    let out = in_lines(&mut Talk::new(broadband()), "9 9\n99\n\n\nquit\n", 200);
    assert_eq!(out.matches("Your answer").count(), 1, "{out}");
}

/// U-069.
#[test]
fn at_the_end_of_the_input_the_conversation_waits_where_it_stood() {
    for script in [
        "2\n",
        "2\nwhy\n1\n",
        "2\nnote\n",
        "2\nsummary",
        "2\ncompare\n",
    ] {
        let mut talk = Talk::new(broadband());
        let out = in_lines(&mut talk, script, 200);
        let last = out.lines().last().unwrap();
        assert!(
            last.starts_with("The input has ended. All is saved: case ")
                && last.contains("~/candor"),
            "{out}"
        );
        let fact = talk.facts().pop().unwrap().fact;
        assert!(matches!(fact, Fact::Held { .. }), "{script} {fact:?}");
    }
}

#[test]
fn what_would_be_lost_is_asked_about_before_one_leaves() {
    let mut talk = in_place(Place::NoFolder);
    let out = in_lines(
        &mut talk,
        "unsaved\n1\ny\n2\nquit\nx\nback\nquit\ndrop\n",
        200,
    );
    assert!(
        out.contains("Only in memory: Q1") && !out.contains("Saved:"),
        "{out}"
    );
    assert_eq!(out.matches("is only in memory").count(), 2, "{out}");
    assert!(talk.left);
}

#[test]
fn a_whole_conversation_can_be_held_on_every_catalog() {
    for catalog in all() {
        // The same with keys tells which question comes up when.
        let mut keys = Talk::start(&[&catalog]).by_worth().keys("1 Enter");
        let mut script = "1\n\n".to_owned();
        for _ in &catalog.questions {
            if keys.app.place != Place::Question || keys.app.notice.is_some() {
                break;
            }
            let case = keys.app.case.as_ref().unwrap();
            script += &line_of(case.question().unwrap(), case.asked, 1);
            script += "\n";
            let bare = matches!(&case.question().unwrap().kind, AnswerKind::Number(range) | AnswerKind::Money(range) if range.usual.is_empty());
            keys = if bare {
                keys.keys("j")
            } else {
                keys.answered(1)
            };
        }
        let mut talk = Talk::start(&[&catalog]).by_worth();
        script += "summary\ntop\nread\n1\ndone\nquit\n";
        let out = in_lines(&mut talk, &script, 80);
        assert!(
            out.contains("Saved: decision: ") && out.contains("Written:"),
            "{}\n{out}",
            catalog.id
        );
        assert!(talk.left && out.contains("of 10"), "{out}");
    }
}

#[test]
fn an_own_offering_is_named_as_own_wherever_it_is_told() {
    let catalog = broadband();
    let own: Vec<String> = catalog
        .offerings
        .iter()
        .filter(|o| catalog.is_own(o))
        .map(|o| o.name.to_string())
        .collect();
    assert!(!own.is_empty());
    let out = in_lines(
        &mut Talk::new(catalog),
        "2\ntop\nwhy\ncompare\nsummary\nquit\n",
        400,
    );
    let told = out
        .lines()
        .filter(|line| own.iter().any(|name| line.contains(name)) && !line.starts_with("Moved:"));
    for line in told {
        assert!(line.contains("[OURS]"), "{line}");
    }
}

/// The next statement stood under "Saved: read out" as if it were the one that was read.
#[test]
fn the_next_statement_has_its_heading_and_what_was_read_is_named() {
    let catalog = all()
        .into_iter()
        .find(|catalog| catalog.id.as_str() == "mortgages")
        .unwrap();
    let out = in_lines(&mut Talk::new(&catalog), "summary\ny\ny\nquit\n", 400);
    let lines: Vec<&str> = out.lines().collect();
    let read: Vec<usize> = (0..lines.len())
        .filter(|&n| lines[n].starts_with("Saved: read out word for word at "))
        .collect();
    assert_eq!(read.len(), 2, "{out}");
    let advice: Vec<_> = catalog
        .statements
        .iter()
        .filter(|own| own.at == candor::catalog::Moment::Advice)
        .collect();
    for (n, own) in read.iter().zip(&advice) {
        let beginning: String = own.text.chars().take(40).collect();
        assert!(
            lines[*n].contains(&format!(": \"{beginning}")),
            "{}",
            lines[*n]
        );
    }
    for (n, next) in read.iter().zip(advice.iter().skip(1)) {
        assert!(lines[n + 1].starts_with("READ WORD FOR WORD"), "{out}");
        assert_eq!(lines[n + 2], format!("\"{}\"", next.text), "{out}");
    }
}

/// "Not a word here: 1.", "That is not possible on this screen.": neither said what was typed.
#[test]
fn a_refusal_names_all_of_what_was_typed_and_why() {
    let mut talk = Talk::start(&[broadband()]);
    let out = in_lines(
        &mut talk,
        "1\n1 3 4 5 6\n\nexport it now\nexport\nfoo bar\nundo\nquit\n",
        400,
    );
    for said in [
        "Not possible here: 1 3 4 5 6. There are no rows to take here; use a word. Nothing was changed.",
        "Not possible here: export. It is for the summary. Nothing was changed.",
        "Not a word here: foo bar. help lists the words. Nothing was changed.",
        "Not possible here: undo. There is nothing to take back. Nothing was changed.",
    ] {
        assert!(out.lines().any(|line| line == said), "{said}\n{out}");
    }
    assert!(!out.contains("not possible on this screen"), "{out}");
}

#[test]
fn rows_that_say_what_keys_do_are_sentences_that_say_what_to_type() {
    let opening = in_lines(&mut Talk::start(&[broadband()]), "1\nquit\n", 400);
    for said in [
        "I read it out (kept in the record): type y.",
        "Go on without: type an empty line.",
    ] {
        assert!(opening.lines().any(|line| line == said), "{opening}");
    }
    let held = in_lines(&mut Talk::new(broadband()), "2\nhold\nquit\n", 400);
    for said in [
        "Go on where you were: type h or an empty line.",
        "Another conversation; this one waits: type back.",
    ] {
        assert!(held.lines().any(|line| line == said), "{held}");
    }
    let script = "2\nsummary\n2\ndone\npast\n1\nquit\n";
    let past = in_lines(&mut Talk::new(broadband()), script, 400);
    assert!(
        past.lines()
            .any(|line| line == "The list again: type back."),
        "{past}"
    );
    let tried = in_lines(
        &mut Talk::new(broadband()),
        "2\n2\n1\n50\nwhy\n1\nquit\n",
        400,
    );
    assert!(
        tried
            .lines()
            .any(|line| line == "The order with it (fit of 100, place today):"),
        "{tried}"
    );
    let place = |line: &str| line.contains(" of 100, was ") || line.ends_with(" of 100, as today");
    assert!(tried.lines().any(place), "{tried}");
}

#[test]
fn after_a_changed_decision_only_the_new_one_is_told_under_its_heading() {
    let mut talk = Talk::new(broadband());
    let out = in_lines(&mut talk, "2\nsummary\n5\n6\nquit\n", 400);
    let (_, last) = out.rsplit_once("Saved: decision: ").unwrap();
    let rows: Vec<&str> = last
        .lines()
        .filter(|line| line.chars().nth(1) == Some('.'))
        .collect();
    assert!(
        matches!(rows.as_slice(), [row] if row.starts_with("6. chosen: ")),
        "{rows:?}\n{out}"
    );
}

/// "Usual: 15 GB a month" was shown, and `15 GB` refused.
#[test]
fn figures_are_taken_with_their_units_and_refused_with_their_bounds() {
    let of = |id: &str| all().into_iter().find(|own| own.id.as_str() == id).unwrap();
    let (wireless, mortgages, vehicles) = (of("wireless"), of("mortgages"), of("vehicles"));
    for (catalog, question, typed, said) in [
        (&wireless, "data a line", "15GB", "15 GB a month"),
        (&wireless, "data a line", "15 GB", "15 GB a month"),
        (&wireless, "data a line", "15 gb a month", "15 GB a month"),
        (&wireless, "data a line", "15 GB/month", "15 GB a month"),
        (&wireless, "taxes", "8%", "8 %"),
        (&wireless, "taxes", "8 %", "8 %"),
        (&wireless, "bill now", "$120 a month", "$120 a month"),
        (&wireless, "how long", "24 months", "24 months"),
        (&mortgages, "home price", "$400,000", "$400,000"),
        (&mortgages, "home price", "400,000", "$400,000"),
        (&mortgages, "home price", "$400k", "$400,000"),
        (&mortgages, "home price", "400 000 USD", "$400,000"),
        (
            &vehicles,
            "miles a year",
            "12k miles",
            "12,000 miles a year",
        ),
    ] {
        let script = format!("jump {question}\n1\n{typed}\nquit\n");
        let out = in_lines(&mut Talk::new(catalog), &script, 400);
        let saved = out.lines().find(|line| line.starts_with("Saved: Q"));
        assert!(
            saved.is_some_and(|line| line.contains(&format!(": {said}"))),
            "{typed}\n{out}"
        );
    }
    for (catalog, question, typed, bounds) in [
        (
            &mortgages,
            "home price",
            "$40,000",
            "Write a figure from $50,000 to $2,000,000.",
        ),
        (
            &mortgages,
            "home price",
            "400,000 GB",
            "Write a figure such as 50000, from $50,000 to $2,000,000.",
        ),
        (
            &wireless,
            "data a line",
            "15 G",
            "from 1 GB a month to 200 GB a month.",
        ),
        (
            &wireless,
            "data a line",
            "15 GB a year",
            "from 1 GB a month to 200 GB a month.",
        ),
    ] {
        let script = format!("jump {question}\n1\n{typed}\nquit\n");
        let out = in_lines(&mut Talk::new(catalog), &script, 400);
        let refused = format!("Not an answer here: {typed}. ");
        let refused = out.lines().find(|line| line.starts_with(&refused)).unwrap();
        assert!(
            refused.ends_with(&format!("{bounds} Nothing was changed.")),
            "{refused}"
        );
        assert!(!out.contains("Saved: Q"), "{out}");
    }
}
