//! An answer that earlier answers rule out is refused where it is given, with what would fit.

use candor::catalog::{Catalog, builtin, from_files};
use candor::interview::{Given, from_json};
use serde_json::{Value, json};

use crate::support::app::Talk;
use crate::support::catalogs::{broadband_folder, said};

fn mortgages() -> Catalog {
    let own = builtin::find("mortgages").unwrap();
    from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap()
}

fn told(catalog: &Catalog, answers: Value) -> Result<(), String> {
    from_json(catalog, &json!({ "answers": answers }))
        .map(|_| ())
        .map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect())
}

#[test]
fn a_down_payment_above_the_price_is_refused_and_one_as_high_is_not() {
    let catalog = mortgages();
    let refused = told(&catalog, json!({"down": 400_000, "home_price": 300_000}));
    assert_eq!(
        refused.unwrap_err(),
        "down: $400,000 is more than 'Home price' allows.\n    \
         to do:   Give at most $300,000, or correct 'Home price' first.\n"
    );
    let cents = told(&catalog, json!({"down": 300_000.5, "home_price": 300_000}));
    assert!(cents.unwrap_err().contains("$300,000.50 is more"));
    assert_eq!(
        told(&catalog, json!({"down": 300_000, "home_price": 300_000})),
        Ok(())
    );
}

/// 400,000 dollars are assumed until the price is told; whoever has more to put down may say so first.
#[test]
fn what_is_only_assumed_sets_no_limit() {
    let catalog = mortgages();
    for price in [json!("dont_know"), json!("refused")] {
        assert_eq!(
            told(&catalog, json!({"down": 900_000, "home_price": price})),
            Ok(())
        );
    }
    assert_eq!(told(&catalog, json!({"down": 900_000})), Ok(()));
    assert_eq!(
        told(&catalog, json!({"down": "dont_know", "home_price": 60_000})),
        Ok(())
    );
}

/// A limit over a question that does not apply to this customer is none, and neither is one on a question that does not.
#[test]
fn a_question_that_does_not_apply_neither_sets_a_limit_nor_keeps_one() {
    let read = |name| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let text = read("catalog.json");
    let kind = "\"kind\": {\"type\": \"number\", \"unit\": \"month\", \"min\": 1, \"max\": 60, \"step\": 1}";
    let limited = format!(
        "{}, \"at_most\": \"people * unit(6, 'month/person')\"}}",
        kind.strip_suffix('}').unwrap()
    );
    assert!(text.contains(kind));
    let build = |change: &dyn Fn(String) -> String| {
        let text = change(text.replace(kind, &limited));
        from_files(text.as_bytes(), read("offerings.csv").as_bytes()).unwrap()
    };
    let always = build(&|text| text);
    let answers = json!({"people": 2, "games": false, "stay": 13});
    let refused = told(&always, answers.clone()).unwrap_err();
    assert!(
        refused.contains("13 months is more than 'People' allows."),
        "{refused}"
    );
    assert!(refused.contains("at most 12 months"), "{refused}");
    let only_for_games =
        build(&|text| text.replace(&limited, &format!("\"when\": \"games\", {limited}")));
    assert_eq!(told(&only_for_games, answers), Ok(()));
    let played = json!({"people": 2, "games": true, "stay": 13});
    assert!(told(&only_for_games, played).is_err());
}

#[test]
fn at_the_keyboard_the_refusal_stands_at_the_field_and_nothing_is_kept() {
    let catalog = mortgages();
    let jump = |talk: Talk, to: &str| talk.keys("F2").typed(to).keys("Enter");
    let mut talk = jump(Talk::new(&catalog), "Home price");
    let question = |talk: &Talk| {
        let case = talk.app.case.as_ref().unwrap();
        case.question().unwrap().id.to_string()
    };
    assert_eq!(question(&talk), "home_price");
    talk = jump(talk.typed("300000").keys("Enter"), "Down payment");
    assert_eq!(question(&talk), "down");
    let before = talk.on_disk().len();
    talk = talk.typed("400000").keys("Enter");
    assert_eq!(talk.on_disk().len(), before, "nothing was recorded");
    assert_eq!(question(&talk), "down");
    let screen = talk.text();
    assert!(
        screen.contains("$400,000 is more than 'Home price' allows."),
        "{screen}"
    );
    assert!(screen.contains("at most $300,000"), "{screen}");
    assert!(screen.contains("400000"), "what was typed stays: {screen}");
    for _ in 0..6 {
        talk = talk.keys("Backspace");
    }
    talk = talk.typed("60000").keys("Enter");
    assert_eq!(talk.on_disk().len(), before + 1);
}

/// The price can be corrected below a down payment that was told before: then the advice says what is wrong.
#[test]
fn a_price_lowered_later_makes_the_advice_say_that_no_loan_is_needed() {
    use candor::cli::Advised;
    let catalog = mortgages();
    let mut answers = std::collections::BTreeMap::new();
    for (question, value) in [("home_price", 60_000), ("down", 80_000)] {
        let id = catalog.question(question).unwrap().1.id.clone();
        answers.insert(id, said(&catalog, question, &json!(value)));
    }
    let caveats = |answers| {
        let given = Given {
            answers,
            choices: Vec::new(),
        };
        let advised = Advised::on_answers(&catalog, given);
        let view = advised.view();
        let (row, _) = catalog.offering("cedar-30-0").unwrap();
        let entry = view.entry(row).unwrap();
        entry
            .caveats
            .iter()
            .map(|caveat| caveat.text.to_string())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let said_then = caveats(answers.clone());
    assert!(
        said_then.contains("A down payment of $80,000 pays the whole price of $60,000"),
        "{said_then}"
    );
    let price = catalog.question("home_price").unwrap().1.id.clone();
    answers.insert(price, said(&catalog, "home_price", &json!(300_000)));
    assert!(!caveats(answers).contains("pays the whole price"));
}
