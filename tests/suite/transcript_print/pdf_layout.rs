//! What is printed stays where it belongs, whatever it says: on the paper, in its column, and over nothing else.

use candor::domain::SafeText;
use candor::transcript::pages::{Block, Line, Pages, Section, Table};
use candor::transcript::pdf::{ABOVE, BELOW, Face, Laid, POINT, Paper, Rule, Run, Tag, Unit, lay};
use proptest::prelude::*;

const KEYS: [&str; 9] = [
    "advice", "told", "meets", "against", "unmet", "costs", "others", "scope", "sources",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z]{1,10}",
        2 => "\\$?[0-9]{1,6}(\\.[0-9]{2})?",
        1 => "[WM@—…€Ä]{1,60}",
        1 => "[a-z/.-]{60,140}",
        1 => "[()<>\\\\/%\\[\\]]{1,8}",
    ]
}

fn text(least: usize, most: usize) -> impl Strategy<Value = SafeText> {
    let words = prop::collection::vec(word(), least..most);
    words.prop_map(|words| SafeText::new(&words.join(" ")))
}

fn line() -> impl Strategy<Value = Line> {
    (prop::option::of(text(0, 5)), text(1, 40)).prop_map(|(lead, text)| Line { lead, text })
}

fn table() -> impl Strategy<Value = Table> {
    (1..7_usize).prop_flat_map(|columns| {
        let row = prop::collection::vec(text(0, 9), columns);
        let long = prop::collection::vec(text(0, 120), columns);
        let rows = prop::collection::vec(prop_oneof![9 => row, 1 => long], 0..24);
        (prop::collection::vec(text(1, 4), columns), rows)
            .prop_map(|(heads, rows)| Table { heads, rows })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        line().prop_map(Block::Paragraph),
        prop::collection::vec(line(), 1..9).prop_map(Block::List),
        table().prop_map(Block::Table),
    ]
}

fn sections(most: usize) -> impl Strategy<Value = Vec<Section>> {
    let blocks = prop::collection::vec(block(), 1..4);
    let section = (prop::sample::select(KEYS.to_vec()), blocks);
    let section = section.prop_map(|(key, blocks)| Section {
        key,
        title: "What it is about",
        blocks,
    });
    prop::collection::vec(section, 0..most)
}

fn pages() -> impl Strategy<Value = Pages> {
    let heads = (prop::option::of(text(1, 40)), text(1, 12), text(1, 12));
    let parts = (sections(9), sections(3), sections(6), sections(6));
    (heads, parts).prop_map(|((draft, title, under), parts)| Pages {
        draft,
        title,
        under,
        customer: parts.0,
        along: parts.1,
        record: parts.2,
        evidence: parts.3,
    })
}

/// Left, upper, right and lower end.
type Extent = (Unit, Unit, Unit, Unit);

fn of_run(run: &Run) -> Extent {
    let (above, below) = (run.style.size * ABOVE / 1000, run.style.size * BELOW / 1000);
    (run.x, run.y - above, run.x + run.width, run.y + below)
}

/// A rule has no thickness here: what lies along it touches it at most with its own edge.
fn of_rule(rule: &Rule) -> Extent {
    (rule.from.0, rule.from.1, rule.to.0, rule.to.1)
}

fn overlap(one: Extent, other: Extent) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn everything_is_in_its_place(laid: &Laid) {
    let (width, height) = laid.paper.size();
    for sheet in &laid.sheets {
        let edge = 20 * POINT;
        for run in &sheet.runs {
            let (left, upper, right, lower) = of_run(run);
            assert!(run.room.0 <= left && right <= run.room.1, "{run:?}");
            assert!(edge <= run.room.0 && run.room.1 <= width - edge, "{run:?}");
            assert!(edge <= upper && lower <= height - POINT * 15, "{run:?}");
        }
        for (number, one) in sheet.runs.iter().enumerate() {
            for other in sheet.runs.iter().skip(number + 1) {
                assert!(!overlap(of_run(one), of_run(other)), "{one:?} {other:?}");
            }
            for rule in &sheet.rules {
                let over = of_rule(rule);
                let crosses = |(left, upper, right, lower): Extent| {
                    left < over.2 && over.0 < right && upper < over.3 && over.1 < lower
                        || over.1 == over.3
                            && (upper < over.1 && over.1 < lower)
                            && left < over.2
                            && over.0 < right
                        || over.0 == over.2
                            && (left < over.0 && over.0 < right)
                            && upper < over.3
                            && over.1 < lower
                };
                assert!(!crosses(of_run(one)), "{one:?} {rule:?}");
            }
        }
        for rule in &sheet.rules {
            let (left, upper, right, lower) = of_rule(rule);
            assert!(edge <= left && right <= width - edge, "{rule:?}");
            assert!(edge <= upper && lower <= height - edge, "{rule:?}");
        }
        // The last line above the foot of the page is no heading.
        let mut elements = sheet.runs.iter().rev().filter_map(|run| run.element);
        let last = elements.next().map(|last| laid.tree.elements[last].tag);
        assert!(!matches!(last, Some(Tag::H1 | Tag::H2)), "{last:?}");
    }
}

/// Everything said, without blanks.
fn said(pages: &Pages) -> String {
    let mut all = format!(
        "{}{}",
        pages.title,
        pages.draft.as_deref().unwrap_or_default()
    );
    all.push_str(&pages.under);
    let parts = [
        (&pages.customer, ""),
        (&pages.along, "To take along"),
        (&pages.record, "For the record"),
        (&pages.evidence, "Evidence"),
    ];
    for (sections, title) in parts {
        if !sections.is_empty() {
            all.push_str(title);
        }
        for section in sections {
            all.push_str(section.title);
            for block in &section.blocks {
                match block {
                    Block::Paragraph(line) => push(&mut all, line),
                    Block::List(lines) => lines.iter().for_each(|line| push(&mut all, line)),
                    Block::Table(table) => {
                        let rows = std::iter::once(&table.heads).chain(&table.rows);
                        rows.flatten().for_each(|cell| all.push_str(cell));
                    }
                }
            }
        }
    }
    sorted(&all)
}

fn push(all: &mut String, line: &Line) {
    all.push_str(line.lead.as_deref().unwrap_or_default());
    all.push_str(&line.text);
}

/// The letters, sorted: a row that is parted between two sheets is read line by line.
fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn drawn(laid: &Laid) -> String {
    let runs = laid.sheets.iter().flat_map(|sheet| &sheet.runs);
    let texts = runs.filter_map(|run| {
        let tag = laid.tree.elements[run.element?].tag;
        (tag != Tag::Lbl).then(|| crate::support::pdf::shown(&run.bytes))
    });
    sorted(&texts.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn nothing_leaves_its_column_or_lies_over_anything_and_all_is_there(pages in pages(), a4 in any::<bool>()) {
        let paper = if a4 { Paper::A4 } else { Paper::Letter };
        let laid = lay(&pages, Some(&"7F3K-92".into()), paper).unwrap();
        everything_is_in_its_place(&laid);
        prop_assert_eq!(drawn(&laid), said(&pages));
    }
}

#[test]
fn every_hand_over_is_in_its_place() {
    for (_, talk) in crate::transcripts::kept() {
        let document = talk.document();
        for (_, paper) in super::pdf::PAPERS {
            let laid = lay(&Pages::of(&document), document.head.case.as_ref(), paper).unwrap();
            everything_is_in_its_place(&laid);
        }
    }
}

#[test]
fn a_foot_that_is_too_long_leaves_the_case_out() {
    let pages = Pages {
        draft: None,
        title: "x".into(),
        under: "y".into(),
        customer: Vec::new(),
        along: Vec::new(),
        record: Vec::new(),
        evidence: Vec::new(),
    };
    let laid = lay(&pages, Some(&"W".repeat(400).as_str().into()), Paper::A4).unwrap();
    everything_is_in_its_place(&laid);
    let foot = laid.sheets[0].runs.last().unwrap();
    assert_eq!(foot.bytes, b"page 1 of 1");
    assert_eq!((foot.style.face, laid.sheets.len()), (Face::Regular, 1));
}
