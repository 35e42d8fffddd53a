//! `candor catalog` and `candor theme`.

use serde_json::Value;

use crate::support::program::Home;

#[test]
fn the_shipped_catalog_passes_check_and_test() {
    let home = Home::new();
    let ran = home.run("catalog check vehicles");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("vehicles: ok. 110 vehicles of 27 makes")
    );
    let ran = home.run("catalog test vehicles");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("4 personas, 0 failed."));
}

#[test]
fn a_catalog_is_found_by_id_by_name_on_the_shelf_and_by_path() {
    let home = Home::new();
    home.catalog("shelf/mine", |text| text);
    home.catalog("config/candor/catalogs/usual", |text| text);
    for arguments in [
        "catalog check vehicles",
        "catalog check mine --catalogs shelf",
        "catalog check shelf/mine",
        "--catalogs shelf catalog check ./shelf/mine mine",
    ] {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
    if cfg!(target_os = "linux") {
        assert_eq!(home.run("catalog check usual").code, 0);
    }
}

#[test]
fn an_unknown_catalog_is_answered_with_those_there_are() {
    let home = Home::new();
    for command in [
        "catalog show vehicels",
        "catalog check vehicels",
        "catalog test vehicels",
        "advise vehicels --answers -",
        "interview vehicels",
    ] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        assert!(ran.err.contains("Did you mean 'vehicles'?"), "{}", ran.err);
        assert!(
            ran.err
                .contains("The catalogs are: vehicles, wireless, mortgages."),
            "{}",
            ran.err
        );
    }
    let ran = home.run("catalog list --catalogs nowhere");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere cannot be read"));
    let ran = home.run("catalog check ./nowhere");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("catalog.json cannot be read"),
        "{}",
        ran.err
    );
}

#[test]
fn every_problem_of_every_catalog_is_told_with_its_place() {
    let home = Home::new();
    home.catalog("one", |text| {
        text.replace("\"attribute\": \"seats\"", "\"attribute\": \"seets\"")
            .replace("\"date\": \"2025-01-01\"", "\"date\": \"2025-13-01\"")
    });
    home.catalog("two", |text| text.replacen('{', "", 1));
    let ran = home.run("catalog check ./one vehicles ./two");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("./one: catalog.json:"), "{}", ran.out);
    assert!(ran.out.contains("Did you mean 'seats'?"));
    assert!(ran.out.contains("2025-13-01"));
    assert!(ran.out.contains("\nvehicles: ok."));
    assert!(ran.out.contains("./two: catalog.json:"));
    assert!(ran.out.ends_with(" problems.\n"));
}

#[test]
fn a_catalog_that_is_not_there_does_not_hide_the_others() {
    let ran = Home::new().run("catalog check vehicels vehicles");
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("vehicles: ok."));
    assert!(ran.err.contains("vehicels"));
}

#[test]
fn personas_that_get_other_advice_are_told_and_the_exit_code_is_one() {
    let home = Home::new();
    let folder = home.catalog("own", |text| text);
    let tests = std::fs::read_to_string(folder.join("tests.json")).unwrap();
    home.file("own/tests.json", tests.replace("seats >= 7", "seats >= 8"));
    let ran = home.run("catalog test ./own");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("FAIL"), "{}", ran.out);
    assert!(ran.out.contains("top8_all: 'seats >= 8' is not true for"));
    assert!(ran.out.contains("4 personas, 1 failed."));

    home.file(
        "own/tests.json",
        tests.replace("\"people\": \"7\"", "\"people\": \"99\""),
    );
    let ran = home.run("catalog test ./own");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("family_of_six"), "{}", ran.err);

    std::fs::remove_file(folder.join("tests.json")).unwrap();
    let ran = home.run("catalog test ./own");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("tests.json cannot be read"), "{}", ran.err);
}

