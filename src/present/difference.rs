//! The first difference between two reports, in words: what stood there, and what stands there now.

use serde_json::Value;

use crate::domain::SafeText;

use super::needs::ordinal;

/// Most characters of a value that are quoted.
const QUOTED: usize = 100;

/// The first difference between two reports as [`super::Advised::canonical`] gives them. Places come first, then how sure the order is,
/// then whatever stands first.
#[must_use]
pub fn difference(then: &[u8], now: &[u8]) -> SafeText {
    let (then, now) = match (serde_json::from_slice(then), serde_json::from_slice(now)) {
        (Ok(then), Ok(now)) => (then, now),
        (Err(_), _) => return "what was kept is no report".into(),
        (_, Err(_)) => return "what is computed now is no report".into(),
    };
    let words = places(&then, &now)
        .or_else(|| confidence(&then, &now))
        .or_else(|| first("", &then, &now))
        .unwrap_or_else(|| "the same values are written otherwise".to_owned());
    words.into()
}

/// The first place on which another offering stands.
fn places(then: &Value, now: &Value) -> Option<String> {
    let list = |report: &Value| -> Vec<(Value, String)> {
        let ranking = report.get("ranking").and_then(Value::as_array);
        let entries = ranking.into_iter().flatten();
        entries
            .map(|entry| {
                let id = entry.get("id").cloned().unwrap_or_default();
                let name = entry.get("name").unwrap_or(&id);
                let named = format!("{} ({})", text(name), text(&id));
                (id, named)
            })
            .collect()
    };
    let (then, now) = (list(then), list(now));
    let place = (0..then.len().max(now.len()))
        .find(|&n| then.get(n).map(|(id, _)| id) != now.get(n).map(|(id, _)| id))?;
    let named = |list: &[(Value, String)]| {
        let entry = list.get(place);
        entry.map_or_else(|| "nothing".to_owned(), |(_, named)| named.clone())
    };
    Some(format!(
        "{} place: then {}, now {}",
        ordinal(place + 1),
        named(&then),
        named(&now)
    ))
}

/// Whether another number of ten readings has the first place first.
fn confidence(then: &Value, now: &Value) -> Option<String> {
    let tenths = |report: &Value| {
        report
            .pointer("/confidence/n_in_10")
            .and_then(Value::as_u64)
    };
    let (then, now) = (tenths(then), tenths(now));
    let words = |n: Option<u64>| n.map_or_else(|| "not said".to_owned(), |n| format!("{n} in 10"));
    (then != now).then(|| format!("how sure: then {}, now {}", words(then), words(now)))
}

/// The first place in the report at which the two are not the same.
fn first(path: &str, then: &Value, now: &Value) -> Option<String> {
    match (then, now) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            keys.into_iter().find_map(|key| {
                let none = Value::Null;
                let dot = if path.is_empty() { "" } else { "." };
                let (a, b) = (a.get(key).unwrap_or(&none), b.get(key).unwrap_or(&none));
                first(&format!("{path}{dot}{key}"), a, b)
            })
        }
        (Value::Array(a), Value::Array(b)) => (0..a.len().max(b.len())).find_map(|n| {
            let none = Value::Null;
            let (a, b) = (a.get(n).unwrap_or(&none), b.get(n).unwrap_or(&none));
            first(&format!("{path}[{n}]"), a, b)
        }),
        (a, b) if a == b => None,
        (a, b) => Some(format!("{path}: then {}, now {}", text(a), text(b))),
    }
}

/// A value as it is quoted.
fn text(value: &Value) -> String {
    let all = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let mut quoted: String = all.chars().take(QUOTED).collect();
    if quoted.len() < all.len() {
        quoted.push_str(" ...");
    }
    quoted
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(then: &Value, now: &Value) -> String {
        difference(then.to_string().as_bytes(), now.to_string().as_bytes()).to_string()
    }

    #[test]
    fn places_come_before_all_else() {
        let report = |first: &str, sure: u8| {
            json!({
                "answers": {"a": first},
                "ranking": [{"id": first, "name": "N"}, {"id": "c", "name": "C"}],
                "confidence": {"n_in_10": sure},
            })
        };
        assert_eq!(
            said(&report("a", 8), &report("b", 7)),
            "1st place: then N (a), now N (b)"
        );
        let fewer = json!({"ranking": [{"id": "a", "name": "N"}]});
        assert_eq!(
            said(&report("a", 8), &fewer),
            "2nd place: then C (c), now nothing"
        );
        let mut less = report("a", 7);
        assert_eq!(
            said(&report("a", 8), &less),
            "how sure: then 8 in 10, now 7 in 10"
        );
        *less.pointer_mut("/confidence/n_in_10").unwrap() = json!(8);
        *less.pointer_mut("/ranking/0/name").unwrap() = json!("M");
        assert_eq!(
            said(&report("a", 8), &less),
            "ranking[0].name: then N, now M"
        );
    }

    #[test]
    fn what_is_no_report_is_said_to_be_none() {
        assert_eq!(&*difference(b"x", b"{}"), "what was kept is no report");
        assert_eq!(
            said(&json!({"a": 1}), &json!({"a": 1, "b": [2]})),
            "b: then null, now [2]"
        );
    }
}
