//! The tables of advice quality.

use super::simulation::course::Moment;
use super::simulation::tally::{Calibration, Mean, best, calibration, mean, regret, same};
use super::study::Record;

/// A table for so many customers.
pub fn heading(title: &str, customers: usize) {
    println!("\nAdvice quality: {title}; {customers} customers");
    println!(
        "{:<30} {:>5} {:>13} {:>11} {:>5}   {:>6} {:>8} {:>5} {:>9}",
        "", "asked", "regret %", "best %", "same", "stated", "observed", "ECE", "by chance"
    );
}

/// A line of nothing but regret.
pub fn plain(label: &str, regret: Mean) {
    println!("{label:<30} {:>5} {:>13}", "", plus_minus(regret, 2));
}

/// What one moment is like over all customers. "same": picks that are the same as after all questions; "by chance": the calibration
/// error that as many customers would show if every stated share were true.
pub fn row(label: &str, all: &[Record], moment: impl Fn(&Record) -> Moment) {
    line(label, all, &all.iter().map(moment).collect::<Vec<_>>());
}

/// The same of moments that stand in no record, one for each customer.
pub fn line(label: &str, all: &[Record], moments: &[Moment]) {
    let full: Vec<Moment> = all.iter().map(|record| record.engine.all).collect();
    let asked = mean(moments.iter().map(|moment| moment.asked as f64));
    let sure = calibration(moments).map_or_else(String::new, |calibration| {
        let Calibration {
            stated,
            observed,
            error,
            by_chance,
        } = calibration;
        format!("{stated:>6.1} {observed:>8.1} {error:>5.1} {by_chance:>9.1}")
    });
    println!(
        "{label:<30} {:>5.1} {:>13} {:>11} {:>5.1}   {sure}",
        asked.mean,
        plus_minus(regret(moments), 2),
        plus_minus(best(moments), 1),
        same(moments.iter().zip(&full)).mean,
    );
}

/// By how much one regret is lower than another, in percent of it.
pub fn compare(label: &str, lower: Mean) {
    println!("{label} {} %", plus_minus(lower, 0));
}

fn plus_minus(mean: Mean, digits: usize) -> String {
    format!("{:.digits$} ± {:.digits$}", mean.mean, mean.error)
}