#[test]
fn a_check_looks_at_the_personas_and_tells_the_place_of_every_mistake() {
    let home = Home::new();
    let folder = home.catalog("own", |text| text);
    let tests = std::fs::read_to_string(folder.join("tests.json")).unwrap();
    assert_eq!(home.run("catalog check ./own").code, 0);
    let place = |text: &str, mistake: &str| {
        let at = text.find(mistake).unwrap();
        let line = text[..at].matches('\n').count() + 1;
        let column = at - text[..at].rfind('\n').unwrap();
        format!("./own: tests.json:{line}:{column}: ")
    };
    for (right, wrong, said) in [
        (
            "\"people\": \"7\"",
            "\"peeple\": \"7\"",
            "There is no question called 'peeple'.",
        ),
        (
            "\"people\": \"7\"",
            "\"people\": \"99\"",
            "\"99\" is not an option of this question.",
        ),
        (
            "\"prius-le\"",
            "\"prius-lee\"",
            "There is no offering 'prius-lee'.",
        ),
    ] {
        let mistaken = tests.replacen(right, wrong, 1);
        assert_ne!(mistaken, tests, "{right}");
        home.file("own/tests.json", &mistaken);
        let ran = home.run("catalog check ./own");
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{wrong}");
        let value = if wrong.contains("99") {
            "\"99\""
        } else {
            wrong
        };
        // An unknown question has no value that could be pointed at in the catalog: its answer is.
        let value = if wrong.contains("peeple") {
            "\"7\""
        } else {
            value
        };
        let told = format!("{}{said}", place(&mistaken, value));
        assert!(ran.out.contains(&told), "{told}\n{}", ran.out);
        assert!(ran.out.contains("to do:"), "{}", ran.out);
        assert!(ran.out.ends_with("1 problem.\n"), "{}", ran.out);
    }
    home.file("own/tests.json", "{");
    assert!(
        home.run("catalog check ./own")
            .out
            .contains("./own: tests.json:1:1: ")
    );
    std::fs::remove_file(folder.join("tests.json")).unwrap();
    let ran = home.run("catalog check ./own");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, ""),
        "a catalog may have no personas"
    );
}

#[test]
fn a_list_names_every_catalog_with_what_is_wrong() {
    let home = Home::new();
    home.catalog("shelf/mine", |text| text);
    home.catalog("shelf/broken", |text| text.replacen('{', "", 1));
    home.catalog("shelf/vehicles", |text| text);
    std::fs::create_dir_all(home.path("shelf/no-catalog")).unwrap();
    let ran = home.run("catalog list --catalogs shelf --format json");
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let names: Vec<&str> = list["catalogs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|catalog| catalog["name"].as_str().unwrap())
        .collect();
    let by_path = std::path::Path::new("shelf").join("vehicles");
    assert_eq!(
        names,
        [
            "vehicles",
            "wireless",
            "mortgages",
            "broken",
            "mine",
            by_path.to_str().unwrap()
        ]
    );
    assert_eq!(list["catalogs"][0]["origin"], "shipped");
    assert_eq!(list["catalogs"][0]["trouble"], Value::Null);
    assert!(list["catalogs"][3]["trouble"].is_string());
    let ran = home.run("catalog list --catalogs shelf");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("candor catalog check"));
}

#[test]
fn a_catalog_is_shown_with_all_its_parts() {
    let home = Home::new();
    let ran = home.run("catalog show vehicles");
    assert_eq!(ran.code, 0);
    for said in [
        "QUESTIONS",
        "WHAT IS JUDGED",
        "WHAT IS KNOWN",
        "SELLERS",
        "SOURCES",
        "missing",
        "[OURS]",
    ] {
        assert!(ran.out.contains(said), "{said} is missing");
    }
    let ran = home.run("catalog show vehicles --format json");
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shown["offerings"].as_array().unwrap().len(), 110);
    for list in ["questions", "criteria", "attributes", "sellers", "sources"] {
        assert!(!shown[list].as_array().unwrap().is_empty(), "{list}");
    }
    assert!(shown["criteria"][0]["scale"].is_object());
}

#[test]
fn themes_are_listed_and_checked() {
    let home = Home::new();
    let ran = home.run("theme list");
    assert!(
        ran.out
            .starts_with("night          shipped, the usual one: Light text on"),
        "{}",
        ran.out
    );
    let ran = home.run("theme check");
    let all: String = candor::tui::theme::list()
        .iter()
        .map(|name| format!("{name}: ok.\n"))
        .collect();
    assert_eq!((ran.code, ran.out), (0, all));
    let bad = home.file(
        "bad.json",
        r##"{"roles": {"text": {"rgb": "#000"}, "txt": {}}}"##,
    );
    let ran = home.run_on("theme check FILE night", &bad);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("night: ok.") && ran.out.contains("problem"),
        "{}",
        ran.out
    );
    let ran = home.run("theme show sunlight");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in [
        "sunlight: Black on white, for use outdoors.",
        "bad              #660000         black           13.4        bold, underlined",
        "selected-text    #ffffff         bright-white    21.0        bold",
        "warn             ! 400 days old, may be wrong",
    ] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "plain where nobody sits");
    let ran = home.run("theme show terminal --ascii --width 40");
    assert!(ran.out.contains("contrast is not known"), "{}", ran.out);
    assert!(ran.out.is_ascii(), "{}", ran.out);
    let ran = home.run_on("theme show FILE", &bad);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("roles: the role 'txt'"), "{}", ran.err);
    let ran = home.run("theme check nigth");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Did you mean 'night'?"));
}
