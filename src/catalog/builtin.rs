//! Catalogs compiled into the program, and the fingerprint of any catalog.

use crate::domain::sha256_of;

/// A shipped catalog.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Contents of `catalog.json`.
    pub catalog: &'static str,
    /// Contents of `offerings.csv`.
    pub offerings: &'static str,
    /// Contents of `tests.json`: customers with the advice they should get.
    pub tests: &'static str,
}

/// All shipped catalogs, in the order in which they are offered.
pub const ALL: [Builtin; 3] = [
    Builtin {
        id: "vehicles",
        catalog: include_str!("../../catalogs/vehicles/catalog.json"),
        offerings: include_str!("../../catalogs/vehicles/offerings.csv"),
        tests: include_str!("../../catalogs/vehicles/tests.json"),
    },
    Builtin {
        id: "wireless",
        catalog: include_str!("../../catalogs/wireless/catalog.json"),
        offerings: include_str!("../../catalogs/wireless/offerings.csv"),
        tests: include_str!("../../catalogs/wireless/tests.json"),
    },
    Builtin {
        id: "mortgages",
        catalog: include_str!("../../catalogs/mortgages/catalog.json"),
        offerings: include_str!("../../catalogs/mortgages/offerings.csv"),
        tests: include_str!("../../catalogs/mortgages/tests.json"),
    },
];

/// The shipped catalog called `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Builtin> {
    ALL.iter().find(|builtin| builtin.id == id)
}

/// SHA-256 over both files, each after its length, in lower-case hexadecimal: 64 characters.
#[must_use]
pub fn fingerprint(catalog: &[u8], offerings: &[u8]) -> String {
    let length = |file: &[u8]| format!("{}\n", file.len());
    let (first, second) = (length(catalog), length(offerings));
    sha256_of(&[first.as_bytes(), catalog, second.as_bytes(), offerings])
}
