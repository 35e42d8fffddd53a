//! What accepted formulas give.

use candor::domain::{Cell, Column};
use candor::formula::{Input, Type, compile};
use pretty_assertions::assert_eq;

use super::fixture::{Facts, Names, answers, day, facts, figure, formula, full, missing, yes};

#[test]
fn operators_bind_as_in_school() {
    for (source, value) in [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 4 - 3", 3.0),
        ("24 / 4 / 2", 3.0),
        ("-2 * -3", 6.0),
        ("- -2", 2.0),
        ("1.5e3 + 2E-1", 1500.2),
        ("true || false && false ? 1 : 2", 1.0),
        ("1 < 2 ? 2 < 1 ? 1 : 2 : 3", 2.0),
        ("!true || 1 + 1 == 2 ? 1 : 0", 1.0),
        ("min(3, 1, 2) + max(3, 1, 2)", 4.0),
        (
            "round(2.5) + round(-2.5) + floor(-0.5) + ceil(0.2) + abs(-4)",
            4.0,
        ),
        ("pow(1.1, 2) - 1.21 < 1e-15 ? pow(2, -3) : 0", 0.125),
        ("stay.min / unit(1, 'month') * 2", 48.0),
    ] {
        assert_eq!(figure(source), value, "{source}");
    }
}

#[test]
fn conditions_read_facts_and_answers() {
    for (source, value) in [
        ("drive == 'awd'", true),
        ("'fwd' != drive", true),
        ("drive in ['fwd', 'awd']", true),
        ("drive in [\"rwd\"]", false),
        ("'4wd' in wanted", true),
        ("'fwd' in wanted", false),
        ("drive in wanted", true),
        ("wish == drive", true),
        ("drive != wish", false),
        ("model == 'Plain' && model == word", true),
        ("model in ['Fancy', 'Plain']", true),
        ("released >= since", true),
        ("released < '2024-05-18' && '2024-05-17' == released", true),
        ("awd == true && tows != awd", true),
        ("price > 25000 && seats >= 5", true),
        ("price * 12 == 12 * price", true),
        ("gear == 'manual' ? false : true", true),
        ("(drive == 'rwd' ? 'fwd' : drive) == 'awd'", true),
    ] {
        assert_eq!(full(source), yes(value), "{source}");
        assert_eq!(
            missing(source).is_some(),
            source.starts_with("'4wd'") || source.starts_with("'fwd' in"),
            "{source}"
        );
    }
}

#[test]
fn a_result_has_the_type_of_its_parts() {
    for (source, unit) in [
        ("price + 500", "USD"),
        ("500 - price", "USD"),
        ("miles / mpg * gas", "USD/year"),
        ("fee * unit(24, 'month') + price", "USD"),
        ("fee * 24", "USD/month"),
        ("min(0, price, 3)", "USD"),
        ("awd ? price : 0", "USD"),
        ("round(fee)", "USD/month"),
        ("price / price", "1"),
        ("1 / mpg", "gallon/mile"),
        ("2 * 3 + 4", "1"),
        ("payment(price, rate / unit(1200, '%'), term)", "USD"),
        ("apr(price, 12, fee * unit(1, 'month'), term)", "1"),
        ("apr(1000, 12, 90, 12)", "1"),
        ("price + (awd ? 100 : 200)", "USD"),
        ("price + 100 * 2 - abs(-7)", "USD"),
    ] {
        let ty = Type::Number(unit.parse().unwrap());
        assert_eq!(formula(source).ty(), &ty, "{source}");
    }
    assert_eq!(formula("known(price)").ty(), &Type::YesNo);
    assert_eq!(formula("awd ? 'a' : 'b'").ty(), &Type::Text);
    assert_eq!(formula("awd ? released : '2024-01-01'").ty(), &Type::Date);
    assert!(
        matches!(formula("awd ? drive : 'fwd'").ty(), Type::Choice(options) if options.len() == 3)
    );
}

