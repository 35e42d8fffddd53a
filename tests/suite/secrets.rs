//! Card numbers and security codes are found and hidden; other numbers are left alone.

use candor::cases::CaseId;
use candor::domain::{Found, SafeText, masked, masked_while_typed};

use crate::support::dice::Dice;

fn hidden(text: &str) -> String {
    masked(&SafeText::new(text)).0.to_string()
}

fn unchanged(text: &str) {
    assert_eq!(hidden(text), text);
    assert_eq!(masked(&SafeText::new(text)).1, Found::default(), "{text}");
}

fn digits(dice: &mut Dice, count: usize) -> String {
    (0..count)
        .map(|_| char::from(b'0' + dice.below(10) as u8))
        .collect()
}

/// The digit that makes the Luhn sum of `number` and itself end in 0.
fn check_digit(number: &str) -> char {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(n, b)| {
            let value = u32::from(b - b'0');
            match (n % 2, value) {
                (0, 5..) => value * 2 - 9,
                (0, _) => value * 2,
                _ => value,
            }
        })
        .sum();
    char::from(b'0' + ((10 - sum % 10) % 10) as u8)
}

/// First digits, from and to, and lengths of each network.
const NETWORKS: [(usize, usize, &[usize]); 16] = [
    (4, 4, &[16, 16, 16, 13, 19]),
    (51, 55, &[16]),
    (2221, 2720, &[16]),
    (34, 34, &[15]),
    (37, 37, &[15]),
    (6011, 6011, &[16, 17, 18, 19]),
    (644, 649, &[16, 17, 18, 19]),
    (65, 65, &[16, 17, 18, 19]),
    (3528, 3589, &[16, 17, 18, 19]),
    (300, 305, &[14, 15, 16, 17, 18, 19]),
    (36, 36, &[14, 16, 19]),
    (38, 39, &[14, 16, 19]),
    (62, 62, &[16, 17, 18, 19]),
    (4, 4, &[16]),
    (51, 55, &[16]),
    (2221, 2720, &[16]),
];

fn card(dice: &mut Dice) -> String {
    let (from, to, lengths) = *dice.pick(&NETWORKS);
    let length = *dice.pick(lengths);
    let mut number = (from + dice.below(to - from + 1)).to_string();
    number += &digits(dice, length - 1 - number.len());
    number.push(check_digit(&number));
    number
}

/// `number` in groups with `between` after each but the last.
fn grouped(number: &str, sizes: &[usize], between: &str) -> String {
    let mut out = String::new();
    let mut left = sizes.iter().cycle();
    let mut rest = number;
    while !rest.is_empty() {
        let (group, after) = rest.split_at(rest.len().min(*left.next().unwrap()));
        out += group;
        if !after.is_empty() {
            out += between;
        }
        rest = after;
    }
    out
}

fn in_script(number: &str, zero: u32) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .map_or(c, |value| char::from_u32(zero + value).unwrap())
    };
    number.chars().map(digit).collect()
}

/// A card number in form `form`.
fn written(dice: &mut Dice, number: &str, form: usize) -> String {
    let spaces = ["\u{20}", "\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}", "  "];
    let dashes = ["-", "\u{2013}", "\u{2014}", "\u{2212}", "\u{ff0d}", " - "];
    let dots = [".", "\u{b7}", "\u{2022}", "\u{ff0e}"];
    let words = [
        " and then ",
        ", second half: ",
        " continued ",
        " (then) ",
        " / ",
    ];
    let american: &[usize] = if number.len() == 15 { &[4, 6, 5] } else { &[4] };
    match form {
        0 => number.to_owned(),
        1 => grouped(number, american, dice.pick::<&str>(&spaces)),
        2 => grouped(number, american, dice.pick::<&str>(&dashes)),
        3 => grouped(number, american, dice.pick::<&str>(&dots)),
        4 => in_script(number, 0xff10),
        5 => in_script(&grouped(number, american, " "), 0xff10),
        6 => in_script(number, *dice.pick(&[0x660, 0x966, 0xe50, 0x1d7ce, 0x1d7f6])),
        7 => {
            let (left, right) = number.split_at(1 + dice.below(number.len() - 1));
            format!("{left} {right}")
        }
        8 => {
            let (left, right) = number.split_at(3 + dice.below(number.len() - 5));
            format!("{left}{}{right}", dice.pick::<&str>(&words))
        }
        9 => {
            let (left, right) = number.split_at(8);
            let (left, right) = (grouped(left, &[4], " "), grouped(right, &[5], " "));
            format!("{left}{}{right}", dice.pick::<&str>(&words))
        }
        10 => grouped(number, &[1], " "),
        11 => grouped(number, &[2], " "),
        _ => grouped(number, &[4, 4, 11], dice.pick::<&str>(&words)),
    }
}

/// `text` with `*` for every digit but the last four.
fn all_but_four(text: &str) -> String {
    let is_digit = |c: char| digit_value(c).is_some();
    let count = text.chars().filter(|c| is_digit(*c)).count();
    let mut seen = 0;
    text.chars()
        .map(|c| {
            seen += usize::from(is_digit(c));
            if is_digit(c) && seen + 4 <= count {
                '*'
            } else {
                c
            }
        })
        .collect()
}

