//! The papers of a conversation on the summary: what they lack, what is said aloud from them, and the ways to hand them over.

use std::fs;
use std::path::{Path, PathBuf};

use candor::casebook::audit_log;
use candor::cases::Store;
use candor::catalog::Catalog;
use candor::command::Place;
use candor::domain::SafeText;
use candor::interview::{Fact, NoteKind};
use candor::present::Advised;
use candor::transcript::{Document, Material, Missing, completeness, text_for_customer};
use candor::tui::app::{CLIPBOARD, Effect, Event, Format, HANDOVER_ROWS, Overlay, Route};
use candor::tui::terminal::Key;

use crate::support::app::{Talk, named};
use crate::support::bytes::{fault, without_copies};
use crate::support::catalogs::{all, broadband};
use crate::support::lines::in_lines;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, program};
use crate::transcripts::talks;

fn summary() -> Talk {
    Talk::new(broadband()).keys("2 Enter 2 s")
}

/// The document that would be written of what is on the disk.
fn document(talk: &Talk) -> Document {
    let case = talk.app.case.as_ref().unwrap();
    let advised = Advised::on_case(&case.catalog, &case.id, case.interview.clone());
    Document::new(&Material {
        view: &advised.view(),
        interview: &advised.interview,
        facts: talk.on_disk(),
        flow: &advised.flow,
        case: Some(case.id.clone()),
        chain: None,
        made: None,
        program: "test".into(),
    })
}

fn missing(talk: &Talk) -> Vec<Missing> {
    let case = talk.app.case.as_ref().unwrap();
    case.papers.as_ref().expect("worked out").missing.clone()
}

#[test]
fn the_summary_names_what_is_missing_by_the_list_of_the_papers() {
    for catalog in all() {
        let mut talk = Talk::new(&catalog).keys("s");
        assert_eq!(
            missing(&talk),
            completeness(&document(&talk)),
            "{}",
            catalog.id
        );
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let mut seen = talk.clone().sized(width, height);
            let page = read_through(&mut seen, width, height, Key::PageDown);
            assert!(page.contains("Hand-over"), "{} {width}: {page}", catalog.id);
        }
        let words: Vec<&str> = missing(&talk).iter().map(|part| part.words()).collect();
        let out = in_lines(&mut talk, "repeat\nquit\n", 400);
        let line = out.lines().find(|line| line.starts_with("Hand-over"));
        let expected = match words.as_slice() {
            [] => "Hand-over: nothing is missing.".to_owned(),
            words => format!("Hand-over lacks: {}.", words.join(", ")),
        };
        assert_eq!(line, Some(expected.as_str()), "{out}");
    }
}

#[test]
fn what_is_done_about_it_leaves_the_list_at_once() {
    let mut talk = summary();
    assert_eq!(missing(&talk), [Missing::Statements]);
    let page = talk.rows(120, 40).join("\n");
    assert!(page.contains("Hand-over lacks: statements"), "{page}");
    let mut read = talk.keys("y");
    assert_eq!(missing(&read), []);
    let page = read.rows(120, 40).join("\n");
    assert!(page.contains("Hand-over: nothing is missing"), "{page}");
}

#[test]
fn what_was_recorded_while_it_was_worked_out_is_not_missing_from_it() {
    let mut talk = Talk::new(broadband()).keys("2 Enter 2");
    talk.late = true;
    let mut talk = talk.keys("s");
    // How sure the order is comes first.
    while talk.app.case.as_ref().unwrap().sure.is_none() {
        let ponder = talk.asked_for.take().expect("something to work out");
        talk.event(Event::Pondered(ponder.work()));
    }
    let papers = talk.asked_for.take().expect("the papers are asked for");
    let mut talk = talk.keys("y");
    talk.event(Event::Pondered(papers.work()));
    assert_eq!(talk.app.case.as_ref().unwrap().papers, None, "overtaken");
    assert!(talk.text().contains("..."), "{}", talk.text());
    talk.think();
    assert_eq!(missing(&talk), []);
}

/// The words of a page that is scrolled from its top to its end.
fn read_through(talk: &mut Talk, width: u16, height: u16, key: Key) -> String {
    let mut words = Vec::new();
    for _ in 0..60 {
        for row in talk.rows(width, height) {
            let row = row.trim_matches(['│', ' ']).to_owned();
            if !words.contains(&row) {
                words.push(row);
            }
        }
        talk.press(key);
    }
    words.join(" ")
}

