//! Advice as text for people. Every sentence about an offering is the catalog's; here are only headings and labels.

use crate::catalog::{Kind, Origin, Statement};
use crate::cli::page::Page;
use crate::interview::Status;
use crate::present::{
    Advised, DOES_NOT_SAY, Entry, NeedWeight, Standing, View, answer_words, points,
};

/// How many criteria are named for an offering, and how many against it.
const REASONS: (usize, usize) = (4, 2);
/// How many offerings that miss a must-have are named.
const NEAR_MISSES: usize = 3;

/// Writes the advice, at most `top` offerings.
pub fn advice(page: &mut Page, advised: &Advised<'_>, top: usize) {
    let view = advised.view();
    head(page, &view);
    answers(page, advised);
    needs(page, &view);
    ranking(page, &view, top);
    sure(page, advised);
    excluded(page, &view);
    open_questions(page, advised);
    statements(page, advised);
    ground(page, &view);
}

/// What was read out word for word and when, and what is still to be read out. Without a conversation nothing was.
fn statements(page: &mut Page, advised: &Advised<'_>) {
    let interview = &advised.interview;
    let when = |statement: &Statement| {
        let mut read = interview.read_out().iter();
        let read = read.rfind(|(id, _, _)| *id == statement.id);
        read.map(|(_, _, at)| *at)
    };
    let all = &advised.catalog.statements;
    let (read, unread): (Vec<_>, Vec<_>) = all.iter().partition(|own| when(own).is_some());
    if !read.is_empty() {
        page.heading("Read out word for word");
    }
    for statement in read {
        let at = when(statement).map_or_else(String::new, |at| format!("{at}: "));
        page.paragraph(2, &format!("{at}{}", statement.text));
    }
    if !unread.is_empty() {
        page.heading(match interview.began() {
            Some(_) => "Not read out, still to be read",
            None => "To be read out",
        });
    }
    for statement in unread {
        page.paragraph(2, &statement.text);
    }
}

fn head(page: &mut Page, view: &View<'_>) {
    let catalog = view.catalog;
    // What the customer has now stands apart until it is told.
    let all = view.advice.ranked.len() + view.advice.excluded.len();
    let open = view
        .advice
        .ranked
        .iter()
        .filter(|ranked| ranked.open != 0)
        .count();
    let unsure = match open {
        0 => String::new(),
        open => format!(" {open} may, if a missing fact turns out well;"),
    };
    page.heading(&catalog.title);
    page.paragraph(
        0,
        &format!(
            "{all} {} of {} {}. {} meet every must-have;{unsure} {} do not.",
            catalog.offering.many,
            catalog.sellers.len(),
            catalog.seller.many,
            view.fitting() - open,
            view.advice.excluded.len(),
        ),
    );
}

fn sure(page: &mut Page, advised: &Advised<'_>) {
    let (view, sure) = (advised.view(), advised.sure());
    if let Some(sentence) = view.sure_sentence(&sure) {
        page.heading("How sure");
        page.paragraph(2, &sentence);
        page.paragraph(2, DOES_NOT_SAY);
    }
    let changes = view.would_change(&sure, &advised.interview, &advised.flow);
    for (n, change) in changes.iter().enumerate() {
        if n == 0 {
            page.heading("What would change first place");
        }
        page.paragraph(2, &change.words);
    }
    for (n, way) in view.way_sentences(&sure).iter().enumerate() {
        if n == 0 {
            page.heading("Smallest changes that help");
        }
        page.paragraph(2, way);
    }
}

fn answers(page: &mut Page, advised: &Advised<'_>) {
    let catalog = advised.catalog;
    let mut said: Vec<(String, String)> = Vec::new();
    for (question, status) in catalog.questions.iter().zip(&advised.flow.status) {
        if let Some(answer) = advised.interview.answers().get(&question.id) {
            let mut words = answer_words(catalog, question, answer).to_string();
            if *status == Status::NoLongerUsed {
                words.push_str(" - no longer used");
            }
            said.push((question.label.to_string(), words));
        }
    }
    page.heading("What was said");
    if said.is_empty() {
        page.paragraph(2, "Nothing yet.");
    }
    page.pairs(2, &said);
    let choices = advised.view().choice_sentences(&advised.interview);
    if !choices.is_empty() {
        page.heading("Chosen between two, shown without names");
    }
    for choice in choices {
        page.item(2, "- ", &choice);
    }
}

