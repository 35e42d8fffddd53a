//! Case ids: easy to read aloud, safe as file names.

use candor::cases::CaseId;
use proptest::prelude::*;

#[test]
fn texts_that_are_no_id_are_refused() {
    for raw in [
        "",
        "-",
        "7F3K-92Q",
        "7F3K-92QDX",
        "7F3K--92QD",
        "7F3-K92QD",
        "7F3K 92QD",
        "7F3U-92QD",
        "../../etc",
        "7F3K-92QÐ",
        "7F3K92-QD",
        "-7F3K92QD",
        "7F3K92QD-",
    ] {
        assert!(raw.parse::<CaseId>().is_err(), "{raw}");
    }
    assert_eq!(CaseId::from_seed([0xff; 8]).to_string(), "ZZZZ-ZZZZ");
    assert_eq!(CaseId::from_seed([0; 8]).to_string(), "0000-0000");
    assert_eq!(CaseId::from_number(1 << 40), None);
}

proptest! {
    #[test]
    fn any_id_is_read_back_however_it_is_spelled(seed in any::<[u8; 8]>()) {
        let id = CaseId::from_seed(seed);
        let shown = id.to_string();
        prop_assert_eq!(shown.len(), 9);
        prop_assert!(!shown.contains(['I', 'L', 'O', 'U']));
        for spelling in [shown.clone(), id.file_stem(), shown.replace('-', ""), shown.replace('0', "o").replace('1', "l")] {
            prop_assert_eq!(spelling.parse::<CaseId>(), Ok(id));
        }
        prop_assert_eq!(CaseId::from_number(id.number()), Some(id));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(&json, &format!("\"{shown}\""));
        prop_assert_eq!(serde_json::from_str::<CaseId>(&json).unwrap(), id);
    }

    #[test]
    fn no_text_makes_a_file_name_that_leaves_the_folder(raw in any::<String>()) {
        if let Ok(id) = raw.parse::<CaseId>() {
            prop_assert!(id.file_stem().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
