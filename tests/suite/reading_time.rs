//! U-092: what is read out word for word takes its time. Nobody can say sooner that it was read.

use std::time::Duration;

use candor::catalog::Moment;
use candor::command::Place;
use candor::interview::Fact;
use sha2::{Digest as _, Sha256};

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};
use crate::support::lines::in_lines;

/// 60 % of the time that reading `text` takes at 180 words a minute.
fn least(text: &str) -> Duration {
    Duration::from_millis(text.split_whitespace().count() as u64 * 200)
}

/// At the opening of a catalog that has a statement for it, all of it on the screen.
fn opened(catalog: &candor::catalog::Catalog) -> Talk {
    Talk::start(&[catalog]).keys("1")
}

fn read(talk: &Talk) -> usize {
    let facts = &talk.app.case.as_ref().unwrap().facts;
    let read = facts
        .iter()
        .filter(|recorded| matches!(recorded.fact, Fact::ReadOut { .. }));
    read.count()
}

#[test]
fn before_it_can_have_been_read_y_is_refused_and_says_how_long_it_takes() {
    for catalog in all() {
        let text = &catalog.statements_at(Moment::Start).next().unwrap().text;
        let mut early = opened(&catalog);
        early.pace = least(text) - Duration::from_millis(1);
        early = early.keys("y");
        assert_eq!(early.app.place, Place::Opening, "{}", catalog.id);
        assert_eq!(read(&early), 0, "nothing is recorded");
        let notice = early.app.notice.clone().unwrap();
        assert!(
            notice.contains("Read it out") && notice.contains("1 s more"),
            "{notice}"
        );
        early.pace = Duration::from_millis(1);
        early = early.keys("y");
        assert_eq!(read(&early), 1, "a millisecond later it is taken");
    }
}

#[test]
fn the_record_has_the_time_and_the_hash_of_the_words() {
    let talk = opened(broadband()).keys("y");
    let statement = broadband().statements_at(Moment::Start).next().unwrap();
    let facts = &talk.app.case.as_ref().unwrap().facts;
    let Fact::ReadOut {
        statement: id,
        hash,
    } = &facts.last().unwrap().fact
    else {
        panic!("{facts:?}");
    };
    assert_eq!(*id, statement.id);
    let expected: String = Sha256::digest(statement.text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(hash.as_str(), expected);
}

#[test]
fn time_before_it_came_on_the_screen_does_not_count_and_another_width_takes_none_away() {
    let statement = broadband().statements_at(Moment::Start).next().unwrap();
    let mut talk = Talk::start(&[broadband()]);
    talk.pace = Duration::from_hours(1);
    talk = talk.keys("Down");
    talk.pace = Duration::ZERO;
    talk = talk.keys("1 y");
    assert_eq!(read(&talk), 0, "an hour on the start screen is no reading");
    talk.pace = least(&statement.text) / 2;
    talk = talk.sized(120, 40).keys("Down").sized(80, 24).keys("Down");
    talk.pace = Duration::ZERO;
    talk = talk.keys("y");
    assert_eq!(
        read(&talk),
        1,
        "half of the time at one width, half at another"
    );
}

#[test]
fn each_statement_has_its_own_time() {
    let catalog = all()
        .into_iter()
        .find(|catalog| catalog.id.as_str() == "mortgages")
        .unwrap();
    let mut talk = opened(&catalog).keys("y s");
    let before = read(&talk);
    talk = talk.keys("y");
    assert_eq!(read(&talk), before + 1);
    talk.pace = Duration::ZERO;
    talk = talk.keys("y y y");
    assert_eq!(read(&talk), before + 1, "the next one has just come up");
}

/// Line mode recorded "read out" in under a second; the screen had refused.
#[test]
fn in_lines_too_nothing_is_read_out_before_it_can_have_been_read() {
    for catalog in all() {
        let text = &catalog.statements_at(Moment::Start).next().unwrap().text;
        let mut early = Talk::start(&[&catalog]);
        early.pace = Duration::ZERO;
        let out = in_lines(&mut early, "1\ny\nread\nquit\n", 400);
        let seconds = least(text).as_millis().div_ceil(1000);
        for typed in ["y", "read"] {
            let refused = format!(
                "Not yet: {typed}. Nobody reads that fast. Read it out, then y: {seconds} s more. An empty line goes on without. Nothing was changed."
            );
            assert!(out.contains(&refused), "{}: {out}", catalog.id);
        }
        let is_read = |fact: &Fact| matches!(fact, Fact::ReadOut { .. });
        assert!(!early.on_disk().iter().any(|own| is_read(&own.fact)));
        // Whoever takes the time is believed, and whoever goes on without is not held up.
        let mut late = Talk::start(&[&catalog]);
        late.pace = least(text);
        let out = in_lines(&mut late, "1\ny\nquit\n", 400);
        assert!(late.on_disk().iter().any(|own| is_read(&own.fact)), "{out}");
        let mut without = Talk::start(&[&catalog]);
        without.pace = Duration::ZERO;
        let out = in_lines(&mut without, "1\ny\n\nquit\n", 400);
        assert!(out.contains("Question 1 of "), "{out}");
    }
}

#[test]
fn in_lines_each_statement_has_its_own_time_and_telling_it_again_takes_none_away() {
    let catalog = all()
        .into_iter()
        .find(|catalog| catalog.id.as_str() == "mortgages")
        .unwrap();
    let longest = catalog
        .statements_at(Moment::Advice)
        .map(|own| least(&own.text));
    let mut talk = opened(&catalog);
    // Time passes when a line is taken and when it is answered: the second line comes one step after the page was told.
    talk.pace = longest.max().unwrap() / 3;
    let out = in_lines(&mut talk, "\nsummary\ny\nrepeat\ny\ny\nquit\n", 400);
    let first = out.find("Saved: read out").unwrap();
    let (before, after) = out.split_at(first);
    assert_eq!(before.matches("Not yet: y.").count(), 1, "{out}");
    assert!(after.contains("Not yet: y."), "{out}");
}