/// The value of a digit in the scripts of these tests.
fn digit_value(c: char) -> Option<u32> {
    let zeros = [0x30, 0xff10, 0x660, 0x966, 0xe50, 0x1d7ce, 0x1d7f6];
    let code = u32::from(c);
    let value = zeros
        .into_iter()
        .find(|zero| (*zero..zero + 10).contains(&code));
    value.map(|zero| code - zero)
}

/// S-053.
#[test]
fn of_ten_thousand_card_numbers_in_every_form_only_the_last_four_digits_are_left() {
    let around = [
        ("", ""),
        ("Card ", ""),
        ("pays with ", ", wants a line that pauses in summer"),
        ("card:", ";"),
        ("*", "*"),
        ("Karte Nr.", "."),
        ("number=", "=end"),
        ("é\u{301} ", " ü"),
    ];
    let mut dice = Dice::new(53);
    for n in 0..10_000 {
        let number = card(&mut dice);
        let form = written(&mut dice, &number, n % 13);
        let (before, after) = dice.pick(&around);
        let text = SafeText::new(&format!("{before}{form}{after}"));
        let (kept, found) = masked(&text);
        assert_eq!(kept.as_str(), all_but_four(&text), "{text}");
        assert!(found.card && !found.code, "{text}");
        assert_eq!(masked(&kept).0, kept, "hidden twice: {text}");
        assert_eq!(masked_while_typed(&text).0, kept.as_str(), "{text}");
    }
}

/// S-056.
#[test]
fn a_security_code_near_its_word_is_hidden() {
    for (text, kept) in [
        ("cvv 123", "cvv ***"),
        ("CVV2: 1234", "CVV2: ****"),
        ("CVC123", "CVC***"),
        ("123 is the cvc", "*** is the cvc"),
        (
            "the CID on the front is 9876",
            "the CID on the front is ****",
        ),
        ("security code: 321", "security code: ***"),
        ("Card-Code 321", "Card-Code ***"),
        ("Prüfziffer 555", "Prüfziffer ***"),
        ("PRÜFZIFFER ５５５", "PRÜFZIFFER ***"),
        ("código de seguridad 555", "código de seguridad ***"),
        ("cvv                 123", "cvv                 ***"),
        (
            "4111 1111 1111 1111 exp 12/28 cvv 737",
            "**** **** **** 1111 exp 12/28 cvv ***",
        ),
    ] {
        assert_eq!(hidden(text), kept);
        assert_eq!(hidden(kept), kept, "hidden twice");
        assert!(masked(&SafeText::new(text)).1.code, "{text}");
    }
    for text in [
        "the accident cost 450 dollars",
        "decided on 500 GB",
        "cvv 12",
        "cvv 12345",
        "the cvv is asked for at the till, which is 450 km away",
        "secure codes 123",
    ] {
        unchanged(text);
    }
}

#[test]
fn figures_of_a_conversation_are_left_alone() {
    for text in [
        "",
        "wants 4 lines, 500 GB and pays 39.99",
        "4111 1111 1111 1112 has a wrong check digit",
        "9111111111111111 is of no network",
        "+49 151 23456784 and 0049 151 23456784",
        "IBAN DE89 3704 0044 0532 0130 00",
        "IBAN GB82WEST12345698765432",
        "order 302-1234567-1234567",
        "from 30.11.2026 14:03:07 to 2026-11-22T14:03:07Z",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "550e8400-e29b-41d4-a716-446655440000",
    ] {
        unchanged(text);
    }
    // A plus sign does not make a phone number of a card's.
    assert_eq!(hidden("+4111 1111 1111 1111"), "+**** **** **** 1111");
    // Nor do digits and signs around it hide a card number.
    assert_eq!(
        hidden("2 cards, 4111111111111111 and 378282246310005"),
        "2 cards, ************1111 and ***********0005"
    );
    assert_eq!(hidden(";4111111111111111=2812?"), ";************1111=2812?");
}

fn iban(dice: &mut Dice) -> String {
    let (country, letters, count) = *dice.pick(&[
        ("DE", 0, 18),
        ("AT", 0, 16),
        ("FR", 0, 23),
        ("ES", 0, 20),
        ("NL", 4, 10),
        ("GB", 4, 14),
        ("CH", 0, 17),
        ("BE", 0, 12),
        ("NO", 0, 11),
        ("DK", 0, 14),
        ("PL", 0, 24),
    ]);
    let bank: String = (0..letters)
        .map(|_| char::from(b'A' + dice.below(26) as u8))
        .collect();
    let account = bank + &digits(dice, count);
    let rest = format!("{account}{country}00")
        .chars()
        .map(|c| c.to_digit(36).unwrap())
        .fold(0, |rest, v| (rest * if v > 9 { 100 } else { 10 } + v) % 97);
    let whole = format!("{country}{:02}{account}", 98 - rest);
    if dice.one_in(2) {
        grouped(&whole, &[4], " ")
    } else {
        whole
    }
}

