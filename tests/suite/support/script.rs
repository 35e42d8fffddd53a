//! A conversation on the shipped vehicles, written down as keys, and what must be in the journal afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use candor::casebook::{self, CaseRecords};
use candor::cases::{Store, Tail};
use candor::domain::{AnswerValue, Id, SafeText};
use candor::interview::Fact;

use super::pty::Pty;

/// Between keys: enough that they are no burst and that the same key twice is no bounce.
const GAP: Duration = Duration::from_millis(90);
/// Longest wait for a question to come up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A question by its number in the catalog, the keys that answer it, and the answer.
pub struct Step {
    pub number: usize,
    pub question: &'static str,
    /// Each key, and what is on the screen once it was taken; nothing is waited for where that is empty.
    keys: &'static [(&'static str, &'static str)],
    pub answer: AnswerValue,
}

/// The whole conversation, in the catalog's order.
pub fn script() -> Vec<Step> {
    use AnswerValue::{DontKnow, Number, One, Order, Several, Words, YesNo};
    let id = |raw: &str| Id::new(raw).unwrap();
    let step = |number, question, keys, answer| Step {
        number,
        question,
        keys,
        answer,
    };
    vec![
        step(1, "people", &[("4", "")], One(id("5"))),
        step(
            2,
            "uses",
            &[("1", "[x] daily"), ("\r", "")],
            Several(vec![id("commute")]),
        ),
        step(
            3,
            "budget",
            &[
                ("4", ""),
                ("2", ""),
                ("0", ""),
                ("0", ""),
                ("0", "> 42000_"),
                ("\r", ""),
            ],
            Number(42_000.0),
        ),
        step(
            4,
            "kinds",
            &[("2", "[x] SUV"), ("\r", "")],
            Several(vec![id("suv")]),
        ),
        step(
            6,
            "engines",
            &[("4", "[x] hybrid"), ("\r", "")],
            Several(vec![id("hybrid")]),
        ),
        step(7, "charging", &[("1", "")], YesNo(true)),
        step(
            8,
            "miles",
            &[
                ("1", ""),
                ("2", ""),
                ("5", ""),
                ("0", ""),
                ("0", "> 12500_"),
                ("\r", ""),
            ],
            Number(12_500.0),
        ),
        step(9, "winter", &[("2", "")], One(id("sometimes"))),
        step(
            10,
            "priorities",
            &[("1", "1st low fuel"), ("3", "2nd cargo"), ("\r", "")],
            Order(vec![id("running_cost"), id("room")]),
        ),
        step(
            11,
            "gas_price",
            &[("3", ""), (".", ""), ("5", "> 3.5_"), ("\r", "")],
            Number(3.5),
        ),
        step(12, "makes_liked", &[("0", "")], DontKnow),
        step(13, "makes_avoided", &[("0", "")], DontKnow),
        step(
            14,
            "else",
            &[("c", ""), ("a", ""), ("l", ""), ("m", "calm_"), ("\r", "")],
            Words(SafeText::new("calm")),
        ),
    ]
}

/// When to stop pressing keys.
pub struct Until {
    moment: Option<Instant>,
    /// Stop this long after the last key of that step.
    aimed: Option<(usize, Duration)>,
}

impl Until {
    /// After so long.
    pub fn after(time: Duration) -> Self {
        Self {
            moment: Some(Instant::now() + time),
            aimed: None,
        }
    }

    /// So long after the last key of that step, which is when it is saved.
    pub fn saving(step: usize, later: Duration) -> Self {
        Self {
            moment: None,
            aimed: Some((step, later)),
        }
    }

    /// When all is answered.
    pub fn the_end() -> Self {
        Self {
            moment: None,
            aimed: None,
        }
    }

    fn is_now(&self) -> bool {
        self.moment.is_some_and(|moment| Instant::now() >= moment)
    }

    /// Sleeps so long, but not past the moment; false when that has come.
    fn nap(&self, time: Duration) -> bool {
        let left = self.moment.map_or(time, |moment| {
            moment.saturating_duration_since(Instant::now())
        });
        std::thread::sleep(time.min(left));
        !self.is_now()
    }
}

/// Waits for one of these texts; `None` when it is time to stop. Where the program says that it dropped the last `key`, because its
/// question was not on the screen yet, the key is pressed again, as a person does.
fn sees(pty: &mut Pty, texts: &[&str], key: &str, until: &Until) -> Option<usize> {
    let began = Instant::now();
    loop {
        let screen = pty.text();
        if let Some(found) = texts.iter().position(|text| screen.contains(text)) {
            return Some(found);
        }
        assert!(began.elapsed() < PATIENCE, "no {texts:?} on\n{screen}");
        let wait = if screen.contains("A key was dropped") {
            pty.send(key).unwrap();
            Duration::from_millis(500)
        } else {
            Duration::from_millis(2)
        };
        if !until.nap(wait) {
            return None;
        }
    }
}

