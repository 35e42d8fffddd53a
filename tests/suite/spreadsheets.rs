//! Tables for spreadsheets: every value comes back as it was, and none is ever computed.

use std::io::Write as _;
use std::process::{Command, Stdio};

use candor::cli::spreadsheet::{Cell, begins_a_formula, csv};
use candor::domain::SafeText;
use pretty_assertions::assert_eq;

use crate::support::dice::Dice;
use crate::support::hostile;
use crate::support::program::Home;

/// Ten thousand hostile texts, in rows of four, many of them after a sign or a quotation mark.
fn texts() -> Vec<Vec<SafeText>> {
    let mut dice = Dice::new(68);
    let mut text = || {
        let before = [
            "", "", "=", "+", "-", "@", "\"", " =", "\"'=", "''", ",", ";", "'-",
        ];
        let before = dice.pick(&before).to_owned();
        let bytes = hostile::bytes(&mut dice);
        SafeText::new(&format!("{before}{}", String::from_utf8_lossy(&bytes)))
    };
    (0..2_500)
        .map(|_| (0..4).map(|_| text()).collect())
        .collect()
}

fn written(texts: &[Vec<SafeText>]) -> String {
    let rows: Vec<Vec<Cell>> = texts
        .iter()
        .map(|row| row.iter().cloned().map(Cell::Text).collect())
        .collect();
    csv(&["a", "b", "c", "d"].map(SafeText::from), &rows).unwrap()
}

/// What a reader gives, without the apostrophe that was put before; nothing in it may begin a formula.
fn judged(cell: &str) -> String {
    let first = cell.chars().next().unwrap_or('x');
    assert!(!"=+-@\t\r".contains(first), "{cell:?}");
    match cell.strip_prefix('\'') {
        Some(rest) if begins_a_formula(rest) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

fn same(texts: &[Vec<SafeText>], read: &[Vec<String>]) {
    assert_eq!(texts.len(), read.len());
    for (text, cells) in texts.iter().zip(read) {
        let text: Vec<&str> = text.iter().map(SafeText::as_str).collect();
        let cells: Vec<String> = cells.iter().map(|cell| judged(cell)).collect();
        assert_eq!(text, cells);
    }
}

#[test]
fn ten_thousand_hostile_texts_come_back_as_they_were_and_none_is_a_formula() {
    let texts = texts();
    let csv = written(&texts);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let read: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    same(&texts, &read);
}

#[test]
fn another_reader_reads_the_same() {
    let texts = texts();
    let code = "import csv,io,json,sys\nraw=io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8',newline='')\njson.dump(list(csv.reader(raw,strict=True))[1:],sys.stdout)";
    let child = Command::new("python3")
        .args(["-c", code])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: there is no python3 here");
        return;
    };
    let mut input = child.stdin.take().unwrap();
    let csv = written(&texts);
    let feeding = std::thread::spawn(move || input.write_all(csv.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    assert!(output.status.success());
    let read: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
    same(&texts, &read);
}

#[test]
fn texts_that_begin_a_formula_get_an_apostrophe_and_figures_stay_figures() {
    for text in [
        "=1", "+1", "-1", "@x", "\t=", "\rx", " =1", "\"=1", "' \"-1", "＝1", "\u{a0}=1",
    ] {
        assert!(begins_a_formula(text), "{text:?}");
    }
    for text in ["", "a=1", "1-2", "'", "\"a", "(=1)", "<=1"] {
        assert!(!begins_a_formula(text), "{text:?}");
    }
    let row = vec![
        Cell::text("-1"),
        Cell::Number(-1.5),
        Cell::Number(f64::NAN),
        Cell::Whole(7),
        Cell::Empty,
        Cell::text("a \"b\", c"),
    ];
    let heading = ["=a", "b", "c", "d", "e", "f"].map(SafeText::from);
    let text = csv(&heading, &[row]).unwrap();
    assert_eq!(text, "'=a,b,c,d,e,f\r\n'-1,-1.5,,7,,\"a \"\"b\"\", c\"\r\n");
}

#[test]
fn advice_and_cases_are_written_as_tables() {
    let home = Home::new();
    home.file("answers.json", r#"{"answers": {"budget": 35000}}"#);
    let ran = home.run("advise vehicles --answers answers.json --format csv --top 5");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let heading: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(heading[..5], ["rank", "name", "seller", "own", "points"]);
    assert!(
        heading.iter().any(|name| name.ends_with("(USD)")),
        "{heading:?}"
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][0]), (5, "1"));
    let money = heading
        .iter()
        .position(|name| name.ends_with("(USD)"))
        .unwrap();
    for row in &rows {
        assert!(
            row[4].parse::<f64>().is_ok() && row[money].parse::<f64>().is_ok(),
            "{row:?}"
        );
        assert!(["yes", "no"].contains(&&row[3]), "{row:?}");
    }
    let ran = home.run("case list --format csv --data-dir data");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "id,catalog,state,answered,started,kept_to,recommended,newer_records\r\n"
        )
    );
}
