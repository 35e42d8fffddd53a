//! What is printed. That the customer's part of the web page prints on one page needs a headless browser and a font as wide as Arial; it
//! says so and passes where there is none.

mod pdf;
mod pdf_layout;

use std::process::Command;

use candor::transcript::{completeness, html};

use crate::transcripts::kept;

/// The output of a program, where it is there and succeeds.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| output(name, &["--version"]).is_some())
}

/// Whether the page is set in Arial or a font with the same widths.
fn has_font() -> bool {
    output("fc-match", &["Arial"]).is_some_and(|font| {
        ["Arial", "Liberation Sans", "Arimo"]
            .iter()
            .any(|known| font.contains(known))
    })
}

#[test]
fn the_customers_part_prints_on_one_page() {
    let Some(browser) = browser() else {
        println!("skipped: no headless browser (chromium) on this machine");
        return;
    };
    if !has_font() {
        println!("skipped: no font as wide as Arial (fonts-liberation) on this machine");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (id, talk) in kept() {
        let document = talk.document();
        if !completeness(&document).is_empty() {
            // A draft says so on lines of its own, and is not handed over.
            continue;
        }
        let page = html(&document);
        let (customer, _) = page.split_once("<div class=\"along\">").unwrap();
        for size in ["A4", "Letter"] {
            let sized =
                customer.replace("@page { margin", &format!("@page {{ size: {size}; margin"));
            assert_ne!(sized, customer);
            let source = folder.path().join("page.html");
            let printed = folder.path().join("page.pdf");
            std::fs::write(&source, format!("{sized}</body></html>")).unwrap();
            let print = format!("--print-to-pdf={}", printed.display());
            let profile = format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            );
            let address = format!("file://{}", source.display());
            let arguments = [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                &profile,
                &print,
                &address,
            ];
            output(browser, &arguments).expect("the browser prints");
            let pdf = std::fs::read(&printed).unwrap();
            let pdf = String::from_utf8_lossy(&pdf);
            let pages = pdf.matches("/Type /Page\n").count();
            assert_eq!(pages, 1, "{id} on {size}");
            std::fs::remove_file(&printed).unwrap();
        }
    }
}
