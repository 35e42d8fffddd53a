//! A thousand conversations of made-up customers, ranked again: every byte of the advice is as it was when it was last looked at.
//!
//! The golden file has a line for each: catalog, number, first place, how sure of ten, and the SHA-256 of the whole advice as it is kept
//! with a case (ranking, reasons, cautions, what would change it). An ordinary run ranks the first of each catalog again, in a few
//! seconds; the ignored test ranks all of them.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::thread;

use candor::cases::CaseId;
use candor::catalog::Catalog;
use candor::interview::{Fact, Interview, Recorded};
use candor::present::Advised;
use jiff::Timestamp;
use pretty_assertions::assert_eq;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::catalogs;
use crate::support::dice::Dice;

/// Set to write the golden file anew after a change that was meant: `CANDOR_UPDATE_GOLDEN=1 cargo test golden_cases`.
const UPDATE: &str = "CANDOR_UPDATE_GOLDEN";

/// Customers of each catalog.
const EACH: u64 = 250;
/// How many of them an ordinary run looks at.
const FEW: u64 = 40;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cases.txt")
}

/// The line of one customer.
fn line(catalog: &Catalog, number: u64) -> String {
    let mut dice = Dice::new(number);
    let mut interview = Interview::default();
    for (question, answer) in dice.answers(catalog) {
        interview.apply(&Recorded {
            at: Timestamp::UNIX_EPOCH,
            fact: Fact::Answered { question, answer },
        });
    }
    let id = CaseId::from_number(number).unwrap().to_string();
    let advice = Advised::on_case(catalog, &id, interview)
        .canonical()
        .unwrap();
    let report: Value = serde_json::from_slice(&advice).unwrap();
    let first = report["ranking"][0]["id"]
        .as_str()
        .unwrap_or("nothing-fits");
    let sure = &report["confidence"]["n_in_10"];
    let mut hash = String::new();
    for byte in Sha256::digest(&advice) {
        write!(hash, "{byte:02x}").unwrap();
    }
    format!("{} {number:03} {first} {sure} {hash}", catalog.id)
}

/// The lines of the first `count` customers of every catalog.
fn lines(count: u64) -> Vec<String> {
    let catalogs = catalogs::all();
    let all: Vec<(&Catalog, u64)> = catalogs
        .iter()
        .flat_map(|catalog| (1..=count).map(move |number| (catalog, number)))
        .collect();
    let (one, other) = all.split_at(all.len() / 2);
    let ranked = |some: &[(&Catalog, u64)]| -> Vec<String> {
        some.iter()
            .map(|(catalog, number)| line(catalog, *number))
            .collect()
    };
    thread::scope(|scope| {
        let one = scope.spawn(|| ranked(one));
        let other = ranked(other);
        let mut lines = one.join().unwrap();
        lines.extend(other);
        lines
    })
}

fn held_against_the_file(count: u64) {
    let path = path();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, lines(EACH).join("\n") + "\n").unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let few: Vec<&str> = golden
        .lines()
        .filter(|line| {
            let number = line.split(' ').nth(1).unwrap().parse::<u64>().unwrap();
            number <= count
        })
        .collect();
    let now = lines(count);
    let catalogs = u64::try_from(catalogs::all().len()).unwrap();
    assert_eq!(golden.lines().count() as u64, EACH * catalogs);
    assert_eq!(now, few, "if that is meant, see {UPDATE}");
}

#[test]
fn recorded_customers_get_the_same_advice_to_the_byte() {
    held_against_the_file(FEW);
}

#[test]
#[ignore = "a thousand advices take a minute"]
fn a_thousand_recorded_customers_get_the_same_advice_to_the_byte() {
    held_against_the_file(EACH);
}
