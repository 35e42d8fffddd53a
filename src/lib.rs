//! candor: a terminal advisor that ranks every seller's offerings in the customer's interest.
//!
//! This page is the map of the program. The test `architecture` reads the sources and holds them to what is said here.
//!
//! # How data flows
//!
//! ```text
//!  catalog files --load--> raw --validate--> Catalog (immutable, in columns, with a brand-blind view inside)
//!                                              |
//!  keys --> command --> App.update --> Interview = fold(facts of the journal) --> Needs
//!                          |                                                        |
//!                          |                          ranking::advise(&BlindCatalog, &Needs) -> Advice
//!                          v                                                        v
//!                       effects                                present: Advice joined with names, facts, words
//!                          |                                                        |
//!    append and sync, export, quit                                screens, line mode, command line, transcripts
//! ```
//!
//! Three arrows cross between pure code and the world: events in, effects out, bytes out. What ranks, folds and words never reads a
//! clock, a file, the environment or a random device: everything it needs is passed in.
//!
//! - **Brand-blind by type.** [`ranking`] sees a [`ranking::BlindCatalog`], which has no place for a seller, an own company, a
//!   commission or a stock. What a customer wants of a seller reaches it as a yes/no column made for that case.
//! - **A case is a list of facts.** [`interview::Interview`] is a fold of them; undo, recovery and replay are that fold.
//! - **What was kept can be proved.** Records are chained, the file of each day names every case, and a case keeps the edition of the
//!   catalog and the advice it ended with: [`casebook::Evidence`] finds any change, [`casebook::replay()`] computes the advice again.
//! - **Saved before shown.** A fact is on disk before the screen that shows it is drawn. Where nothing can be saved, somebody chooses to
//!   go on, and every screen says so; the conversation is the same, in a journal without a disk.
//! - **The same bytes everywhere.** Scores are sums of integers; ties are broken by a hash of the case's id and the offering's.
//! - **Outside text is [`domain::SafeText`]** before it is drawn, exported or logged.
//!
//! # Who may use whom
//!
//! Each module may use those in its row and nothing else of this crate. There is no circle.
//!
//! | module | what it is | may use |
//! |---|---|---|
//! | [`domain`] | nouns: safe text, ids, answers, columns | nothing |
//! | [`clock`] | the time of day | nothing |
//! | [`chance`] | ids by chance | `clock` |
//! | [`command`] | the one table of commands | nothing |
//! | [`formula`] | the small typed language of catalogs | `domain` |
//! | [`ranking`] | the brand-blind order | `domain`, `formula` |
//! | [`catalog`] | from two files to a valid catalog | `domain`, `formula`, `ranking` |
//! | [`interview`] | what was said, and what is asked next | `domain`, `formula`, `ranking`, `catalog` |
//! | [`present`] | advice joined with names and words | `domain`, `formula`, `ranking`, `catalog`, `interview` |
//! | [`audit`] | the proof that the order does not see sellers | `domain`, `ranking`, `catalog`, `interview`, `present` |
//! | [`cases`] | journals, logs and editions on disk | `domain` |
//! | [`casebook`] | cases as conversations, and the proof that they are whole | `domain`, `catalog`, `interview`, `present`, `cases` |
//! | [`transcript`] | the document of a case | `domain`, `ranking`, `catalog`, `interview`, `present` |
//! | [`tui`] | the full screen | `domain`, `chance`, `clock`, `command`, `ranking`, `catalog`, `interview`, `present`, `cases`, `casebook`, `transcript` |
//! | [`line`] | line mode: the same conversation, line by line | `domain`, `command`, `catalog`, `interview`, `present`, `tui` |
//! | [`config`] | settings of one run | `domain`, `command`, `catalog`, `cases`, `casebook`, `tui` |
//! | [`cli`] | the command line | `domain`, `clock`, `chance`, `command`, `ranking`, `catalog`, `interview`, `present`, `cases`, `casebook`, `transcript`, `audit`, `tui`, `line`, `config` |
//!
//! # Who may touch the world
//!
//! | what | only in |
//! |---|---|
//! | the file system | `catalog/load.rs`, `catalog/shelf.rs`, `cases`, `config`, `cli` |
//! | the clock | `clock.rs` |
//! | the random device | `chance.rs` |
//! | the environment | `config`, `cli` |
//! | the terminal (`crossterm`) | `tui/terminal` |
//! | cells and layout (`ratatui`) | `tui` |
//! | colours | `tui/theme` |
//! | `fuzzy_matcher` | `tui/search.rs` |
//! | lines on standard output and error | `cli`, `main.rs` |
//!
//! [`line`]: mod@line

pub mod audit;
pub mod casebook;
pub mod cases;
pub mod catalog;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod domain;
pub mod formula;
pub mod interview;
pub mod line;
pub mod present;
pub mod ranking;
pub mod transcript;
pub mod tui;
