//! A catalog as text for people.

use crate::catalog::{Catalog, Origin};
use crate::cli::page::Page;
use crate::config::Config;

use super::counts;
use super::show::{column_word, kind_word};

/// What a catalog asks, judges and knows.
pub fn sheet(config: &Config, catalog: &Catalog) -> String {
    let mut page = Page::new(config);
    page.heading(&catalog.title);
    page.paragraph(0, &format!("{}.", counts(catalog)));
    page.pairs(
        2,
        &[
            ("Catalog", catalog.id.to_string()),
            ("Owner", catalog.owner.to_string()),
            ("Edition", catalog.edition.to_string()),
            ("Facts as of", catalog.as_of.to_string()),
            ("Language", catalog.language.to_string()),
            ("Fingerprint", catalog.fingerprint.clone()),
        ],
    );
    questions(&mut page, catalog);
    criteria(&mut page, catalog);
    attributes(&mut page, catalog);
    page.heading("Sellers");
    let names: Vec<String> = catalog
        .sellers
        .iter()
        .map(|seller| {
            let own = if seller.own { " [OURS]" } else { "" };
            format!("{}{own}", seller.name)
        })
        .collect();
    page.paragraph(2, &names.join(", "));
    page.heading("Who is in it");
    page.paragraph(2, &catalog.coverage.covers);
    for missing in &catalog.coverage.missing {
        page.item(2, "- ", missing);
    }
    page.heading("Who earns what");
    page.paragraph(2, &catalog.interests.general);
    page.item(2, "[OURS] ", &catalog.interests.own);
    page.item(2, "Others: ", &catalog.interests.others);
    page.heading("Sources");
    for source in &catalog.sources {
        let line = format!("{}, {}. {}", source.title, source.date, source.address);
        page.item(2, &format!("{}: ", source.id), &line);
        page.item(4, "", source.note.as_deref().unwrap_or_default());
    }
    page.finish()
}

fn questions(page: &mut Page, catalog: &Catalog) {
    page.heading("Questions");
    for (n, question) in catalog.questions.iter().enumerate() {
        page.item(2, &format!("{}. ", n + 1), &question.say);
        let options: Vec<_> = question
            .kind
            .options()
            .map(|option| option.label.to_string())
            .collect();
        let answer = if options.is_empty() {
            kind_word(&question.kind).replace('_', " or ")
        } else {
            options.join(", ")
        };
        page.item(5, &format!("{}: ", question.id), &answer);
    }
}

fn criteria(page: &mut Page, catalog: &Catalog) {
    page.heading("What is judged (worst to best)");
    let rows: Vec<_> = catalog
        .criteria
        .iter()
        .map(|criterion| {
            let (worst, best) = &criterion.ends;
            (criterion.label.to_string(), format!("{worst} to {best}"))
        })
        .collect();
    page.pairs(2, &rows);
}

fn attributes(page: &mut Page, catalog: &Catalog) {
    page.heading("What is known of each");
    let rows: Vec<_> = catalog
        .attributes
        .iter()
        .enumerate()
        .map(|(column, attribute)| {
            let mut about = column_word(&attribute.kind).replace('_', " or ");
            if !attribute.unit.is_plain() {
                about.push_str(&format!(" in {}", attribute.unit));
            }
            match attribute.origin {
                Origin::Table => about.push_str(&missing(catalog, column)),
                Origin::Formula => about.push_str(", computed"),
                Origin::Sellers => about.push_str(", from the customer's wish"),
            }
            (attribute.label.to_string(), about)
        })
        .collect();
    page.pairs(2, &rows);
}

/// How many offerings have no fact here, where that is a gap.
fn missing(catalog: &Catalog, column: usize) -> String {
    let may_not_apply = catalog
        .attributes
        .get(column)
        .is_some_and(|attribute| attribute.may_not_apply);
    match catalog.blind().facts().get(column) {
        Some((facts, _)) if facts.missing() > 0 && may_not_apply => {
            format!(", {} do not have it", facts.missing())
        }
        Some((facts, _)) if facts.missing() > 0 => format!(", {} missing", facts.missing()),
        _ => String::new(),
    }
}
