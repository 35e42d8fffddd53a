//! Changes to a catalog's files that must not change any advice.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::catalog::Files;
use crate::domain::SafeText;

use super::customers::Stream;

/// How many offerings get a twin.
const TWINS: usize = 12;

/// A table of offerings as text cells.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    head: csv::StringRecord,
    rows: Vec<Vec<String>>,
    seller: usize,
    id: usize,
    line: usize,
}

/// Why the files could not be changed: the JSON or the table is not what a loaded catalog has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The catalog's files could not be changed for the proof: {0}.")]
pub struct Unchangeable(pub SafeText);

fn fail(why: impl std::fmt::Display) -> Unchangeable {
    Unchangeable(why.to_string().into())
}

impl Sheet {
    pub(super) fn read(files: &Files) -> Result<Self, Unchangeable> {
        let text = files
            .offerings
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&files.offerings);
        let mut reader = csv::Reader::from_reader(text);
        let head = reader.headers().map_err(fail)?.clone();
        let column = |name: &str| {
            head.iter()
                .position(|own| own.trim() == name)
                .ok_or_else(|| fail(format!("no column {name}")))
        };
        let (seller, id, line) = (column("seller")?, column("id")?, column("line")?);
        let rows = reader
            .records()
            .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()))
            .collect::<Result<_, _>>()
            .map_err(fail)?;
        Ok(Self {
            head,
            rows,
            seller,
            id,
            line,
        })
    }

    fn write(&self) -> Result<Vec<u8>, Unchangeable> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.head).map_err(fail)?;
        for row in &self.rows {
            writer.write_record(row).map_err(fail)?;
        }
        writer.into_inner().map_err(fail)
    }

    /// Sellers by name, each once.
    pub(super) fn sellers(&self) -> Vec<String> {
        let mut sellers: Vec<String> = self
            .rows
            .iter()
            .filter_map(|row| row.get(self.seller))
            .map(|name| name.trim().to_owned())
            .collect();
        sellers.sort();
        sellers.dedup();
        sellers
    }
}

/// The files with copies of some offerings under other sellers, `-twin` behind their ids: offerings that tie in every case in which
/// no seller is liked or avoided.
pub(super) fn twinned(files: &Files) -> Result<Files, Unchangeable> {
    let mut sheet = Sheet::read(files)?;
    let sellers = sheet.sellers();
    let step = (sheet.rows.len() / TWINS).max(1);
    let twins: Vec<Vec<String>> = sheet
        .rows
        .iter()
        .step_by(step)
        .filter_map(|row| {
            let mut twin = row.clone();
            let at = sellers
                .iter()
                .position(|name| Some(name.as_str()) == row.get(sheet.seller).map(|n| n.trim()))?;
            let other = sellers
                .iter()
                .cycle()
                .nth(at + 1 + sellers.len() / 2)?
                .clone();
            *twin.get_mut(sheet.seller)? = other;
            twin.get_mut(sheet.id)?.push_str("-twin");
            twin.get_mut(sheet.line)?.push_str(" twin");
            Some(twin)
        })
        .collect();
    sheet.rows.extend(twins);
    Ok(Files {
        catalog: files.catalog.clone(),
        offerings: sheet.write()?,
    })
}

/// The files with other own sellers.
pub(super) fn owned_by(files: &Files, own: &[&str]) -> Result<Files, Unchangeable> {
    let mut catalog: Value = serde_json::from_slice(&files.catalog).map_err(fail)?;
    if let Some(head) = catalog.as_object_mut() {
        head.insert("own_sellers".to_owned(), own.into());
    }
    Ok(Files {
        catalog: serde_json::to_vec(&catalog).map_err(fail)?,
        offerings: files.offerings.clone(),
    })
}

/// The files with the rows in another order.
pub(super) fn shuffled(files: &Files, seed: u64) -> Result<Files, Unchangeable> {
    let mut sheet = Sheet::read(files)?;
    Stream::new(seed).shuffle(&mut sheet.rows);
    Ok(Files {
        catalog: files.catalog.clone(),
        offerings: sheet.write()?,
    })
}

/// The files with every seller called otherwise; ownership stays with the names, and so moves where names are exchanged.
pub(super) fn renamed(
    files: &Files,
    names: &BTreeMap<String, String>,
) -> Result<Files, Unchangeable> {
    let mut sheet = Sheet::read(files)?;
    let seller = sheet.seller;
    for cell in sheet.rows.iter_mut().filter_map(|row| row.get_mut(seller)) {
        if let Some(name) = names.get(cell.trim()) {
            *cell = name.clone();
        }
    }
    Ok(Files {
        catalog: files.catalog.clone(),
        offerings: sheet.write()?,
    })
}

/// Names for [`renamed`] that say nothing.
pub(super) fn hidden(sellers: &[String]) -> BTreeMap<String, String> {
    sellers
        .iter()
        .enumerate()
        .map(|(n, name)| (name.clone(), format!("Seller {:04}", n + 1)))
        .collect()
}

/// Names for [`renamed`] that exchange the sellers.
pub(super) fn exchanged(sellers: &[String], seed: u64) -> BTreeMap<String, String> {
    let mut others = sellers.to_vec();
    Stream::new(seed).shuffle(&mut others);
    sellers.iter().cloned().zip(others).collect()
}
