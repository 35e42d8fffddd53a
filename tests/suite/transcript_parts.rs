//! What a transcript must hold: each part, its figures, and the list of what is missing.

use candor::catalog::from_files;
use candor::interview::{Fact, NoteKind};
use candor::transcript::{
    Document, Earnings, Fit, LeftOut, Missing, Verdict, completeness, html, json, markdown, text,
};

use crate::support::catalogs::broadband_folder;
use crate::support::transcripts::{Talk, persona, vehicles};
use crate::transcripts::talks;

fn contractor() -> Document {
    Talk::new(vehicles(), &persona("contractor"))
        .read_out()
        .document()
}

fn first(document: &mut Document) -> &mut candor::transcript::Shown {
    match &mut document.verdict {
        Verdict::First { offering, .. } => offering,
        Verdict::NothingFits => panic!("something fits"),
    }
}

#[test]
fn contributions_sum_exactly_to_each_score() {
    for (id, talk) in talks() {
        let mut document = talk.document();
        let mut shown = vec![];
        if matches!(document.verdict, Verdict::First { .. }) {
            shown.push(first(&mut document).clone());
        }
        shown.extend(
            document
                .alternatives
                .iter()
                .map(|other| other.offering.clone()),
        );
        assert!(!shown.is_empty());
        for offering in shown {
            let sum: u32 = offering
                .contributions
                .iter()
                .map(|part| part.hundredths)
                .sum();
            assert_eq!(sum, offering.score, "{id}: {}", offering.name);
        }
    }
}

#[test]
fn differences_sum_exactly_to_what_parts_two_scores() {
    let mut document = contractor();
    let best = i64::from(first(&mut document).score);
    for other in &document.alternatives {
        let parts = other
            .worse
            .iter()
            .chain(&other.better)
            .map(|part| part.hundredths);
        assert_eq!(parts.sum::<i64>(), i64::from(other.offering.score) - best);
    }
}

#[test]
fn a_hand_over_without_a_part_is_a_draft_in_every_format() {
    type Cut = fn(&mut Document);
    let cuts: [(Missing, Cut); 15] = [
        (Missing::Disadvantages, |d| first(d).disadvantages.clear()),
        (Missing::Disadvantages, |d| {
            d.alternatives[1].offering.disadvantages.clear()
        }),
        (Missing::Costs, |d| d.costs.rows.clear()),
        (Missing::Costs, |d| d.costs.rows[0].amounts.truncate(1)),
        (Missing::UnmetNeeds, |d| d.unmet.little.clear()),
        (Missing::UnmetNeeds, |d| {
            first(d).meets[0].fit = Fit::NotStated
        }),
        (Missing::UnmetNeeds, |d| {
            let count = d.compared;
            d.left_out.push(LeftOut {
                need: "wings".into(),
                count,
            });
        }),
        (Missing::Scope, |d| d.scope.missing.clear()),
        (Missing::Scope, |d| d.scope.covers = "".into()),
        (Missing::Interests, |d| d.interests.own = "".into()),
        (Missing::Interests, |d| d.interests = Earnings::default()),
        (Missing::Sources, |d| d.sources.clear()),
        (Missing::NotAsked, |d| {
            d.said.not_asked.pop();
        }),
        (Missing::NotAsked, |d| d.said.not_applying.clear()),
        (Missing::Statements, |d| d.statements[0].read = None),
    ];
    for (number, (part, cut)) in cuts.into_iter().enumerate() {
        let mut document = match number {
            13 => Talk::new(vehicles(), &persona("commuter"))
                .read_out()
                .document(),
            _ => contractor(),
        };
        assert_eq!(completeness(&document), [], "before cut {number}");
        cut(&mut document);
        assert_eq!(completeness(&document), [part], "cut {number}");
        let words = format!("DRAFT: not complete. Still missing: {}.", part.words());
        assert!(markdown(&document).contains(&words));
        assert!(html(&document).contains(&words));
        assert!(text(&document, 76).contains(&words));
        let object = json(&document);
        assert_eq!(object["complete"], false);
        assert_eq!(object["missing"], serde_json::json!([part]));
    }
    let mut document = contractor();
    document.alternatives.pop();
    assert_eq!(
        completeness(&document),
        [Missing::Alternatives, Missing::Costs]
    );
}

