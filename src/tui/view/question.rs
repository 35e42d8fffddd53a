//! One question: what is asked, why, the rows, how much it matters, and what the last answer changed.

use ratatui::layout::Rect;

use crate::catalog::{AnswerKind, Catalog, Question};
use crate::domain::{Importance, Provenance};
use crate::interview::Status;
use crate::present::{answer_words, figure_words, level_words, ordinal};
use crate::tui::app::{App, Case, LEVELS, Row, rows};
use crate::tui::glyphs::{CHOSEN, CURSOR};
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::frame::{Panes, Screen};
use super::paint::Brush;
use super::paper::{Paper, PaperRow};
use super::ranking;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let Some(case) = &app.case else { return };
    match screen.panes(brush) {
        Panes::One(area) => {
            let ranking_rows = area.height.saturating_sub(13).clamp(3, 5);
            let top = Rect {
                height: area.height.saturating_sub(ranking_rows + 1),
                ..area
            };
            let below = Rect {
                y: top.bottom() + 1,
                height: ranking_rows,
                ..area
            };
            brush.paper(top, &question(case, top, Detail::Least));
            let rule = Rect {
                x: screen.body.x,
                width: screen.body.width,
                ..screen.area
            };
            brush.rule(rule, top.bottom() - rule.y);
            brush.page(
                below,
                &ranking::short(case, below.width, usize::from(ranking_rows)),
                0,
            );
        }
        Panes::Two(left, right) => {
            brush.paper(left, &question(case, left, Detail::Most));
            brush.page(right, &ranking::side(app, case, right.width, 3, 1), 0);
        }
        Panes::Three(list, middle, right) => {
            brush.paper(list, &questions(case, list.width));
            let middle = Rect {
                width: middle.width.min(100),
                ..middle
            };
            brush.paper(middle, &question(case, middle, Detail::Most));
            brush.page(right, &ranking::side(app, case, right.width, 4, 2), 0);
        }
    }
}

/// All questions with their answers.
fn questions(case: &Case, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.heading("Questions");
    paper.gap();
    for (n, question) in case.catalog.questions.iter().enumerate() {
        let status = case.flow.status.get(n).copied().unwrap_or(Status::Open);
        let here = n == case.asked;
        let mark = if here { CURSOR } else { " " };
        let role = match status {
            Status::DoesNotApply | Status::NoLongerUsed => Role::Quiet,
            _ if here => Role::Accent,
            _ => Role::Text,
        };
        paper.row(&[
            (Role::Accent, mark),
            (role, &format!("{:>2} {}", n + 1, question.label)),
        ]);
        let detail = match (status, case.interview.answers().get(&question.id)) {
            (Status::NoLongerUsed, _) => Some("no longer used".to_owned()),
            (_, Some(answer)) => Some(answer_words(&case.catalog, question, answer).to_string()),
            (Status::PutOff, None) => Some("put off".to_owned()),
            (Status::DoesNotApply, None) => Some("does not apply".to_owned()),
            _ => None,
        };
        if let Some(detail) = detail {
            paper.line(Role::Quiet, &format!("    {detail}"));
        }
    }
    paper
}

/// How much stands around the rows of a question: less where there is less room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// The question and its rows.
    Least,
    /// And why it is asked.
    Some,
    /// And air.
    More,
    /// And the last answer, help and words.
    Most,
}

/// The question with as much around it as fits without scrolling, `most` at most.
fn question(case: &Case, area: Rect, most: Detail) -> Paper {
    let tried = [Detail::Most, Detail::More, Detail::Some]
        .into_iter()
        .filter(|detail| *detail <= most);
    tried
        .map(|detail| sheet(case, area.width, detail))
        .find(|paper| paper.rows.len() <= usize::from(area.height))
        .unwrap_or_else(|| sheet(case, area.width, Detail::Least))
}