#[test]
fn the_three_spoken_lines_can_be_read_word_for_word_in_every_window() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let mut talk = summary().sized(width, height).keys("p");
        assert!(matches!(talk.app.overlay, Some(Overlay::Spoken(0))));
        let spoken = talk
            .app
            .case
            .as_ref()
            .unwrap()
            .papers
            .clone()
            .unwrap()
            .spoken;
        let read = read_through(&mut talk, width, height, Key::Down);
        for words in [&spoken.transfer, &spoken.recommendation, &spoken.caveat] {
            for part in words.split_whitespace() {
                assert!(read.contains(part), "{part} at {width}x{height}: {read}");
            }
        }
        assert_eq!(talk.keys("Backspace").app.place, Place::Summary);
    }
    let mut talk = summary();
    let spoken = talk
        .app
        .case
        .as_ref()
        .unwrap()
        .papers
        .clone()
        .unwrap()
        .spoken;
    let out = in_lines(&mut talk, "spoken\nquit\n", 2000);
    for words in [&spoken.transfer, &spoken.recommendation, &spoken.caveat] {
        assert!(
            out.lines().any(|line| line == words.as_str()),
            "{words}\n{out}"
        );
    }
}

#[test]
fn a_decision_one_key_and_done_end_the_work_after_a_call() {
    let mut talk = summary();
    for key in ["4", "e", "k"] {
        talk.press(named(key));
    }
    assert_eq!(talk.app.place, Place::Start);
    assert!(talk.exports >= 1);
}

#[test]
fn each_row_hands_over_one_paper_one_way() {
    for (row, (format, route, words)) in (1..).zip(HANDOVER_ROWS) {
        let mut talk = summary().keys("j");
        assert!(talk.text().contains(words), "{}", talk.text());
        let effects = talk.press(named(&row.to_string()));
        assert_eq!(effects, [Effect::HandOver(format, route)]);
        assert_eq!(talk.handed, [(format, route)]);
        assert_eq!(talk.app.overlay, None);
        let text = talk.text();
        match route {
            Route::File => assert!(text.contains("Written: x."), "{text}"),
            Route::Clipboard => assert_eq!(talk.copied_lines, [talk.paper.clone()]),
        }
        // Nothing of it is a decision.
        let facts = talk.on_disk().iter();
        let ended = facts.filter(|own| matches!(own.fact, Fact::Ended { .. }));
        assert_eq!(ended.count(), 0);
    }
    let twice = summary().keys("j 3 j 3 j 4");
    assert_eq!(twice.app.files.len(), 3, "{:?}", twice.app.files);
}

/// S-076.
#[test]
fn nothing_is_claimed_of_the_clipboard_and_what_is_too_long_is_offered_as_a_file() {
    for (key, format) in [("6", Format::Email), ("7", Format::Crm)] {
        let mut talk = summary();
        let line = SafeText::from("x".repeat(63).as_str());
        talk.paper = vec![line.clone(); CLIPBOARD / 64];
        let mut fits = talk.clone().keys("j").keys(key);
        assert_eq!(fits.copied_lines.len(), 1);
        let text = fits.text();
        assert!(text.contains("Paste to see if it was taken"), "{text}");
        assert!(!text.contains("opied"), "{text}");
        talk.paper.push("y".into());
        let mut long = talk.keys("j").keys(key);
        assert_eq!(long.copied_lines, Vec::<Vec<SafeText>>::new());
        assert_eq!(long.app.overlay, Some(Overlay::HandOver));
        let text = long.text();
        assert!(
            text.contains("Nothing was sent") && text.contains("writes a file"),
            "{text}"
        );
        let file = HANDOVER_ROWS
            .iter()
            .position(|row| (row.0, row.1) == (format, Route::File));
        let written = long.keys(&(file.unwrap() + 1).to_string());
        assert_eq!(written.handed.last(), Some(&(format, Route::File)));
    }
}

