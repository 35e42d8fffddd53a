//! What must be on screen: the question that keys answer, the statement that is read out, whole phrases, whole names.

use candor::catalog::Catalog;
use candor::command::Place;
use candor::interview::{Fact, Outcome};

use crate::support::app::Talk;
use crate::support::catalogs::all;

fn shipped(id: &str) -> Catalog {
    let found = all().into_iter().find(|catalog| catalog.id.as_str() == id);
    found.expect("a catalog of that id")
}

/// The words of a text that stand on screen in their order, whatever stands between its rows.
fn stands(rows: &[String], text: &str) -> bool {
    let cells = |row: &String| {
        row.split('│')
            .map(str::trim)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns).any(|column| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column).or(row.first()));
        let words: Vec<&str> = cells.flat_map(|cell| cell.split_whitespace()).collect();
        words
            .join(" ")
            .contains(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

fn read_outs(talk: &Talk) -> usize {
    let facts = talk.on_disk().iter();
    facts
        .filter(|recorded| matches!(recorded.fact, Fact::ReadOut { .. }))
        .count()
}

/// At 40x10 the order took all rows where the customer's present plan has one.
#[test]
fn the_question_is_drawn_before_any_row_of_the_order() {
    for catalog in all() {
        for question in 0..catalog.questions.len() {
            let mut talk = Talk::new(&catalog);
            talk.app.case.as_mut().unwrap().go_to(question);
            let asked = &catalog.questions[question].say;
            let begins: Vec<&str> = asked.split_whitespace().take(3).collect();
            for (width, height) in [
                (40, 10),
                (40, 12),
                (45, 15),
                (60, 16),
                (60, 20),
                (79, 23),
                (80, 10),
            ] {
                for key in ["Home", "End"] {
                    talk = talk.sized(width, height).keys(key);
                    let rows = talk.rows(width, height);
                    let screen = rows.join("\n");
                    assert!(
                        stands(&rows, &begins.join(" ")),
                        "{width}x{height} {asked}\n{screen}"
                    );
                    assert!(
                        rows.iter().any(|row| row.contains(" > ")),
                        "{width}x{height}\n{screen}"
                    );
                }
            }
        }
    }
}

/// Someone whose present bill is known, so that what they have is ranked.
fn with_a_bill() -> Talk {
    let catalog = shipped("wireless");
    let mut questions = catalog.questions.iter();
    let bill = questions.position(|question| question.id.as_str() == "bill_now");
    let mut talk = Talk::new(&catalog);
    talk.app
        .case
        .as_mut()
        .unwrap()
        .go_to(bill.expect("the bill"));
    talk.keys("Down Down Enter")
}

#[test]
fn the_question_stays_on_a_small_screen_when_what_the_customer_has_is_ranked() {
    let mut talk = with_a_bill();
    let now = talk.app.case.as_ref().unwrap().view().status_quo();
    assert!(now.is_some());
    let asked = talk.app.case.as_ref().unwrap().question().unwrap();
    let asked: Vec<&str> = asked.say.split_whitespace().take(3).collect();
    let asked = asked.join(" ");
    for (width, height) in [(40, 10), (60, 20)] {
        let rows = talk.rows(width, height);
        assert!(stands(&rows, &asked), "{}", rows.join("\n"));
    }
    let screen = talk.rows(60, 20).join("\n");
    for row in ["\n 1", "\n 2", "\n 3", "NOW "] {
        assert!(screen.contains(row), "{screen}");
    }
}

#[test]
fn a_digit_takes_no_option_that_is_not_drawn() {
    let catalog = &shipped("vehicles");
    let options = |at: &usize| {
        let kind = &catalog.questions[*at].kind;
        let one = matches!(kind, candor::catalog::AnswerKind::One { .. });
        if one {
            kind.options().count().min(9)
        } else {
            0
        }
    };
    let many = (0..catalog.questions.len()).max_by_key(options).unwrap();
    let last = options(&many);
    let mut talk = Talk::new(catalog);
    talk.app.case.as_mut().unwrap().go_to(many);
    let mut talk = talk.sized(40, 10).keys("Home");
    let drawn = talk.rows(40, 10).join("\n");
    assert!(!drawn.contains(&format!("[{last}]")), "{drawn}");
    let before = talk.on_disk().len();
    talk = talk.keys(&last.to_string());
    assert_eq!(talk.on_disk().len(), before, "nothing is answered unseen");
    let drawn = talk.rows(40, 10).join("\n");
    assert!(drawn.contains(&format!("> [{last}]")), "{drawn}");
    assert!(drawn.contains("not on screen"), "{drawn}");
    talk = talk.keys(&last.to_string());
    assert_eq!(talk.on_disk().len(), before + 1, "seen, it is taken");
}

/// `y` ticked statements that stood below the edge of the window.
#[test]
fn nothing_counts_as_read_out_before_all_of_it_was_on_screen() {
    for catalog in all() {
        for (width, height) in [(40, 10), (60, 20), (80, 24)] {
            let mut talk = Talk::new(&catalog)
                .keys("s")
                .sized(width, height)
                .keys("Down");
            let mut seen = String::new();
            while let Some(statement) = talk.app.statement().map(|s| s.text.to_string()) {
                let before = read_outs(&talk);
                for _ in 0..9 {
                    seen.push_str(&talk.rows(width, height).join("\n"));
                    talk = talk.keys("y");
                    if read_outs(&talk) > before {
                        break;
                    }
                }
                assert_eq!(
                    read_outs(&talk),
                    before + 1,
                    "{width}x{height}: {statement}"
                );
                for word in statement.split_whitespace() {
                    assert!(
                        seen.contains(word),
                        "{width}x{height}: {word} of {statement}"
                    );
                }
                seen.clear();
            }
            assert_eq!(read_outs(&talk), catalog.statements.len());
        }
    }
}

#[test]
fn a_statement_that_was_scrolled_away_comes_back_before_it_counts() {
    let mut talk = Talk::new(&shipped("mortgages")).keys("s");
    let before = read_outs(&talk);
    talk = talk.sized(80, 14).keys("PgDn PgDn y");
    assert_eq!(read_outs(&talk), before);
    assert!(talk.rows(80, 14).join("\n").contains("Read this out first"));
}

#[test]
fn a_decision_with_unread_statements_says_so_until_they_are_read() {
    let catalog = shipped("vehicles");
    let mut talk = Talk::new(&catalog).keys("s 1");
    let ended = |talk: &Talk| {
        let mut facts = talk.on_disk().iter();
        facts.any(|recorded| {
            matches!(
                &recorded.fact,
                Fact::Ended {
                    outcome: Outcome::Chose { .. }
                }
            )
        })
    };
    assert!(ended(&talk), "the record is never held up");
    let screen = talk.text();
    assert!(
        screen.contains("2 statements unread (y): the transcript is a DRAFT."),
        "{screen}"
    );
    let rows = talk.rows(120, 40);
    assert!(stands(
        &rows,
        "2 required statements are unread: the transcript is a DRAFT until they are read (y)."
    ));
    let exports = talk.exports;
    talk = talk.keys("y");
    assert!(stands(
        &talk.rows(120, 40),
        "1 required statement is unread"
    ));
    talk = talk.keys("y");
    assert_eq!(
        talk.exports,
        exports + 2,
        "what was written is written again"
    );
    assert!(!talk.text().contains("unread"));
}

#[test]
fn the_summary_names_every_offering_whole() {
    for catalog in all() {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut talk = Talk::new(&catalog).keys("s");
            let rows = talk.rows(width, height);
            for entry in talk.app.case.as_ref().unwrap().view().entries(3) {
                let words = format!("takes {}", entry.label());
                assert!(
                    stands(&rows, &words),
                    "{width}x{height} {words}\n{}",
                    rows.join("\n")
                );
            }
        }
    }
}

