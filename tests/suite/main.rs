//! Every integration test, in one binary, so that the crate is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    missing_docs
)]

mod advice_quality;
mod answers;
mod architecture;
mod at_a_glance;
mod audit;
mod bursts;
mod case_id;
mod case_store;
mod catalog_problems;
mod changing;
mod cli;
mod code;
mod colour_blind;
mod commands;
mod contact;
mod contrast;
mod conversation;
mod cover;
mod crash;
mod crash_order;
mod crash_storage;
mod customer_view;
mod doctor;
mod drafts;
mod ending;
mod engine_metamorphic;
mod engine_next;
mod engine_pairs;
mod engine_readings;
mod engine_relax;
mod engine_speed;
mod engine_tables;
mod engine_tipping;
mod erasing;
mod erasing_on_screen;
mod evidence_days;
mod evidence_editions;
mod evidence_replay;
mod evidence_verify;
mod faults;
mod figures;
mod first_try;
mod fits;
mod formula;
mod frames;
mod glyphs;
mod golden_cases;
mod handover;
mod holding;
mod hostile_cases;
mod hostile_doors;
mod hostile_limits;
mod hostile_text;
mod interview_properties;
mod journal;
mod journal_damage;
mod journal_faults;
mod key_settings;
mod keys;
mod left_over;
mod line_away;
mod line_mode;
mod line_program;
mod line_record;
mod looks;
mod mortgage_rates;
mod mouse;
mod mouse_boxes;
mod mouse_terminal;
mod note_kinds;
mod outbox;
mod pairs;
mod papers;
mod past;
mod past_inside;
mod personas;
mod persons;
mod pondering;
mod presses;
mod promises;
mod ranking_examples;
mod ranking_properties;
mod reading_grade;
mod reading_time;
mod reveal;
mod roomy;
mod runlog;
mod scenarios;
mod screens;
mod searching;
mod secrets;
mod secrets_kept_off;
mod selftest;
mod settings;
mod shares;
mod slow_disk;
mod small_terminals;
mod spreadsheets;
mod stop_line;
mod stopped;
mod storm;
mod support;
mod sure;
mod table_columns;
mod talks;
mod terminal;
mod terminal_kinds;
mod terminal_session;
mod terminal_stuck;
mod text_fitting;
mod themes;
mod transcript_evidence;
mod transcript_hostile;
mod transcript_parts;
mod transcript_print;
mod transcript_redacted;
mod transcripts;
mod trying;
mod two_windows;
mod typed_figures;
mod unkept;
mod unmet_needs;
mod unused_keys;
mod waiting;
mod walk;