fn sheet(case: &Case, width: u16, detail: Detail) -> Paper {
    let mut paper = Paper::new(width);
    let Some(question) = case.question() else {
        paper.line(Role::Text, "This catalog has no questions.");
        return paper;
    };
    let status = case
        .flow
        .status
        .get(case.asked)
        .copied()
        .unwrap_or(Status::Open);
    paper.heading(&question.label);
    match status {
        Status::DoesNotApply => paper.line(
            Role::Warn,
            "This does not apply so far; an answer would not be used yet.",
        ),
        Status::NoLongerUsed => paper.line(
            Role::Warn,
            "Kept, but no longer used: a later answer made it meaningless.",
        ),
        _ => {}
    }
    if detail >= Detail::More {
        paper.gap();
    }
    paper.text(
        (Role::Quiet, "SAY  "),
        Role::Text,
        &format!("\"{}\"", question.say),
    );
    if detail >= Detail::Some {
        paper.text((Role::Quiet, "WHY  "), Role::Quiet, &question.why);
    }
    if detail >= Detail::Some {
        paper.gap();
    }
    for (n, row) in rows(question).into_iter().enumerate() {
        paper.push(option_row(case, question, n, row));
    }
    if let Some(level) = case.draft.level {
        if detail >= Detail::More {
            paper.gap();
        }
        importance(&mut paper, question, level);
    }
    if matches!(question.kind, AnswerKind::Level(_) | AnswerKind::Order(_)) {
        paper.gap();
        ends(&mut paper, case, question);
    }
    if case.draft.provenance != Provenance::Said {
        paper.gap();
        paper.line(
            Role::Warn,
            &format!(
                "How it is known: {} (p changes it)",
                case.draft.provenance.word()
            ),
        );
    }
    if detail == Detail::Most {
        last_answer(&mut paper, case);
        help(&mut paper, case, question);
    }
    paper
}

fn option_row(case: &Case, question: &Question, position: usize, row: Row) -> PaperRow {
    let draft = &case.draft;
    let here = draft.cursor == position;
    let mark = if here { CURSOR } else { " " };
    let (key, words, chosen) = match row {
        Row::Field => return field(case, question, here),
        Row::NotSure if figures(&question.kind) => ("   ".to_owned(), "Not sure".to_owned(), false),
        Row::NotSure => ("[0]".to_owned(), "Not sure".to_owned(), false),
        Row::RatherNot => ("[g]".to_owned(), "Rather not say".to_owned(), false),
        Row::Option(option) => {
            let key = match option {
                _ if figures(&question.kind) => "   ".to_owned(),
                0..9 => format!("[{}]", option + 1),
                _ => "   ".to_owned(),
            };
            (
                key,
                option_words(&case.catalog, question, option),
                is_chosen(case, question, option),
            )
        }
    };
    let sign = match (&question.kind, row) {
        (AnswerKind::Order(_), Row::Option(option)) => draft
            .order
            .iter()
            .position(|own| *own == option)
            .map_or_else(
                || "    ".to_owned(),
                |place| format!("{:<4}", ordinal(place + 1)),
            ),
        (AnswerKind::Several { .. }, Row::Option(_)) => {
            (if chosen { "[x] " } else { "[ ] " }).to_owned()
        }
        _ if chosen => format!("{CHOSEN} "),
        _ => String::new(),
    };
    PaperRow::of(&[
        (Role::Accent, &format!("{mark} ")),
        (Role::Accent, &format!("{key} ")),
        (Role::Good, &sign),
        (if here { Role::SelectedText } else { Role::Text }, &words),
    ])
    .selected(here)
}

/// Figure questions take digits into their field, so their rows have none.
const fn figures(kind: &AnswerKind) -> bool {
    crate::tui::app::types_figures(kind)
}

fn field(case: &Case, question: &Question, here: bool) -> PaperRow {
    let hint = match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => format!(
            "{} to {}, then Enter",
            figure_words(&case.catalog, range, range.min),
            figure_words(&case.catalog, range, range.max)
        ),
        AnswerKind::Range(range) => format!(
            "from-to, such as {}-{}, then Enter",
            range.min + range.step,
            range.max - range.step
        ),
        _ => "type, then Enter; F1 for keys".to_owned(),
    };
    let mark = if here { CURSOR } else { " " };
    let text = &case.draft.text;
    let mut row = PaperRow::of(&[
        (Role::Accent, &format!("{mark} ")),
        (Role::Text, text),
        (Role::Accent, "_"),
        (
            Role::Quiet,
            &if text.is_empty() {
                format!(" {hint}")
            } else {
                String::new()
            },
        ),
    ]);
    row.caret = here.then(|| 2 + width(text));
    row
}

