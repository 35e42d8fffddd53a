//! Hand-over files: the transcript of a case as Markdown, a page to print and JSON, each written whole or not at all.

use std::path::Path;

use crate::cases::{CaseId, write_whole};
use crate::catalog::Catalog;
use crate::clock;
use crate::domain::SafeText;
use crate::interview::{Interview, Recorded};
use crate::transcript::{Document, Material, html, json, markdown};

use super::Advised;

/// The folder of transcripts inside the folder of data.
const FOLDER: &str = "transcripts";

/// Writes the three files of a case below `data` and says which they are, and last in which folder.
///
/// # Errors
/// A message that says which file could not be written; the conversation itself is safe in its journal.
pub fn write(
    data: &Path,
    catalog: &Catalog,
    id: CaseId,
    facts: &[Recorded],
) -> Result<Vec<SafeText>, SafeText> {
    let interview = Interview::fold(facts);
    let advised = Advised::on_case(catalog, &id, interview);
    let document = Document::new(&Material {
        view: &advised.view(),
        interview: &advised.interview,
        facts,
        flow: &advised.flow,
        case: Some(id.to_string().into()),
        made: Some(clock::now()),
        program: env!("CARGO_PKG_VERSION").into(),
    });
    let folder = data.join(FOLDER);
    private_folder(&folder)?;
    let mut machine = serde_json::to_string_pretty(&json(&document)).unwrap_or_default();
    machine.push('\n');
    let files = [
        ("md", markdown(&document)),
        ("html", html(&document)),
        ("json", machine),
    ];
    let mut written = Vec::new();
    for (ending, text) in files {
        let name = format!("{}.{ending}", id.file_stem());
        write_whole(&folder.join(&name), text.as_bytes())
            .map_err(|error| SafeText::from(error.to_string()))?;
        written.push(name.into());
    }
    written.push(format!("in {}", folder.display()).into());
    Ok(written)
}

/// Makes the folder, readable for its owner only.
fn private_folder(folder: &Path) -> Result<(), SafeText> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        SafeText::from(format!(
            "The folder {} cannot be made: {error}. The conversation is safe. Check your permission to write there.",
            folder.display()
        ))
    })
}