fn needs(page: &mut Page, view: &View<'_>) {
    let (musts, wishes): (Vec<_>, Vec<_>) = view
        .need_lines()
        .into_iter()
        .partition(|line| line.weight == NeedWeight::Must);
    page.heading("Must-haves");
    if musts.is_empty() {
        page.paragraph(2, "None: nothing is excluded.");
    }
    let rows: Vec<_> = musts
        .iter()
        .map(|line| {
            (
                line.text.to_string(),
                format!("excludes {}", line.excludes.unwrap_or(0)),
            )
        })
        .collect();
    page.pairs(2, &rows);
    page.heading("Wishes");
    if wishes.is_empty() {
        page.paragraph(2, "None was named.");
    }
    let rows: Vec<_> = wishes
        .iter()
        .map(|line| {
            let weight = match line.weight {
                NeedWeight::Points(1) => "1 point".to_owned(),
                NeedWeight::Points(n) => format!("{n} points"),
                NeedWeight::Must => String::new(),
            };
            (line.text.to_string(), format!("{} ({weight})", line.level))
        })
        .collect();
    page.pairs(2, &rows);
    let unasked: Vec<_> = view.unasked_criteria().map(ToString::to_string).collect();
    page.item(2, "Not asked, counted as average: ", &unasked.join(", "));
}

fn ranking(page: &mut Page, view: &View<'_>, top: usize) {
    page.heading("Ranking");
    let entries = view.entries(top);
    if entries.is_empty() {
        page.paragraph(
            2,
            &format!("No {} meets every must-have.", view.catalog.offering.one),
        );
    }
    for (n, entry) in entries.iter().enumerate() {
        if n > 0 {
            page.blank();
        }
        let rank = entry.rank.unwrap_or(0);
        let tie = if entry.tied { "=" } else { "" };
        page.item(0, &format!("{rank}{tie}. "), &entry.label());
        page.item(
            4,
            "",
            &format!("{}; {} of 100 points", entry.seller, points(entry.score)),
        );
        offering(page, view, entry);
    }
}

/// Figures, reasons and downsides of one offering.
fn offering(page: &mut Page, view: &View<'_>, entry: &Entry) {
    page.item(4, "Figures: ", &figures(view, entry));
    if let Some(why) = view.why(entry.offering) {
        let signed = |hundredths: i64| {
            let size = u32::try_from(hundredths.unsigned_abs()).unwrap_or(u32::MAX);
            let sign = if hundredths < 0 { '-' } else { '+' };
            format!("{sign}{}", points(size))
        };
        let named = |parts: &[crate::present::Part], most: usize| -> String {
            parts
                .iter()
                .take(most)
                .map(|part| format!("{} {}", part.words(), signed(part.hundredths)))
                .collect::<Vec<_>>()
                .join("; ")
        };
        page.item(4, "For it: ", &named(&why.speaks_for, REASONS.0));
        page.item(4, "Loses points: ", &named(&why.speaks_against, REASONS.1));
    }
    if !matches!(entry.standing, Standing::Misses(_)) {
        let unmet: Vec<String> = view.unmet(entry).iter().map(ToString::to_string).collect();
        page.item(4, "Leaves unmet: ", &unmet.join("; "));
    }
    for pro in &entry.pros {
        page.item(4, "+ ", pro);
    }
    for caveat in &entry.caveats {
        page.item(4, "! ", &caveat.text);
    }
    for con in &entry.cons {
        page.item(4, "- ", con);
    }
    match &entry.standing {
        Standing::Fits => {}
        Standing::Ask(open) => {
            for must in open {
                page.item(4, "? Ask the seller: ", must);
            }
        }
        Standing::Misses(missed) => {
            for must in missed {
                page.item(4, "Misses: ", must);
            }
        }
    }
    if entry.others_in_line > 0 {
        page.item(
            4,
            "",
            &format!(
                "{} more of the line {} fit.",
                entry.others_in_line, entry.line
            ),
        );
    }
}