fn option_words(catalog: &Catalog, question: &Question, option: usize) -> String {
    match &question.kind {
        AnswerKind::YesNo => (if option == 0 { "Yes" } else { "No" }).to_owned(),
        AnswerKind::Level(_) => LEVELS
            .get(option)
            .map_or("", |level| level_words(*level))
            .to_owned(),
        AnswerKind::Number(range) | AnswerKind::Money(range) => range
            .usual
            .get(option)
            .map_or_else(String::new, |figure| figure_words(catalog, range, *figure)),
        kind => kind
            .options()
            .nth(option)
            .map_or_else(String::new, |option| option.label.to_string()),
    }
}

/// Whether the option is ticked, or is what was answered before.
fn is_chosen(case: &Case, question: &Question, option: usize) -> bool {
    use crate::domain::AnswerValue as Value;
    let before = case
        .interview
        .answers()
        .get(&question.id)
        .map(|answer| &answer.value);
    match (&question.kind, before) {
        (AnswerKind::Several { .. }, _) => case.draft.ticked.contains(&option),
        (AnswerKind::One { options, .. }, Some(Value::One(id))) => {
            options.get(option).is_some_and(|option| option.id == *id)
        }
        (AnswerKind::YesNo, Some(Value::YesNo(is))) => *is == (option == 0),
        (AnswerKind::Level(_), Some(Value::Level(level))) => LEVELS.get(option) == Some(level),
        (AnswerKind::Number(range) | AnswerKind::Money(range), Some(Value::Number(figure))) => {
            range.usual.get(option) == Some(figure)
        }
        _ => false,
    }
}

fn importance(paper: &mut Paper, question: &Question, level: Importance) {
    paper.line(Role::Quiet, "How much it matters (Left/Right)");
    // A level nobody can reach would only be in the way: "must" is offered where an answer can exclude.
    let excludes = question
        .effects
        .iter()
        .any(|effect| matches!(effect, crate::catalog::Effect::Must(_)));
    let mut spans = vec![(Role::Text, "  ".to_owned())];
    for own in Importance::ALL {
        if own == Importance::Must && !excludes && level != own {
            continue;
        }
        if own == level {
            spans.push((
                Role::Accent,
                format!("[{}] ", level_words(own).to_uppercase()),
            ));
        } else {
            spans.push((Role::Quiet, format!("{} ", level_words(own))));
        }
    }
    let length: usize = spans.iter().map(|(_, text)| width(text)).sum();
    if length > paper.width() {
        spans.retain(|(role, _)| *role != Role::Quiet);
    }
    let spans: Vec<(Role, &str)> = spans
        .iter()
        .map(|(role, text)| (*role, text.as_str()))
        .collect();
    paper.row(&spans);
}

/// The two ends of a scale: without them "important" means nothing.
fn ends(paper: &mut Paper, case: &Case, question: &Question) {
    let criteria: Vec<usize> = match &question.kind {
        AnswerKind::Level(criterion) => vec![*criterion],
        AnswerKind::Order(items) => items.iter().map(|(_, criterion)| *criterion).collect(),
        _ => Vec::new(),
    };
    for criterion in criteria
        .into_iter()
        .filter_map(|n| case.catalog.criteria.get(n))
    {
        let (worst, best) = &criterion.ends;
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            &format!("{}: from {worst} to {best}", criterion.label),
        );
    }
}

fn last_answer(paper: &mut Paper, case: &Case) {
    let Some(id) = case.interview.last_answered() else {
        return;
    };
    let Some((position, question)) = case.catalog.question(id.as_str()) else {
        return;
    };
    let Some(answer) = case.interview.answers().get(id) else {
        return;
    };
    paper.gap();
    let words = answer_words(&case.catalog, question, answer);
    let text = format!("Q{} {}: {words}", position + 1, question.label);
    paper.text((Role::Quiet, "Last answer: "), Role::Text, &text);
}

fn help(paper: &mut Paper, case: &Case, question: &Question) {
    if let Some(help) = &question.help {
        paper.gap();
        paper.text((Role::Quiet, ""), Role::Quiet, help);
    }
    for term in question
        .glossary
        .iter()
        .filter_map(|&n| case.catalog.glossary.get(n))
    {
        paper.gap();
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            &format!("{}: {}", term.term, term.text),
        );
    }
}