#[test]
fn own_offerings_are_named_as_such_wherever_they_stand() {
    let (_, talk) = talks()
        .into_iter()
        .find(|(id, _)| id == "own_first")
        .unwrap();
    let mut document = talk.document();
    let name = first(&mut document).name.to_string();
    let bare = name.strip_suffix(" [OURS]").expect("marked").to_owned();
    assert!(document.order[0].name.ends_with("[OURS]"));
    let written = text(&document, 400);
    let (all, marked) = (
        written.matches(&bare).count(),
        written.matches(&name).count(),
    );
    assert_eq!(all, marked, "{written}");
    assert!(all >= 4);
    assert!(written.contains("sold by us; we earn from this one"));
}

#[test]
fn private_notes_stay_out_of_every_format() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    talk.say(Fact::Noted {
        kind: NoteKind::Private,
        text: "purple elephant".into(),
    });
    talk.say(Fact::Noted {
        kind: NoteKind::Complaint,
        text: "waited an hour".into(),
    });
    let document = talk.document();
    for written in [
        markdown(&document),
        html(&document),
        text(&document, 76),
        json(&document).to_string(),
    ] {
        assert!(!written.contains("purple"));
        assert!(written.contains("waited an hour"));
    }
    let facts = json(&document)["facts"].as_array().unwrap().len();
    assert_eq!(
        facts,
        talk.facts.len(),
        "the fact itself stays, because a later undo may refer to it"
    );
}

#[test]
fn changed_answers_show_what_was_said_before() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    talk.answer("miles", serde_json::json!(20000));
    talk.answer("miles", serde_json::json!(20000));
    talk.answer("miles", serde_json::json!(12000));
    let written = text(&talk.document(), 200);
    let line = "Miles a year: 17,000 miles a year -> 20,000 miles a year -> 12,000 miles a year\n";
    assert!(written.contains(line), "{written}");
}

#[test]
fn advice_outside_a_case_has_no_case_and_no_time() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    talk.facts.remove(0);
    (talk.case, talk.made) = (None, None);
    let document = talk.document();
    assert_eq!(completeness(&document), []);
    let written = text(&document, 76);
    assert!(
        !written.contains("Case:") && !written.contains("UTC"),
        "{written}"
    );
    assert!(written.contains("figures as of 2025-11-01"));
}

#[test]
fn old_sources_are_marked_when_the_document_is_made() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    assert!(!text(&talk.document(), 76).contains("OLD:"));
    talk.made = Some("2026-06-01T00:00:00Z".parse().unwrap());
    let document = talk.document();
    assert!(
        document
            .sources
            .iter()
            .all(|source| source.old == Some(true))
    );
    assert!(text(&document, 76).contains("OLD:"));
}

#[test]
fn text_for_an_email_keeps_to_76_columns() {
    for (id, talk) in talks() {
        for line in text(&talk.document(), 76).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 76, "{id}: {line}");
            assert_eq!(line.trim_end(), line, "{id}");
        }
    }
}

#[test]
fn what_the_customer_has_now_stands_beside_the_advice_once_it_is_told() {
    let read = |name: &str| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let mut catalog: serde_json::Value = serde_json::from_str(&read("catalog.json")).unwrap();
    catalog["status_quo"] = serde_json::json!({ "offering": "bright-air", "when": "phone" });
    let catalog = from_files(
        catalog.to_string().as_bytes(),
        read("offerings.csv").as_bytes(),
    )
    .unwrap();
    for (told, compared) in [(true, 12), (false, 11)] {
        let answers = serde_json::json!({ "games": true, "phone": told });
        let document = Talk::new(catalog.clone(), &answers).document();
        // Nothing was read out to anybody here.
        assert_eq!(completeness(&document), [Missing::Statements]);
        assert_eq!(document.compared, compared);
        let now = document
            .alternatives
            .iter()
            .filter(|other| other.offering.now)
            .count();
        assert_eq!(now, usize::from(told));
        let written = text(&document, 200);
        assert_eq!(
            written.contains("Bright Air: does not meet all must-haves; what you have now."),
            told,
            "{written}"
        );
        assert_eq!(document.costs.offerings.len(), 3 + usize::from(told));
    }
}