/// Goes on with the conversation, of which `answered` steps are saved; a new one is begun when there is none. How many steps may
/// have been saved when it stopped comes back.
pub fn talk(pty: &mut Pty, answered: usize, mut until: Until) -> usize {
    let script = script();
    let mut sent = answered;
    let mut go = || -> Option<()> {
        let press = |pty: &mut Pty, key: &str, until: &Until| {
            until.nap(GAP).then(|| pty.send(key).unwrap())
        };
        sees(pty, &["New conversation"], "", &until)?;
        if answered > 0 {
            sees(pty, &["[a] "], "", &until)?;
        }
        // One that was begun waits, even without an answer.
        let way_in = if pty.text().contains("[a] ") {
            "a"
        } else {
            "1"
        };
        press(pty, way_in, &until)?;
        let question = |step: &Step| format!("Q{} of 14", step.number);
        if answered == script.len() {
            return None;
        }
        let first = question(&script[answered]);
        if sees(pty, &["READ WORD FOR WORD", &first], way_in, &until)? == 0 {
            press(pty, "\r", &until)?;
        }
        if pty.text().contains("and what was begun") {
            clear(pty);
        }
        let mut last = "\r";
        for (number, step) in script.iter().enumerate().skip(answered) {
            sees(pty, &[&question(step)], last, &until)?;
            for (n, (key, taken)) in step.keys.iter().enumerate() {
                press(pty, key, &until)?;
                last = key;
                if n + 1 == step.keys.len() {
                    sent = number + 1;
                }
                sees(pty, &[taken], key, &until)?;
            }
            if let Some((_, later)) = until.aimed.filter(|(aimed, _)| *aimed == number) {
                until = Until::after(later);
            }
        }
        let over = ["13 answered", "We suggest", "READ"];
        sees(pty, &over, last, &until)?;
        Some(())
    };
    go();
    sent
}

/// Takes away what was begun before, so that the keys of the script mean what they say.
fn clear(pty: &mut Pty) {
    for digit in 1..=9 {
        for mark in ["[x]", "1st", "2nd", "3rd"] {
            let row = format!("[{digit}] {mark}");
            if pty.text().contains(&row) {
                pty.key(&digit.to_string()).lacks(&row);
            }
        }
    }
    let text = pty.text();
    let field = text.lines().find_map(|row| {
        let field = row.split("> ").nth(1)?.split_whitespace().next()?;
        field.strip_suffix('_').filter(|typed| !typed.is_empty())
    });
    if let Some(typed) = field {
        for _ in typed.chars() {
            pty.key("Backspace");
        }
        pty.lacks(&format!("> {typed}_"));
    }
}

/// How many answers the screen says are saved.
pub fn acknowledged(screen: &str) -> usize {
    let before = |part: &str| -> Option<usize> {
        // Off the questions it says "3 of 13 answered".
        let rest = part.trim_end_matches(|c: char| c.is_ascii_digit());
        let part = rest.strip_suffix(" of ").unwrap_or(part);
        let digits = part.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    };
    let mut parts: Vec<&str> = screen.split(" answered \u{b7}").collect();
    parts.pop();
    parts.into_iter().filter_map(before).max().unwrap_or(0)
}

/// How many steps of the script are in the one journal below `data`; anything else there than the beginning of the script is a
/// failure. `None` when there is no case.
pub fn saved(data: &Path) -> Option<usize> {
    let folder = data.join("cases");
    if !folder.exists() {
        return None;
    }
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = [".journal", ".owner"];
        assert!(
            known.iter().any(|ending| name.ends_with(ending)) || name.contains(".journal.tail-"),
            "{name} was left behind"
        );
    }
    let store = Store::open(data).unwrap();
    // Without its first fact a case was never begun, and the next start removes it.
    let mut cases = store.list().unwrap();
    cases.retain(|case| !casebook::summary(&store, &case.id).is_unbegun());
    assert!(cases.len() <= 1, "{cases:?}");
    let case = cases.first()?;
    let CaseRecords { facts, tail, .. } = casebook::load(&store, &case.id).unwrap();
    assert!(!matches!(tail, Tail::Broken { .. }), "{tail:?}");
    let answers = facts.iter().filter_map(|recorded| match &recorded.fact {
        Fact::Answered { question, answer } => Some((question.as_str(), &answer.value)),
        Fact::Began(_) | Fact::ReadOut { .. } | Fact::Drafted { .. } => None,
        other => panic!("nobody did {other:?}"),
    });
    let answers: Vec<_> = answers.collect();
    let script = script();
    let expected: Vec<_> = script
        .iter()
        .map(|step| (step.question, &step.answer))
        .take(answers.len())
        .collect();
    assert_eq!(answers, expected);
    Some(answers.len())
}
