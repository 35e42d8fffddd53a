//! libFuzzer at the door `safe_text`.
#![no_main]

#[path = "../doors.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::safe_text(bytes));
