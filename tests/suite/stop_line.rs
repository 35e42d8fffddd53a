//! U-046: the second line names exactly the questions whose answers can still change the first place.

use std::collections::BTreeSet;

use candor::catalog::{builtin, from_files, personas};
use candor::command::Place;
use candor::ranking::{ENOUGH, LITTLE};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::path::Path;

/// The questions that the line names, counted from 1; `None` where it names none.
fn named(line: &str) -> Option<BTreeSet<usize>> {
    let words = line
        .split("; ")
        .find(|part| part.starts_with('Q') && part.ends_with("could change 1st place"))?;
    let mut named = BTreeSet::new();
    for word in words.split(' ').filter(|word| word.starts_with('Q')) {
        let (from, to) = match word[1..].split_once('-') {
            Some((from, to)) => (from, to),
            None => (&word[1..], &word[1..]),
        };
        let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
        assert!(from <= to, "{word}");
        named.extend(from..=to);
    }
    Some(named)
}

#[test]
fn the_line_names_exactly_the_questions_that_can_still_change_the_first_place() {
    let mut talk = Talk::new(broadband());
    let mut sets = BTreeSet::new();
    for key in ["2 Enter", "2", "1", "4 0 Enter", "2", "0", "1", "0", "0"] {
        let rows = talk.rows(120, 40);
        let case = talk.app.case.as_ref().unwrap();
        let truth: BTreeSet<usize> = case
            .can_change_first()
            .map(|position| position + 1)
            .collect();
        let line = rows[1].trim();
        assert!(line.starts_with("Can stop now: "), "{line}");
        assert_eq!(named(line).unwrap_or_default(), truth, "{line}");
        sets.insert(truth);
        if talk.app.place != Place::Question {
            break;
        }
        talk = talk.keys(key);
    }
    assert!(sets.len() > 2, "the set changes: {sets:?}");
}

#[test]
fn where_the_names_do_not_fit_the_line_counts_them() {
    let own = builtin::find("wireless").unwrap();
    let wireless = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
    // In the order of what each question tells, so that those left lie apart.
    let mut talk = Talk::start(&[&wireless]).by_worth().keys("1 Enter");
    let mut counted = 0;
    while talk.app.place == Place::Question {
        let case = talk.app.case.as_ref().unwrap();
        let truth = case.can_change_first().count();
        let answered = case.interview.answers().len();
        let figures = talk.app.types_figures();
        for width in 40..80 {
            let line = talk.rows(width, 24)[1].trim().to_owned();
            if line.contains("questions could change") {
                let words = format!("{truth} questions could change 1st place");
                assert!(line.contains(&words), "{line}");
                assert!(named(&line).is_none(), "{line}");
                counted += 1;
            }
        }
        talk = talk.keys(if figures { "j" } else { "0" });
        let case = talk.app.case.as_ref().unwrap();
        if case.interview.answers().len() == answered {
            break;
        }
    }
    assert!(counted > 0);
}

#[test]
fn where_asking_on_gains_little_the_line_says_how_little_and_never_nothing() {
    let mut said = 0;
    for own in builtin::ALL {
        let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        for persona in personas::read(&catalog, own.tests).unwrap() {
            let path = Path::to_summary(&catalog, &persona, true);
            let keys = path.keys.split_last().unwrap().1.join(" ");
            let mut talk = Talk::start(&[&catalog]).by_worth().keys(&keys);
            let line = talk.rows(160, 40)[1].trim().to_owned();
            let ahead = &talk.app.case.as_ref().unwrap().sure.as_ref().unwrap().ahead;
            let little = !ahead.can_stop && ahead.changes > ENOUGH;
            assert_eq!(line.contains("asking on gains"), little, "{line}");
            if little {
                assert!(ahead.loss <= LITTLE, "{ahead:?}");
                let tenths = ahead.loss / 10;
                let gains = match tenths {
                    0 => "less than 0.1".to_owned(),
                    _ => format!("{:.1}", f64::from(tenths) / 10.0),
                };
                assert!(
                    line.contains(&format!("asking on gains {gains} of 100 points")),
                    "{line}"
                );
                said += 1;
            }
        }
    }
    assert!(said > 3, "{said}");
}