#[test]
fn no_other_key_of_the_summary_sends_anything_to_the_clipboard() {
    for spec in candor::command::at(Place::Summary) {
        for key in spec.keys.iter().filter(|key| key.len() == 1) {
            let mut talk = summary();
            talk.press(named(key));
            assert_eq!(talk.copied_lines.len(), 0, "{key}");
            for key in ["Enter", "Esc"] {
                talk.press(named(key));
                assert_eq!(talk.copied_lines.len(), 0, "{key}");
            }
        }
    }
    // A paste cannot choose a row either.
    let mut talk = summary().keys("j");
    talk.event(Event::Person(candor::tui::terminal::Guarded::Input(
        candor::tui::terminal::Input::Paste("6".into()),
    )));
    assert_eq!(talk.copied_lines.len(), 0);
}

#[test]
fn line_mode_writes_files_and_says_that_it_has_no_clipboard() {
    let mut talk = summary();
    let out = in_lines(
        &mut talk,
        "handover\n4\nhandover\n7\nhandover\n9\nback\nquit\n",
        400,
    );
    assert!(out.contains("1. e-mail text, into a file"), "{out}");
    assert!(out.contains("Written: x.crm."), "{out}");
    assert!(out.contains("Not possible here: the clipboard."), "{out}");
    assert!(!out.contains("Sent to the terminal"), "{out}");
    assert!(out.contains("Type 1 to 7 or back"), "{out}");
    assert_eq!(talk.copied_lines.len(), 0);
}

#[test]
fn where_nothing_is_kept_or_only_looked_at_nothing_is_handed_over() {
    let mut looked = Talk::new(broadband()).keys("2 Enter s 1 k l Enter");
    assert!(looked.app.is_looking());
    assert_eq!(looked.press(named("j")), []);
    assert_eq!(looked.app.overlay, None);
    // What would be said aloud can be read.
    assert!(matches!(
        looked.keys("p").app.overlay,
        Some(Overlay::Spoken(_))
    ));
    let mut unkept = Talk::unkept(&[broadband()]).keys("g 1 y 2 Enter 2 s");
    assert_eq!(unkept.app.place, Place::Summary);
    assert_eq!(unkept.press(named("j")), []);
    assert!(unkept.text().contains("nothing is saved in this run"));
}

#[test]
fn the_text_for_an_e_mail_is_the_customers_part_and_nothing_else() {
    for (name, talk) in talks() {
        let document = talk.document();
        let mail = text_for_customer(&document, 76);
        assert!(
            mail.contains("Our advice") && mail.contains("What it costs"),
            "{name}"
        );
        for staff in ["For the record", "For the next person", "Notes", "evidence"] {
            assert!(!mail.contains(&format!("\n{staff}\n")), "{name}: {staff}");
        }
        assert_eq!(fault(&mail), None);
        assert!(
            mail.lines()
                .all(|line| candor::tui::text::width(line) <= 76)
        );
        let whole = candor::transcript::text(&document, 76);
        assert!(whole.starts_with(mail.trim_end()), "{name}");
    }
}

#[test]
fn the_program_writes_the_papers_and_offers_the_note_to_the_terminal() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::run(program(&data, &["interview", "vehicles"]), SIZE).copies(1);
    pty.sees("READ WORD FOR WORD")
        .key("Enter")
        .sees("How many people");
    pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
    pty.key("4").sees("Written");
    pty.key("j").sees("Hand over").key("1").sees(".txt");
    pty.key("j").sees("Hand over").key("4").sees(".crm.txt");
    pty.key("j").sees("Hand over").key("3").sees(".pdf");
    pty.key("j")
        .sees("Hand over")
        .key("7")
        .sees("Sent to the terminal");
    let (_, copies) = without_copies(&pty.bytes());
    pty.key("q").sees("Leave?");
    assert_eq!(pty.ends("q").code, 0);
    let printed = files(&data).into_iter();
    let mut printed = printed.filter(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    let page = crate::support::pdf::read(&fs::read_to_string(printed.next().unwrap()).unwrap());
    assert!(page.text(0).starts_with("What fits you"));
    let texts: Vec<(String, String)> = files(&data)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let name = path.to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    let text = |is_note: bool| {
        let mut texts = texts.iter();
        let found = texts.find(|(name, _)| name.ends_with(".crm.txt") == is_note);
        found.expect("a file").1.clone()
    };
    assert!(text(false).starts_with("What fits you"));
    let note = text(true);
    assert!(note.starts_with("State: "), "{note}");
    assert_eq!(copies, [note.into_bytes()]);
}