#[test]
fn line_two_is_made_of_whole_phrases() {
    for catalog in all() {
        for keys in ["", "s", "s 1", "s 4", "0 0 0"] {
            for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
                let mut talk = Talk::new(&catalog).keys(keys);
                talk.app.notice = None;
                let line = talk.rows(width, height)[1].trim().to_owned();
                assert!(!line.ends_with(".."), "{width}x{height}: {line}");
                assert!(
                    line.starts_with("Can stop now: ") || line.starts_with("Decided"),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn after_a_decision_nobody_is_told_not_to_stop() {
    let mut talk = Talk::new(&shipped("vehicles")).keys("s 4 y y");
    talk.app.notice = None;
    let line = talk.rows(80, 24)[1].trim().to_owned();
    assert!(
        line.starts_with("Decided: keeps what they have; "),
        "{line}"
    );
    assert!(!talk.text().contains("Can stop now"));
}

#[test]
fn what_the_customer_has_is_headed_now_and_not_by_its_rank() {
    let mut talk = with_a_bill().keys("c");
    let rows = talk.rows(120, 40);
    let heads = rows.iter().find(|row| row.contains("> 1"));
    let heads = heads.expect("the row above the names");
    let now = heads.find("NOW");
    assert!(now.is_some() && now < heads.find("> 1"), "{heads}");
    let cautions = rows
        .iter()
        .position(|row| row.contains("WATCH OUT"))
        .expect("cautions");
    let mut below = rows[cautions..].iter();
    assert!(
        below.any(|row| row.trim_start().starts_with("[1] ")),
        "{}",
        rows.join("\n")
    );
    assert_eq!(talk.app.place, Place::Compare);
}

#[test]
fn what_was_taken_back_is_not_called_the_last_answer() {
    let catalog = shipped("vehicles");
    let mut talk = Talk::new(&catalog);
    let must = catalog
        .questions
        .iter()
        .position(|question| question.id.as_str() == "people");
    talk.app
        .case
        .as_mut()
        .unwrap()
        .go_to(must.expect("how many people"));
    let last = catalog.questions[must.unwrap()].kind.options().count();
    talk = talk.keys(&last.to_string());
    let answered = talk.rows(120, 40).join("\n");
    assert!(answered.contains("Since the last answer"), "{answered}");
    talk = talk.keys("u");
    let undone = talk.rows(120, 40).join("\n");
    assert!(undone.contains("Since it was taken back"), "{undone}");
    assert!(undone.contains(", was out"), "{undone}");
    assert!(!undone.contains("->"), "{undone}");
    talk = talk.keys("r");
    let redone = talk.rows(120, 40).join("\n");
    assert!(redone.contains("Since it was brought back"), "{redone}");
}

#[test]
fn an_amount_of_nothing_is_no_headline_reason() {
    let catalog = shipped("vehicles");
    let question = catalog
        .questions
        .iter()
        .position(|question| question.id.as_str() == "budget");
    let mut talk = Talk::new(&catalog);
    talk.app
        .case
        .as_mut()
        .unwrap()
        .go_to(question.expect("a budget"));
    talk = talk.keys("Right Right Right").typed("90000").keys("Enter");
    let screen = talk.rows(120, 40).join("\n");
    assert!(!screen.contains("$0, over the budget"), "{screen}");
}
