//! The advice in a few lines of text, for a phone.

use jiff::civil::Date;

use super::entry::Entry;
use super::needs::ordinal;
use super::sure::Sure;
use super::view::View;

/// How many places are named.
const PLACES: usize = 3;

impl View<'_> {
    /// What the customer takes home as short text, what matters most first: whoever has little room leaves out lines from the end. The
    /// first three belong together: what fits, what it costs, what the catch is.
    #[must_use]
    pub fn take_home(&self, sure: Option<&Sure>, today: Date) -> Vec<String> {
        let mut shown = self.entries(PLACES);
        let mut lines = Vec::new();
        let mut lead = String::new();
        if shown.is_empty() {
            let one = &self.catalog.offering.one;
            // On the line of the first, so that it is never read without what it misses.
            lead = format!("No {one} meets all you must have. Nearest: ");
            shown = self.near_misses(PLACES);
        }
        let money = self.money_headlines(&shown, 1);
        for entry in &shown {
            lines.push(format!(
                "{}{}",
                std::mem::take(&mut lead),
                self.named(entry)
            ));
            lines.extend(self.amounts(entry, &money));
            lines.extend(catch(entry));
        }
        lines.extend(
            sure.and_then(|sure| self.sure_sentence(sure))
                .map(|sure| sure.to_string()),
        );
        lines.push(format!(
            "{}, {today}, facts as of {}.",
            self.catalog.title, self.catalog.as_of
        ));
        lines.push(
            "The order comes from your answers. Who earns what does not change it.".to_owned(),
        );
        lines
    }

    /// `1st Nissan LEAF S+ (another company)`.
    fn named(&self, entry: &Entry) -> String {
        let place = entry
            .rank
            .map_or_else(String::new, |rank| format!("{} ", ordinal(rank)));
        format!("{place}{} ({})", entry.full_name(), entry.earns())
    }
}

/// What must be missed of it, else what stands most against it.
fn catch(entry: &Entry) -> Option<String> {
    let missed = entry.misses().first();
    let missed = missed.map(|must| format!("Misses: {must}"));
    missed.or_else(|| entry.catch().map(|catch| format!("Catch: {catch}")))
}
