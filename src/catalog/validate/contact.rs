//! Asking whether contact details may be kept: what the customer hears is what happens.

use crate::catalog::locate::Path;
use crate::catalog::model::Contact;
use crate::catalog::raw::RawHead;

use super::check::Check;

/// Most days for which contact details are kept.
const MOST_DAYS: u16 = 3650;

/// The question, when it names the days that are counted.
pub(super) fn contact(check: &mut Check<'_>, head: &RawHead) -> Option<Contact> {
    let raw = head.contact.as_ref()?;
    let at = Path::default().key("contact");
    let days = raw.days;
    if !(1..=MOST_DAYS).contains(&days) {
        check.problem(
            &at.key("days"),
            format!("Contact details cannot be kept for {days} days."),
            format!("Write 1 to {MOST_DAYS}."),
        );
        return None;
    }
    let mut figures = raw.ask.split(|c: char| !c.is_ascii_digit());
    if !figures.any(|figure| figure == days.to_string()) {
        check.problem(
            &at.key("ask"),
            format!("The question does not say for how long: {days} days."),
            format!("Name the days in figures: '.. for {days} days ..'."),
        );
        return None;
    }
    Some(Contact {
        ask: raw.ask.clone(),
        days,
    })
}
