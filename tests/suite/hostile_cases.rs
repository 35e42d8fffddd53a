//! Hostile text in catalogs, in notes and pastes, and in journals that somebody has written: on screens and in every export.

use std::path::Path;

use candor::cases::{CaseId, RecordKind, Store};
use candor::catalog::{Catalog, from_files};
use candor::cli;
use candor::config::Environment;
use candor::tui::app::Event;
use candor::tui::terminal::{Guarded, Input};
use serde_json::Value;

use crate::support::app::Talk;
use crate::support::bytes::fault;
use crate::support::catalogs::{broadband_files, records, written};
use crate::support::dice::Dice;
use crate::support::hostile;
use crate::support::program::Home;

/// Runs the program in this process, judges all it wrote, and gives its exit code and its result.
fn runs(data: &Path, arguments: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let environment = Environment {
        data: Some(data.to_owned()),
        ..Environment::default()
    };
    let all = ["candor"].iter().chain(arguments).map(Into::into);
    let exit = cli::run(all, environment, &mut out, &mut err);
    for text in [&out, &err] {
        let text = std::str::from_utf8(text).unwrap();
        assert_eq!(fault(text), None, "{arguments:?}");
    }
    (exit.number(), String::from_utf8(out).unwrap())
}

/// The broadband catalog with another hostile string in place of every word and name; how many went in is counted.
fn poisoned(dice: &mut Dice, count: &mut usize) -> (String, String) {
    let files = broadband_files();
    let mut catalog: Value = serde_json::from_slice(&files.catalog).unwrap();
    let mut words = || {
        *count += 1;
        // Words that are nothing once cleaned are refused, and a catalog is refused with them.
        format!("w{count} {}", hostile::text(dice))
    };
    hostile::poison(&mut catalog, &mut words);
    let table = String::from_utf8(files.offerings).unwrap();
    let mut rows = records(&table);
    let heads = rows[0].clone();
    for row in &mut rows[1..] {
        for (head, cell) in heads.iter().zip(row) {
            match head.as_str() {
                "name" => *cell = words(),
                "pros" | "cons" => *cell = words().replace('|', "/"),
                _ => {}
            }
        }
    }
    (catalog.to_string(), written(&rows))
}

