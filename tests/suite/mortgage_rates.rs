//! The yearly rate of every shipped home loan, against a schedule of payments added up month by month.

use candor::catalog::{Catalog, builtin, from_files, personas};
use candor::cli::Advised;
use candor::cli::persona::advised;
use candor::domain::Cell;

/// The facts of one loan and one customer that the rate rests on.
struct Loan {
    price: f64,
    down: f64,
    adjustable: bool,
    insurance: String,
    figures: Box<dyn Fn(&str) -> f64>,
}

/// The equal payment that pays `owed` back in `months` at `percent` a year.
fn level(owed: f64, percent: f64, months: i32) -> f64 {
    let rate = percent / 1200.0;
    owed * rate / (1.0 - (1.0 + rate).powi(-months))
}

/// What is paid in each month, insurance included, and what is handed over on the first day.
fn schedule(loan: &Loan) -> (f64, Vec<f64>) {
    let fact = |name: &str| (loan.figures)(name);
    let needed = loan.price - loan.down;
    // Loan-to-value to the thousandth of a percent: a down payment in cents may miss a round share by less.
    let share = (100_000.0 * needed / loan.price).round() / 1000.0;
    let by_share = |over_95: &str, over_90: &str, else_: &str| {
        fact(if share > 95.0 {
            over_95
        } else if share > 90.0 {
            over_90
        } else {
            else_
        })
    };
    let owed = needed * (1.0 + by_share("upfront_95", "upfront_90", "upfront_0") / 100.0);
    let low_share = if share > 80.0 { "mi_80" } else { "mi_0" };
    let premium = needed * by_share("mi_95", "mi_90", low_share) / 1200.0;
    let months = (12.0 * fact("term")) as usize;
    let fixed = (12.0 * fact("fixed_for")) as usize;

    let insured = match loan.insurance.as_str() {
        "fha" if share > 90.0 => months,
        "fha" => 132,
        "pmi" if share > 80.0 => {
            // Until the payment that brings the balance to 78 % of the price, at the rate of the start.
            let paid = level(owed, fact("rate"), months as i32);
            let (mut left, mut month) = (owed, 0);
            while left > 0.78 * loan.price {
                left += left * fact("rate") / 1200.0 - paid;
                month += 1;
            }
            month
        }
        _ => 0,
    };

    let (mut left, mut percent) = (owed, fact("rate"));
    let mut paid = level(left, percent, months as i32);
    let mut payments = Vec::new();
    for month in 0..months {
        if loan.adjustable && month == fixed {
            let index = fact("index_rate") + fact("margin");
            percent = index
                .min(fact("rate") + fact("cap_first"))
                .max(fact("margin"));
            paid = level(left, percent, (months - month) as i32);
        }
        left += left * percent / 1200.0 - paid;
        payments.push(paid + if month < insured { premium } else { 0.0 });
    }
    assert!(left.abs() < 0.01, "{left} is left of {owed}");
    (
        needed - owed * fact("points") / 100.0 - fact("fees"),
        payments,
    )
}

/// Percent a year, by Newton's method on the sum over months.
fn percent_a_year(advance: f64, payments: &[f64]) -> f64 {
    let mut rate: f64 = 0.005;
    for _ in 0..60 {
        let (mut worth, mut slope) = (-advance, 0.0);
        for (month, paid) in payments.iter().enumerate() {
            let month = month as i32 + 1;
            worth += paid * (1.0 + rate).powi(-month);
            slope -= f64::from(month) * paid * (1.0 + rate).powi(-month - 1);
        }
        rate -= worth / slope;
    }
    1200.0 * rate
}

fn mortgages() -> (Catalog, Vec<personas::Persona>) {
    let own = builtin::find("mortgages").unwrap();
    let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
    let personas = personas::read(&catalog, own.tests).unwrap();
    (catalog, personas)
}

fn column(catalog: &Catalog, name: &str) -> usize {
    let mut names = catalog.attributes.iter();
    names.position(|attribute| attribute.id == name).unwrap()
}

fn word(advised: &Advised<'_>, name: &str, row: usize) -> String {
    let column = column(advised.catalog, name);
    let attribute = &advised.catalog.attributes[column];
    let Some(Cell::Choice(option)) = advised.view().cell(column, row) else {
        panic!("{name} of {row}");
    };
    match &attribute.kind {
        candor::catalog::Kind::Choice(options) => options[usize::from(option)].0.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_yearly_rate_of_every_loan_agrees_with_its_payments_added_up_one_by_one() {
    let (catalog, personas) = mortgages();
    let rate = column(&catalog, "yearly_rate");
    let mut looked_at = 0;
    for persona in &personas {
        let advised = advised(&catalog, persona).unwrap();
        for row in 0..catalog.offerings.len() {
            let name = format!("{} for {}", catalog.offerings[row].id, persona.id);
            let cell = advised.view().cell(rate, row);
            if word(&advised, "step", row) != "loan" {
                assert_eq!(cell, None, "{name} is no loan");
                let words = catalog.figure(&catalog.attributes[rate], cell).words;
                assert_eq!(words.as_str(), "-", "{name}");
                continue;
            }
            let facts: std::collections::BTreeMap<String, f64> = catalog
                .attributes
                .iter()
                .enumerate()
                .filter_map(|(n, attribute)| match catalog.fact(n, row) {
                    Some(Cell::Number(figure)) => Some((attribute.id.to_string(), figure)),
                    _ => None,
                })
                .collect();
            let told = |question: &str| persona.answers[question].as_f64().unwrap();
            let loan = Loan {
                price: told("home_price"),
                down: told("down"),
                adjustable: word(&advised, "kind", row) == "adjustable",
                insurance: word(&advised, "insurance", row),
                figures: Box::new(move |name| facts[name]),
            };
            let (advance, payments) = schedule(&loan);
            let percent = percent_a_year(advance, &payments);
            let Some(Cell::Number(found)) = cell else {
                panic!("{name} has no yearly rate");
            };
            assert!(
                (found - percent).abs() < 1e-6,
                "{name}: {found}, not {percent}"
            );
            assert_eq!(format!("{found:.2}"), format!("{percent:.2}"), "{name}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 300, "only {looked_at} loans");
}

/// With charges the rate is above that of the start; only a loan whose rate is counted to fall can come out below it.
#[test]
fn what_is_paid_beside_interest_makes_the_yearly_rate_higher() {
    let (catalog, personas) = mortgages();
    let (rate, start) = (column(&catalog, "yearly_rate"), column(&catalog, "rate"));
    let advised = advised(&catalog, &personas[0]).unwrap();
    let view = advised.view();
    for row in 0..catalog.offerings.len() {
        let figures = (view.cell(rate, row), view.cell(start, row));
        if let (Some(Cell::Number(rate)), Some(Cell::Number(start))) = figures {
            assert!(
                rate > start,
                "{}: {rate} and {start}",
                catalog.offerings[row].id
            );
        }
    }
}
