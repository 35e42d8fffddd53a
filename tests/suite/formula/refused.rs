//! What refused formulas are told, to the letter.

use candor::formula::compile;
use pretty_assertions::assert_eq;

use super::fixture::Names;

/// Source with the faulty part between « and », message, hint.
const REFUSED: &[(&str, &str, &str)] = &[
    // Characters and words.
    (
        "price «=» 3",
        "`=` cannot stand here in a formula.",
        "Compare with ==.",
    ),
    (
        "awd «&» tows",
        "`&` cannot stand here in a formula.",
        "Write && for and.",
    ),
    (
        "seats «≥» 5",
        "`≥` cannot stand here in a formula.",
        "Write >=.",
    ),
    (
        "seats«^»2",
        "`^` cannot stand here in a formula.",
        "Write pow(base, n) for a power.",
    ),
    (
        "«.»5",
        "`.` cannot stand here in a formula.",
        "Write 0 before the point, as in 0.5.",
    ),
    (
        "1 «\u{202e}»",
        "`<U+202E>` cannot stand here in a formula.",
        "",
    ),
    ("«12abc»", "`12abc` is not a number.", ""),
    ("«1.2.3»", "`1.2.3` is not a number.", ""),
    ("«5.»", "`5.` is not a number.", ""),
    ("«1e999»", "The number `1e999` is too large.", ""),
    (
        "«Price» + 1",
        "`Price` is not a name; names have lower-case letters, digits and _, in parts joined by dots.",
        "Write `price`.",
    ),
    (
        "«stay..min»",
        "`stay..min` is not a name; names have lower-case letters, digits and _, in parts joined by dots.",
        "",
    ),
    (
        "«'»awd",
        "The text that begins here has no closing quote.",
        "",
    ),
    (
        "model == 'a«\\»n'",
        "In a text, a backslash may only stand before a backslash or a quote.",
        "",
    ),
    // Structure.
    ("« »", "The formula is empty.", ""),
    ("«»", "The formula is empty.", ""),
    ("price +«»", "Expected a value here, but found the end.", ""),
    (
        "(price«»",
        "Expected an operator or `)` here, but found the end.",
        "",
    ),
    (
        "awd «and» tows",
        "Expected an operator or the end here, but found `and`.",
        "Write && for and.",
    ),
    (
        "1«,»500",
        "Expected an operator or the end here, but found `,`.",
        "Write a number without separators, as in 1500.",
    ),
    (
        "awd ? 1«»",
        "Expected `:` and the value for no here, but found the end.",
        "",
    ),
    (
        "min(1 «2»)",
        "Expected an operator, `,` or `)` here, but found `2`.",
        "",
    ),
    (
        "drive in ['awd', «drive»]",
        "Expected a text in quotes here, but found `drive`.",
        "",
    ),
    (
        "drive in ['awd'«)»",
        "Expected `,` or `]` here, but found `)`.",
        "",
    ),
    (
        "drive in «[]»",
        "The list is empty, so nothing can be in it.",
        "",
    ),
    ("«[»'awd']", "Expected a value here, but found `[`.", ""),
    (
        "1 < 2 «<» 3",
        "A comparison cannot be compared again.",
        "Join two comparisons with &&, as in a < b && b < c.",
    ),
    // Names.
    (
        "«prise» * 2",
        "There is nothing called `prise`.",
        "Did you mean `price`?",
    ),
    ("«horsepower»", "There is nothing called `horsepower`.", ""),
    (
        "«ruond»(1)",
        "There is no function called `ruond`.",
        "Did you mean `round`?",
    ),
    (
        "«median»(1)",
        "There is no function called `median`.",
        "The functions are abs, apr, balance, ceil, floor, known, max, min, payment, pow, round, unit.",
    ),
    (
        "drive == «'awb'»",
        "`awb` is none of the options.",
        "Did you mean `awd`? The options are fwd, rwd, awd.",
    ),
    (
        "drive in ['fwd', «'electric'»]",
        "`electric` is none of the options.",
        "The options are fwd, rwd, awd.",
    ),
    (
        "«'rwd'» in wanted",
        "`rwd` is none of the options.",
        "Did you mean `4wd`? The options are awd, fwd, 4wd, none.",
    ),
    (
        "«pow(1, 2, 3)»",
        "`pow` takes 2 values (base, exponent), but was given 3.",
        "",
    ),
    (
        "1 + «min(1)»",
        "`min` takes 2 values or more, but was given 1.",
        "",
    ),
    ("«abs()»", "`abs` takes 1 value, but was given 0.", ""),
    (
        "«apr(1, 2, 3)»",
        "`apr` takes 4 values (advance, per_year, payment, payments) and 2 more for each further run of payments, but was given 3.",
        "",
    ),
    (
        "«apr(1, 2, 3, 4, 5)»",
        "`apr` takes 4 values (advance, per_year, payment, payments) and 2 more for each further run of payments, but was given 5.",
        "",
    ),
    // Kinds.
    (
        "1 + «awd»",
        "`+` needs a number, but this is yes/no.",
        "Write c ? 1 : 0 to count a yes.",
    ),
    ("price * «'2'»", "`*` needs a number, but this is text.", ""),
    ("!«price»", "`!` needs yes/no, but this is a number.", ""),
    (
        "awd && tows && «seats»",
        "`&&` needs yes/no, but this is a number.",
        "",
    ),
    (
        "«seats» ? 1 : 2",
        "The condition before `?` needs yes/no, but this is a number.",
        "",
    ),
    (
        "«drive < 'awd'»",
        "`<` needs numbers or dates, but this is a choice.",
        "",
    ),
    (
        "«drive == 3»",
        "`==` cannot bring together a choice and a number.",
        "",
    ),
    (
        "«wanted == 'awd'»",
        "`==` cannot bring together a set of options and text.",
        "Ask a set with in, as in 'a' in wanted.",
    ),
    (
        "awd ? «price : tows»",
        "`?:` cannot bring together a number and yes/no.",
        "",
    ),
    (
        "awd ? «drive : gear»",
        "The two branches of `?:` are choices with different options.",
        "",
    ),
    (
        "«drive == gear»",
        "The two sides have no option in common.",
        "",
    ),
    (
        "drive in «price»",
        "`in` needs a list or a set of options on its right, but this is a number.",
        "",
    ),
    (
        "«seats» in ['5']",
        "`in` needs a choice or text before a list, but this is a number.",
        "",
    ),
    (
        "«seats» in wanted",
        "`in` needs an option or a choice before a set, but this is a number.",
        "",
    ),
    (
        "«wanted»",
        "A formula needs a result that fits in one cell, but this is a set of options.",
        "",
    ),
    (
        "released > «'2023-02-29'»",
        "`2023-02-29` is not a date of the calendar, written as year-month-day.",
        "Write it as in '2025-01-31'.",
    ),
    (
        "released > «'20230228'»",
        "`20230228` is not a date of the calendar, written as year-month-day.",
        "Write it as in '2025-01-31'.",
    ),
    // Units.
    (
        "price + «fee»",
        "`+` needs figures in the same unit, but one is in USD and the other in USD/month.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'month').",
    ),
    (
        "price < «miles»",
        "`<` needs figures in the same unit, but one is in USD and the other in mile/year.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'USD*year/mile').",
    ),
    (
        "max(1, price, «seats»)",
        "max() needs figures in the same unit, but one is in USD and the other in 1.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'USD').",
    ),
    (
        "awd ? price : «(fee * 2)»",
        "`?:` needs figures in the same unit, but one is in USD and the other in USD/month.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'month').",
    ),
    (
        "pow(«price», 2)",
        "The base of pow() must be a plain number, but this is in USD.",
        "Divide it by a figure in that unit, as in x / unit(100, 'USD').",
    ),
    (
        "payment(price, «rate», 12)",
        "The rate of payment() must be a plain number, but this is in %.",
        "Divide it by a figure in that unit, as in x / unit(100, '%').",
    ),
    (
        "apr(price, 12, «fee», 12)",
        "apr() needs figures in the same unit, but one is in USD and the other in USD/month.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'month').",
    ),
    (
        "apr(100, 12, price, 6, «miles», 6)",
        "apr() needs figures in the same unit, but one is in USD and the other in mile/year.",
        "Multiply one by a factor with a unit, as in x * unit(1, 'USD*year/mile').",
    ),
    (
        "apr(price, «stay.min», 12, 12)",
        "The number of periods a year of apr() must be a plain number, but this is in month.",
        "Divide it by a figure in that unit, as in x / unit(100, 'month').",
    ),
    (
        "apr(price, 12, 100, «stay.min»)",
        "The number of payments of apr() must be a plain number, but this is in month.",
        "Divide it by a figure in that unit, as in x / unit(100, 'month').",
    ),
    (
        "apr(price, 12, «awd», 12)",
        "apr() needs a number, but this is yes/no.",
        "Write c ? 1 : 0 to count a yes.",
    ),
    (
        "unit(1, «'US D'»)",
        "`US D` is not a unit: a symbol has letters, digits and _ % $ € £ ¥ ° µ, and is not a number.",
        "",
    ),
    (
        "unit(1, «seats»)",
        "unit() needs a unit in quotes, but this is a number.",
        "",
    ),
];

#[test]
fn each_fault_is_named_where_it_stands() {
    for (marked, message, hint) in REFUSED {
        let start = marked.find('«').unwrap();
        let end = marked.find('»').unwrap() - '«'.len_utf8();
        let source = marked.replace(['«', '»'], "");
        let error = compile(&source, &Names).expect_err(&source);
        assert_eq!(&error.to_string(), message, "{marked}");
        assert_eq!(error.span, start..end, "{marked}");
        assert_eq!(error.hint().unwrap_or_default(), *hint, "{marked}");
    }
}

#[test]
fn a_source_longer_than_four_kibibytes_is_refused() {
    let fits = format!("1{}", " ".repeat(4095));
    assert!(compile(&fits, &Names).is_ok());
    let error = compile(&format!("{fits} "), &Names).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The formula has 4097 bytes; at most 4096 are allowed."
    );
    assert_eq!(
        error.hint().unwrap(),
        "Make a computed attribute of a part of it."
    );
}
