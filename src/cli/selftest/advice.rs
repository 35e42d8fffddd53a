//! Whether this machine computes the same advice as the one on which candor was made, byte for byte.

use crate::catalog::builtin::{self, Builtin, fingerprint};
use crate::catalog::{from_files, personas};
use crate::cli::persona::advised;

use super::Line;

/// The advice for the first customer of each shipped catalog: catalog, customer and the hash of the advice, a line each. A test holds it
/// against what the engine computes.
pub const EXPECTED: &str = include_str!("expected.txt");

/// What [`EXPECTED`] should say, computed here.
///
/// # Errors
/// Which catalog could not be used, and why.
pub fn first_personas() -> Result<String, String> {
    builtin::ALL.iter().map(computed).collect()
}

/// The line of one catalog.
fn computed(own: &Builtin) -> Result<String, String> {
    let broken = |why: &dyn std::fmt::Display| format!("{}: {why}", own.id);
    let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes());
    let catalog = catalog.map_err(|problems| broken(&format!("{} problems", problems.len())))?;
    let customers = personas::read(&catalog, own.tests);
    let customers =
        customers.map_err(|problems| broken(&format!("{} problems", problems.len())))?;
    let first = customers.first().ok_or_else(|| broken(&"no customer"))?;
    let advised = advised(&catalog, first).map_err(|_| broken(&"answers do not fit"))?;
    let bytes = advised.canonical().map_err(|why| broken(&why))?;
    let hash = fingerprint(&bytes, &[]);
    Ok(format!("{} {} {hash}\n", own.id, first.id))
}

/// One line for each shipped catalog.
pub fn lines() -> Vec<Line> {
    builtin::ALL
        .iter()
        .map(|own| Line {
            name: "advice",
            outcome: computed(own).and_then(|line| {
                let words = line.trim_end().rsplit_once(' ');
                let customer = words.map_or("", |(customer, _)| customer);
                if EXPECTED.contains(&line) {
                    Ok(format!(
                        "{customer}: the same bytes as where candor was made"
                    ))
                } else {
                    Err(format!(
                        "{customer}: other bytes than where candor was made"
                    ))
                }
            }),
        })
        .collect()
}