#[test]
fn unknown_is_handed_on_except_where_the_rest_decides() {
    for (source, value) in [
        ("price + 1", None),
        ("price > 1", None),
        ("-price", None),
        ("!awd", None),
        ("min(price, 1)", None),
        ("awd && true", None),
        ("awd && false", yes(false)),
        ("false && awd", yes(false)),
        ("awd || true", yes(true)),
        ("true || awd", yes(true)),
        ("awd || false", None),
        ("awd || price > 1 || true", yes(true)),
        ("awd ? true : true", None),
        ("true ? false : awd", yes(false)),
        ("true ? awd : false", None),
        ("known(price)", yes(false)),
        ("known(price + 1) || !known(awd)", yes(true)),
        (
            "known(drive) || known(model) || known(released)",
            yes(false),
        ),
        (
            "known(wanted) && known(1) && known('x') && known(tows)",
            yes(true),
        ),
        ("known(price) ? price > 1 : false", yes(false)),
        ("drive in wanted", None),
        ("model == 'Plain'", None),
        ("payment(price, 0.01, 12) > 0", None),
        ("apr(price, 12, 100, 12) > 0", None),
        ("apr(100, 12, 10, 12, price, 0) > 0", None),
    ] {
        assert_eq!(missing(source), value, "{source}");
    }
}

#[test]
fn what_has_no_finite_result_is_unknown() {
    for source in [
        "1 / 0",
        "0 / 0",
        "1e308 * 10",
        "-1e308 - 1e308",
        "pow(10, 400)",
        "pow(0, -1)",
        "pow(2, 1201)",
        "payment(1, 0.01, 0)",
        "apr(1000, 12, 90, 11)",
        "apr(1000, 12, 90, 1201)",
        "apr(0, 12, 90, 12)",
        "payment(1, -1, 12)",
        "balance(1, 0.01, 12, -1)",
        "1 / 0 == 1 / 0 ? 1 : 2",
    ] {
        assert_eq!(formula(source).alone(&[]), None, "{source}");
    }
    let facts = Facts(
        2,
        vec![Column::Number(
            vec![Some(f64::NAN), Some(f64::INFINITY)].into(),
        )],
    );
    let known = formula("known(price)").column(&facts, &[]);
    assert_eq!(known, Column::YesNo(vec![Some(false), Some(false)]));
    assert_eq!(
        formula("term").alone(&vec![Input::Number(f64::NAN); 9]),
        None
    );
}

#[test]
fn facts_and_answers_that_do_not_fit_are_unknown() {
    let short = Facts(3, vec![Column::Number(vec![Some(1.0)].into())]);
    let wrong = Facts(1, vec![Column::YesNo(vec![Some(true)])]);
    let price = formula("price");
    assert_eq!(
        price.column(&short, &[]),
        Column::Number(vec![Some(1.0), None, None].into())
    );
    assert_eq!(price.column(&wrong, &[]), Column::Number(vec![None].into()));
    assert_eq!(
        price.column(&Facts(2, vec![]), &[]),
        Column::Number(vec![None, None].into())
    );
    assert_eq!(price.row(&short, &[], 3), None);
    assert_eq!(formula("1").row(&short, &[], 3), None);
    assert_eq!(price.alone(&[]), None);
    for input in [Input::Unknown, Input::YesNo(true), Input::Set(vec![0])] {
        assert_eq!(formula("term").alone(&vec![input; 9]), None);
    }
    assert_eq!(formula("'awd' in wanted").alone(&[]), None);
}

#[test]
fn a_formula_tells_what_it_reads() {
    let formula =
        formula("known(seats) && tows ? price : miles / mpg * gas * unit(1, 'year') + price");
    assert_eq!(formula.reads_columns(), [0, 1, 6]);
    assert_eq!(formula.reads_inputs(), [0, 1, 4]);
    assert!(formula.source().starts_with("known(seats)"));
}