fn opened(dice: &mut Dice, count: &mut usize) -> Catalog {
    let (catalog, table) = poisoned(dice, count);
    from_files(catalog.as_bytes(), table.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Eight thousand strings, each shown by each command that shows a catalog.
#[test]
fn no_word_of_a_catalog_reaches_a_reader_unclean() {
    let home = Home::new();
    let mut dice = Dice::new(41);
    let mut count = 0;
    let answers = r#"{"answers": {"people": 3, "home": "middling", "budget": 60, "lines": ["fibre"], "games": true, "phone": "refused"}}"#;
    let answers = home.file("answers.json", answers);
    for number in 0..48 {
        let (catalog, table) = poisoned(&mut dice, &mut count);
        home.file("c/catalog.json", catalog);
        home.file("c/offerings.csv", table);
        let folder = home.path("c");
        let folder = folder.to_str().unwrap();
        let data = home.path("data");
        assert_eq!(runs(&data, &["catalog", "show", folder]).0, 0);
        assert_eq!(
            runs(&data, &["catalog", "show", folder, "--format", "json"]).0,
            0
        );
        runs(&data, &["catalog", "check", folder]);
        runs(
            &data,
            &[
                "--catalogs",
                home.path("").to_str().unwrap(),
                "catalog",
                "list",
                "--format",
                ["text", "json"][number % 2],
            ],
        );
        let format = ["text", "json", "markdown", "html"][number % 4];
        let advise = [
            "advise",
            folder,
            "--answers",
            answers.to_str().unwrap(),
            "--format",
            format,
        ];
        assert!(runs(&data, &advise).0 <= 1);
    }
    assert!(count > 8_000, "{count}");
}

/// Catalogs whose ids, keys, formulas and figures are hostile: about six thousand strings, in the messages that refuse them.
#[test]
fn no_mistake_in_a_catalog_is_told_unclean() {
    let home = Home::new();
    let mut dice = Dice::new(42);
    let files = broadband_files();
    let catalog = String::from_utf8(files.catalog).unwrap();
    let table = String::from_utf8(files.offerings).unwrap();
    let quotes: Vec<usize> = catalog.match_indices('"').map(|(at, _)| at).collect();
    for _ in 0..250 {
        let mut parts: Vec<(usize, usize)> = (0..12)
            .map(|_| {
                quotes[dice.below(quotes.len() / 2) * 2..][..2]
                    .iter()
                    .copied()
            })
            .map(|mut pair| (pair.next().unwrap(), pair.next().unwrap()))
            .collect();
        parts.sort_unstable();
        parts.dedup();
        let mut changed = catalog.clone();
        for (start, end) in parts.into_iter().rev() {
            changed.replace_range(start..=end, &hostile::json(&mut dice));
        }
        let mut rows = records(&table);
        for _ in 0..12 {
            let row = dice.below(rows.len());
            let column = dice.below(rows[row].len());
            rows[row][column] = hostile::text(&mut dice);
        }
        home.file("c/catalog.json", changed);
        home.file("c/offerings.csv", written(&rows));
        let folder = home.path("c");
        let (exit, _) = runs(
            &home.path("data"),
            &["catalog", "check", folder.to_str().unwrap()],
        );
        assert!(exit <= 2);
    }
}

/// What is on the screen, cell by cell.
fn judged(talk: &mut Talk) {
    for (width, height) in [(80, 24), (120, 40), (40, 10)] {
        let (buffer, _) = talk.drawn(width, height);
        for cell in buffer.content() {
            assert_eq!(fault(cell.symbol()), None, "{:?}", cell.symbol());
            assert!(!cell.symbol().contains('\n'));
        }
    }
}

/// Two thousand strings in catalogs, and nearly as many pasted.
#[test]
fn no_cell_of_any_screen_is_unclean() {
    let mut dice = Dice::new(43);
    let mut count = 0;
    for _ in 0..12 {
        let catalog = opened(&mut dice, &mut count);
        let mut talk = Talk::new(&catalog);
        for keys in [
            "", "3 Enter", "2", "1 Enter", "c", "Esc", "w", "Esc", "o", "Esc", "?", "Esc", "/ w",
            "Esc", "s", "n",
        ] {
            talk = talk.keys(keys);
            judged(&mut talk);
        }
        // In the note that is open now, in the search, on a question, and where nothing can be pasted.
        for keys in ["Enter", "Backspace /", "Esc", "s"] {
            for _ in 0..37 {
                let text = hostile::text(&mut dice);
                talk.event(Event::Person(Guarded::Input(Input::Paste(text))));
            }
            judged(&mut talk);
            talk = talk.keys("Enter").keys(keys);
            judged(&mut talk);
        }
    }
    assert!(count > 1_900, "{count}");
}

/// A thousand strings in journals written by somebody else, with the right checksums: as words, notes, ids and whole records.
#[test]
fn no_record_of_a_journal_reaches_a_reader_unclean() {
    let home = Home::new();
    let data = home.path("data");
    let store = Store::open(&data).unwrap();
    let mut dice = Dice::new(44);
    let shipped = candor::catalog::builtin::find("vehicles").unwrap();
    let fingerprint = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes())
        .unwrap()
        .fingerprint
        .clone();
    let mut shown = 0;
    for number in 0..25_u8 {
        let (id, mut journal) = store.create(|| [number; 8]).unwrap();
        let mut word = || hostile::json(&mut dice).replace("\"\\ud800\"", "\"half\"");
        let kinds = [
            "unmet_need",
            "idea",
            "complaint",
            "wrong_fact",
            "competitor",
            "private",
        ];
        let mut facts = vec![format!(
            r#""fact":"began","catalog":"vehicles","edition":{},"fingerprint":"{fingerprint}","program":{}"#,
            word(),
            word()
        )];
        for n in 0..40 {
            facts.push(match n % 4 {
                0 => format!(
                    r#""fact":"answered","question":"else","answer":{{"kind":"words","value":{}}}"#,
                    word()
                ),
                1 => format!(
                    r#""fact":"read_out","statement":"prices","hash":{}"#,
                    word()
                ),
                _ => format!(
                    r#""fact":"noted","kind":"{}","text":{}"#,
                    kinds[n % 6],
                    word()
                ),
            });
        }
        // In every fifth case one record is no fact at all.
        if number % 5 == 4 {
            facts.push(format!(r#""fact":{},{}:1"#, word(), word()));
        }
        for fact in facts {
            let payload = format!(r#"{{"at":"2025-11-21T14:00:00Z",{fact}}}"#);
            journal.append(RecordKind(1), payload.as_bytes()).unwrap();
        }
        drop(journal);
        shown += usize::from(all_that_shows(&data, &id, number));
    }
    runs(&data, &["case", "list"]);
    runs(&data, &["case", "list", "--format", "json"]);
    assert!(shown >= 15, "only {shown} cases could be shown");
}

/// Whether a case could be shown and exported.
fn all_that_shows(data: &Path, id: &CaseId, number: u8) -> bool {
    let id = id.to_string();
    let (exit, _) = runs(data, &["case", "show", &id]);
    let format = ["text", "markdown", "html", "json"][usize::from(number % 4)];
    let (exported, _) = runs(data, &["case", "export", &id, "--format", format]);
    exit == 0 && exported == 0
}