#[test]
fn papers_written_before_the_decision_are_written_anew_with_it() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::run(program(&data, &["interview", "vehicles"]), SIZE);
    pty.sees("READ WORD FOR WORD")
        .key("Enter")
        .sees("How many people");
    pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
    for (row, ending) in [("1", ".txt"), ("3", ".pdf"), ("4", ".crm.txt")] {
        pty.key("j").sees("Hand over").key(row).sees(ending);
    }
    let said = |ending: &str| {
        let wanted = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.split_once('.').is_some_and(|(_, own)| own == ending)
        };
        let file = files(&data).into_iter().find(wanted).expect(ending);
        fs::read_to_string(file).unwrap()
    };
    assert!(
        said("crm.txt").contains("No decision yet"),
        "{}",
        said("crm.txt")
    );
    pty.key("5").sees(".md");
    pty.waits_for("all are written", |text| text.contains(".pdf"));
    pty.key("q").sees("Leave?");
    assert_eq!(pty.ends("q").code, 0);
    let note = said("crm.txt");
    assert!(!note.contains("No decision yet"), "{note}");
    for ending in ["txt", "md", "html"] {
        let said = said(ending);
        assert!(said.contains("to be thought over"), "{ending}: {said}");
    }
    let page = crate::support::pdf::read(&said("pdf")).text(0);
    assert!(page.contains("to be thought over"), "{page}");
}

#[test]
fn a_paper_that_can_no_longer_be_made_stays_until_the_audit_log_has_taken_the_others() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::run(program(&data, &["interview", "vehicles"]), SIZE);
    pty.sees("READ WORD FOR WORD")
        .key("Enter")
        .sees("How many people");
    pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
    pty.key("j").sees("Hand over").key("3").sees(".pdf");
    let mut all = files(&data).into_iter();
    let printed = all.find(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    let printed = printed.expect("a PDF");
    // No reader of PDF has to have these letters.
    pty.key("n").sees("0 of 500");
    for _ in 0..NoteKind::ALL.len() - 3 {
        pty.key("Up");
    }
    pty.keys("宽带").key("Enter").lacks("of 500");
    // Another window holds the log for longer than anybody waits for it.
    let log = fs::File::options().write(true).open(data.join("audit.log"));
    let log = log.unwrap();
    log.lock().unwrap();
    pty.key("e").sees("Nothing was written");
    assert!(printed.is_file(), "it was removed, and no deed says so");
    drop(log);
    pty.key("e").sees(".md");
    assert!(!printed.is_file(), "it says less than the record beside it");
    pty.kill();
}

#[test]
fn what_cannot_be_written_is_not_entered_as_written() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::run(program(&data, &["interview", "vehicles"]), SIZE);
    pty.sees("READ WORD FOR WORD")
        .key("Enter")
        .sees("How many people");
    pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
    pty.key("e").sees(".md");
    let store = Store::open(&data).unwrap();
    let entered = || audit_log(&store).unwrap().entries.len();
    assert_eq!(entered(), 3);
    let mut all = files(&data).into_iter();
    let page = all.find(|path| path.extension().is_some_and(|ending| ending == "html"));
    let page = page.expect("a page");
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    pty.key("e").sees("nothing was written");
    assert_eq!(entered(), 3, "the log speaks of files that are not there");
    pty.kill();
}

#[test]
fn a_pdf_is_not_poured_into_a_terminal() {
    let home = Home::new();
    let data = home.path("data");
    let export = program(&data, &["case", "export", "7F3K-92QD", "--format", "pdf"]);
    let ended = Pty::run(export, SIZE).over();
    assert_eq!(ended.code, 2);
    let said = "A PDF cannot be read on a terminal. Nothing was written.";
    assert!(ended.bytes.contains(said), "{}", ended.bytes);
    assert!(ended.bytes.contains("--output FILE"), "{}", ended.bytes);
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_catalog_has_something_to_say_aloud() {
    fn spoken(catalog: &Catalog) -> Vec<String> {
        let talk = Talk::new(catalog).keys("s");
        let papers = talk.app.case.unwrap().papers.unwrap();
        let spoken = papers.spoken;
        [spoken.transfer, spoken.recommendation, spoken.caveat]
            .map(|words| words.to_string())
            .to_vec()
    }
    for catalog in all() {
        let spoken = spoken(&catalog);
        assert!(
            spoken.iter().all(|words| words.len() > 10),
            "{}: {spoken:?}",
            catalog.id
        );
    }
}
