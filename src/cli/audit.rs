//! `candor audit`: the proof that the order does not see sellers.

use std::fmt::Write as _;

use serde_json::json;

use crate::audit::{OwnBrand, by_the_engine, own_brand};
use crate::catalog::words::grouped;
use crate::config::Config;

use super::args::{AuditArgs, ListFormat};
use super::output::{self, Exit, Failure, Output};

/// Runs the proof; ends with 1 when an advice was not the same.
///
/// # Errors
/// [`Failure`] when there is no such catalog, it has mistakes, or its files cannot be changed for the proof.
pub fn run(config: &Config, args: &AuditArgs) -> Result<Output, Failure> {
    let files = config
        .shelf
        .find(&args.catalog)
        .map_err(Failure::wrong)?
        .files()
        .map_err(Failure::wrong)?;
    files
        .load()
        .map_err(|problems| Failure::wrong(crate::catalog::LoadError::Problems(problems)))?;
    let outcome =
        own_brand(&files, args.customers.into(), &by_the_engine).map_err(Failure::wrong)?;
    let text = match args.format {
        ListFormat::Text => text(&outcome),
        ListFormat::Json => machine(&outcome)?,
    };
    let exit = if outcome.difference.is_some() {
        Exit::Found
    } else {
        Exit::Done
    };
    Ok(Output::done(text).ending(exit))
}

fn text(outcome: &OwnBrand) -> String {
    let mut text = format!(
        "Catalog {}\n{} made-up customers; each change below must leave every advice as it was: order, points, cautions.\n\n",
        outcome.fingerprint, outcome.customers
    );
    for treatment in &outcome.treatments {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {:>6} compared  {}",
            treatment.compared, treatment.name
        );
    }
    let compared: usize = outcome
        .treatments
        .iter()
        .map(|treatment| treatment.compared)
        .sum();
    match &outcome.difference {
        None => {
            let _ = writeln!(
                text,
                "\nAll {} advice runs were the same. The order does not see who makes, sells or owns an offering.",
                grouped(f64::from(u32::try_from(compared).unwrap_or(u32::MAX)), 0)
            );
        }
        Some(found) => {
            let _ = writeln!(
                text,
                "\nNOT THE SAME when {}, for customer {}, place {}:\n  before: {}\n  after:  {}",
                found.treatment, found.customer, found.place, found.before, found.after
            );
        }
    }
    text
}

fn machine(outcome: &OwnBrand) -> Result<String, Failure> {
    let treatments: Vec<_> = outcome
        .treatments
        .iter()
        .map(|treatment| json!({ "change": treatment.name, "compared": treatment.compared }))
        .collect();
    let difference = outcome.difference.as_ref().map(|found| {
        json!({
            "change": found.treatment,
            "customer": found.customer,
            "place": found.place,
            "before": found.before,
            "after": found.after,
        })
    });
    output::json(&json!({
        "fingerprint": outcome.fingerprint,
        "customers": outcome.customers,
        "changes": treatments,
        "same": difference.is_none(),
        "difference": difference,
    }))
}