fn phone(dice: &mut Dice) -> String {
    let country = *dice.pick(&[
        "1", "33", "34", "36", "39", "41", "43", "44", "49", "52", "55", "62",
    ]);
    let (area, rest) = (digits(dice, 3), digits(dice, 7));
    let lead = char::from(b'1' + dice.below(9) as u8);
    match dice.below(6) {
        0 => format!("+{country}{lead}{area}{rest}"),
        1 => format!("+{country} {lead}{area} {rest}"),
        2 => format!("00{country} {lead}{area} {}", grouped(&rest, &[3, 2], " ")),
        3 => format!("0{lead}{area} {rest}"),
        4 => format!(
            "({lead}{}) {}",
            digits(dice, 2),
            grouped(&rest, &[3, 4], "-")
        ),
        _ => format!(
            "+{country} (0){lead}{} {}",
            digits(dice, 2),
            grouped(&rest, &[3, 4], " ")
        ),
    }
}

fn order(dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => format!("ORD-20{}-{}", 20 + dice.below(7), digits(dice, 6)),
        1 => {
            let count = 8 + dice.below(5);
            digits(dice, count)
        }
        2 => {
            let shop = *dice.pick(&[
                "028", "112", "113", "171", "302", "303", "304", "305", "402", "701",
            ]);
            format!("{shop}-{}-{}", digits(dice, 7), digits(dice, 7))
        }
        3 => format!("45000{}", digits(dice, 5)),
        4 => format!(
            "{}-{}-{}",
            digits(dice, 2),
            digits(dice, 5),
            digits(dice, 5)
        ),
        _ => format!(
            "2026{:02}{:02}-{}",
            1 + dice.below(12),
            1 + dice.below(28),
            digits(dice, 6)
        ),
    }
}

fn moment(dice: &mut Dice) -> String {
    let ms =
        1_500_000_000_000_u64 + dice.below(400_000_000) as u64 * 1_000 + dice.below(1_000) as u64;
    if dice.one_in(2) {
        return ms.to_string();
    }
    let at = jiff::Timestamp::from_millisecond(ms as i64).unwrap();
    let zoned = at.to_zoned(jiff::tz::TimeZone::UTC);
    let form = *dice.pick(&[
        "%d.%m.%Y %H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%m/%d/%Y %H:%M",
    ]);
    zoned.strftime(form).to_string()
}

fn case(dice: &mut Dice) -> String {
    let number = (dice.below(1 << 20) << 20 | dice.below(1 << 20)) as u64;
    let id = CaseId::from_number(number).unwrap();
    if dice.one_in(2) {
        id.to_string()
    } else {
        id.file_stem()
    }
}

/// S-054: each number alone in its sentence; then two in one sentence, where parts of both may look like one number.
#[test]
fn of_a_hundred_thousand_other_numbers_at_most_one_in_a_thousand_is_hidden() {
    type Sort = (&'static str, fn(&mut Dice) -> String);
    let sorts: [Sort; 5] = [
        ("order numbers", order),
        ("phone numbers", phone),
        ("IBANs", iban),
        ("moments", moment),
        ("case ids", case),
    ];
    let around = ["", "No. ", "about ", "see ", "(", "ref:"];
    let mut dice = Dice::new(54);
    let mut all = 0;
    for (name, sort) in sorts {
        let mut count = 0;
        for _ in 0..20_000 {
            let text = format!("{}{}", dice.pick(&around), sort(&mut dice));
            count += usize::from(hidden(&text) != text);
        }
        println!("{name}: {count} of 20000 hidden");
        assert!(name != "case ids" || count == 0);
        all += count;
    }
    assert!(all <= 100, "{all} of 100000");
    let mut pairs = 0;
    for _ in 0..20_000 {
        let (one, other) = (dice.pick(&sorts).1, dice.pick(&sorts).1);
        let text = format!("{}, later {}", one(&mut dice), other(&mut dice));
        pairs += usize::from(hidden(&text) != text);
    }
    println!("two in a sentence: {pairs} of 20000 hidden");
    assert!(pairs <= 200, "{pairs} of 20000");
}

/// S-057.
#[test]
fn a_long_number_shows_its_last_four_digits_while_it_is_typed() {
    for (text, shown) in [
        ("1234567", "1234567"),
        ("12345678", "****5678"),
        ("4111 111", "4111 111"),
        ("4111 1111", "**** 1111"),
        ("4111 1111 1", "**** *111 1"),
        ("0170 1234567 tomorrow", "**** ***4567 tomorrow"),
        ("39.99 49.99 and 59.99", "39.99 49.99 and 59.99"),
        ("in 2026, 450 km", "in 2026, 450 km"),
        ("１２３４５６７８", "****５６７８"),
    ] {
        assert_eq!(masked_while_typed(text).0, shown, "{text}");
        assert_eq!(masked_while_typed(text).1, Found::default(), "{text}");
    }
}