/// The payment of 1,854.02 stands in the documentation of the library numpy-financial (`pmt`); those of 300,000 dollars were computed
/// for the average rates of 10 November 2022; the yearly rates stand in Regulation Z (12 CFR Part 1026), Appendix J.
#[test]
fn loans_agree_with_published_figures() {
    for (source, value, within) in [
        ("payment(300000, 7.08/1200, 360)", 2012.05, 0.005),
        ("payment(300000, 6.38/1200, 180)", 2593.57, 0.005),
        ("balance(300000, 6.06/1200, 360, 60)", 279_369.27, 0.005),
        (
            "payment(200000, 0.075/12, 180)",
            1_854.024_720_005_461_9,
            1e-9,
        ),
        // Regulation Z, Appendix J: (c)(1)(i), (c)(2)(i) and (c)(3)(i).
        ("100 * apr(5000, 12, 230, 24)", 9.6857, 6e-5),
        ("100 * apr(5000, 12, 250, 1, 230, 23)", 10.0829, 6e-5),
        ("100 * apr(5000, 12, 230, 23, 280, 1)", 10.5005, 6e-5),
    ] {
        let figure = figure(source);
        assert!((figure - value).abs() <= within, "{source} gave {figure}");
    }
}

/// 40 CFR Part 600, Appendix II: 27.7 miles a gallon in town and 36.9 on highways are 31.2 together.
#[test]
fn miles_a_gallon_in_town_and_on_highways_are_joined_as_the_regulation_says() {
    let joined = figure("1 / (0.55 / 27.7 + 0.45 / 36.9)");
    assert_eq!(format!("{joined:.1}"), "31.2");
}

/// US Department of Energy, Fact of the Week 170: 15,000 miles a year at 2.60 dollars a gallon.
#[test]
fn yearly_fuel_cost_agrees_with_the_official_figures() {
    let mpg = [40.0, 55.0, 60.0, 64.0, 70.0].map(Some).to_vec();
    let facts = Facts(5, vec![Column::YesNo(vec![]), Column::Number(mpg.into())]);
    let cost = formula("round(miles / mpg * gas)").column(&facts, &answers());
    let official = [975.0, 709.0, 650.0, 609.0, 557.0].map(Some).to_vec();
    assert_eq!(cost, Column::Number(official.into()));
}

#[test]
fn texts_may_have_either_quote_and_escapes() {
    let text = |source: &str| match formula(source).alone(&[]) {
        Some(Cell::Text(text)) => text.to_string(),
        other => panic!("{source} gave {other:?}"),
    };
    assert_eq!(text(r#"'say "hi"'"#), r#"say "hi""#);
    assert_eq!(text(r"'it\'s \\ here'"), r"it's \ here");
    assert_eq!(text("'\u{202e}x'"), "<U+202E>x");
}

#[test]
fn constants_and_dates_fill_a_column() {
    let column = |source: &str| formula(source).column(&facts(), &answers());
    assert_eq!(column("7"), Column::Number(vec![Some(7.0); 2].into()));
    assert_eq!(column("drive"), Column::Choice(vec![Some(2), None]));
    let later = "released > '2024-02-01' ? since : '2020-02-29'";
    assert_eq!(
        column(later),
        Column::Date(vec![Some(day(2024, 1, 1)), None])
    );
    let leap = "false ? since : '2020-02-29'";
    assert_eq!(column(leap), Column::Date(vec![Some(day(2020, 2, 29)); 2]));
}

#[test]
fn long_formulas_are_read_and_deep_ones_up_to_sixty_four() {
    let long = vec!["1"; 2000].join("+");
    assert_eq!(figure(&long), 2000.0);
    let long = vec!["1<2"; 600].join("&&");
    assert_eq!(formula(&long).alone(&[]), yes(true));
    let deep = format!("{}1{}", "(".repeat(64), ")".repeat(64));
    assert_eq!(figure(&deep), 1.0);
    for opening in [
        "(",
        "!",
        "-",
        "abs(",
        "true ? ",
        "true ? 1 : ",
        "1 + (",
        "!(",
    ] {
        let source = opening.repeat(4096 / opening.len());
        let error = compile(&source, &Names).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The formula is nested more than 64 deep here.",
            "{opening}"
        );
        assert!(
            error.span.start <= 66 * opening.len(),
            "{opening} {:?}",
            error.span
        );
    }
}
