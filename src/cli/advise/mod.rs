//! `candor advise`: a file of answers in, a ranking out.

mod input;
mod table;
mod text;

use crate::config::Config;
use crate::present::Advised;
use crate::transcript::{html, markdown};

use super::args::{AdviceFormat, AdviseArgs};
use super::catalog::open;
use super::output::{Exit, Failure, Output, json};
use super::page::Page;
use super::transcripts;

pub(super) use text::advice;

/// Runs the command.
///
/// # Errors
/// [`Failure`] when the catalog or the answers are wrong.
pub fn run(config: &Config, args: &AdviseArgs) -> Result<Output, Failure> {
    let is_pdf = args.format == AdviceFormat::Pdf;
    transcripts::check_paper(is_pdf, args.paper)?;
    if is_pdf {
        transcripts::check_terminal("candor advise .. --format pdf > advice.pdf")?;
    }
    let catalog = open(config, &args.catalog)?;
    let answers = input::read(&catalog, &args.answers)?;
    let advised = Advised::on_answers(&catalog, answers);
    let top = usize::from(args.top);
    let text = match args.format {
        AdviceFormat::Json => json(&advised.report(top))?,
        AdviceFormat::Markdown => markdown(&transcripts::of_answers(&advised)),
        AdviceFormat::Html => html(&transcripts::of_answers(&advised)),
        AdviceFormat::Pdf => transcripts::printed(&transcripts::of_answers(&advised), args.paper)?,
        AdviceFormat::Csv => table::table(&advised, top)?,
        AdviceFormat::Text => {
            let mut page = Page::new(config);
            advice(&mut page, &advised, top);
            page.finish()
        }
    };
    let fits = !advised.advice.ranked.is_empty();
    let exit = if fits { Exit::Done } else { Exit::Found };
    Ok(Output::done(text).ending(exit))
}