/// "Is it still $30,190" named no offering, and was about the first of the order when the customer had chosen another.
#[test]
fn what_to_ask_the_seller_is_about_what_was_chosen_and_names_it() {
    let mut talk = Talk::new(vehicles(), &persona("no_toyota"));
    let open = talk.document();
    let catalog = talk.catalog.clone();
    // The offering with the longest name in what a document calls it.
    let of = |called: &str| {
        let here = catalog.offerings.iter();
        let here = here.filter(|own| called.contains(own.name.as_str()));
        here.max_by_key(|own| own.name.len()).unwrap()
    };
    let Verdict::First { offering, .. } = &open.verdict else {
        panic!("something fits");
    };
    let first = of(&offering.name);
    let names = |question: &&candor::domain::SafeText, own: &str| question.contains(own);
    assert!(!open.ask_first.is_empty());
    assert!(open.ask_first.iter().all(|own| names(&own, &first.name)));
    let other = open
        .alternatives
        .iter()
        .map(|other| &other.offering)
        .find(|other| !other.own && !other.now)
        .unwrap();
    let chosen = of(&other.name);
    talk.say(Fact::Ended {
        outcome: candor::interview::Outcome::Chose {
            offering: chosen.id.clone(),
        },
    });
    let decided = talk.document();
    assert!(!decided.ask_first.is_empty());
    assert!(
        decided
            .ask_first
            .iter()
            .all(|own| names(&own, &chosen.name))
    );
    assert_ne!(decided.ask_first, open.ask_first);
}

/// "figures as of 2026-09-17, the oldest of 2026-09-17".
#[test]
fn the_oldest_figure_is_named_only_where_it_is_older_than_the_others() {
    let mut document = contractor();
    document.oldest_fact = Some(document.head.catalog.as_of);
    assert!(text(&document, 200).contains("figures as of "));
    assert!(!text(&document, 200).contains("the oldest of"));
    document.oldest_fact = document.head.catalog.as_of.yesterday().ok();
    assert!(text(&document, 200).contains(", the oldest of "));
}

/// The page told the drawbacks and the costs of the first of the order, and that every must-have was met, to somebody who had taken
/// another one that misses a must-have.
#[test]
fn a_customer_who_takes_another_one_reads_what_is_against_it_and_what_it_costs() {
    let mut talk = Talk::new(vehicles(), &persona("no_toyota")).read_out();
    let open = talk.document();
    assert!(open.alternatives.iter().all(|other| !other.taken));
    let far_down = talk.advice().leaders().last().unwrap().offering;
    let misses = talk.advice().excluded.last().unwrap().offering;
    for (offering, fits) in [(far_down, true), (misses, false)] {
        let own = talk.catalog.offerings[offering].clone();
        talk.say(Fact::Ended {
            outcome: candor::interview::Outcome::Chose {
                offering: own.id.clone(),
            },
        });
        let document = talk.document();
        let taken = document.alternatives.iter().filter(|other| other.taken);
        let [taken] = taken.collect::<Vec<_>>()[..] else {
            panic!("one is taken");
        };
        let name = &taken.offering.name;
        assert!(name.contains(own.name.as_str()), "{name}");
        assert!(
            open.alternatives
                .iter()
                .all(|other| other.offering.name != *name)
        );
        assert!(document.costs.offerings.contains(name));
        let words = text(&document, 400);
        let page = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in &taken.offering.disadvantages {
            assert!(page.contains(told.as_str()), "{told}:\n{page}");
        }
        assert!(page.contains("Disadvantages of the first of the order"));
        assert!(!page.contains("Its disadvantages"));
        let missed = taken.offering.meets.iter();
        let missed = missed.filter(|meets| meets.must && meets.fit == Fit::Missed);
        assert_eq!(missed.count() == 0, fits);
        assert_eq!(page.contains("What you chose misses:"), !fits, "{page}");
        assert!(fits || !page.contains("Every must-have is met"));
    }
}