/// Amounts of money and what was computed for this customer, in the catalog's order.
fn figures(view: &View<'_>, entry: &Entry) -> String {
    view.catalog
        .attributes
        .iter()
        .enumerate()
        .filter(|(_, attribute)| {
            !attribute.hidden
                && (attribute.origin == Origin::Formula || attribute.kind == Kind::Money)
        })
        .map(|(column, attribute)| {
            let figure = view
                .catalog
                .figure(attribute, view.cell(column, entry.offering));
            format!("{} {}", attribute.label, figure.words)
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn excluded(page: &mut Page, view: &View<'_>) {
    let count = view.advice.excluded.len();
    if count == 0 {
        return;
    }
    page.heading("Excluded");
    let many = &view.catalog.offering.many;
    page.paragraph(2, &format!("{count} {many} miss at least one must-have."));
    let rows: Vec<_> = view
        .need_lines()
        .into_iter()
        .filter_map(|line| {
            Some((
                line.text.to_string(),
                format!("missed by {}", line.excludes?),
            ))
        })
        .collect();
    page.pairs(2, &rows);
    page.paragraph(2, "Nearest:");
    for entry in view.near_misses(NEAR_MISSES) {
        let missed = match &entry.standing {
            Standing::Misses(missed) => missed
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
            Standing::Fits | Standing::Ask(_) => String::new(),
        };
        page.item(4, &format!("{} misses: ", entry.label()), &missed);
    }
}

fn open_questions(page: &mut Page, advised: &Advised<'_>) {
    let catalog = advised.catalog;
    let open: Vec<_> = advised
        .flow
        .with(Status::Open)
        .chain(advised.flow.with(Status::PutOff))
        .filter_map(|position| catalog.questions.get(position))
        .map(|question| question.label.to_string())
        .collect();
    let assumed: Vec<_> = advised
        .case
        .assumed
        .iter()
        .filter_map(|&position| catalog.questions.get(position))
        .filter_map(|question| {
            let value = crate::domain::Answer::said(question.assume.clone()?);
            let words = answer_words(catalog, question, &value);
            Some((question.label.to_string(), words.to_string()))
        })
        .collect();
    if !open.is_empty() {
        page.heading("Not asked");
        page.paragraph(2, &open.join(", "));
    }
    if !assumed.is_empty() {
        page.heading("Assumed");
        page.pairs(2, &assumed);
    }
}

/// What the advice rests on.
fn ground(page: &mut Page, view: &View<'_>) {
    let catalog = view.catalog;
    page.heading("Who is in it");
    page.paragraph(2, &catalog.coverage.covers);
    for missing in &catalog.coverage.missing {
        page.item(2, "- ", missing);
    }
    let (missing, cells) = catalog.missing_cells();
    page.paragraph(2, &format!("{missing} of {cells} facts are missing."));
    page.heading("Who earns what");
    page.paragraph(2, &catalog.interests.general);
    page.item(2, "[OURS] ", &catalog.interests.own);
    page.item(2, "Others: ", &catalog.interests.others);
    page.heading("Sources");
    for source in &catalog.sources {
        page.item(
            2,
            "- ",
            &format!("{}, {}. {}", source.title, source.date, source.address),
        );
        page.item(4, "", source.note.as_deref().unwrap_or_default());
    }
    page.heading("Edition");
    page.pairs(
        2,
        &[
            ("Catalog", catalog.id.to_string()),
            ("Edition", catalog.edition.to_string()),
            ("Facts as of", catalog.as_of.to_string()),
            ("Fingerprint", catalog.fingerprint.clone()),
        ],
    );
}
