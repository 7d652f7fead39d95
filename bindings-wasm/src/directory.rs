//! Directories, read from CSV and held for any number of requests.

use std::collections::BTreeMap;
use std::rc::Rc;

use double_random::{CsvOptions, IdProfile, InspectorDirectory, SaltKey, TargetDirectory};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Refused;
use crate::pieces::Pieces;

/// A directory of targets, read and checked.
#[wasm_bindgen]
pub struct Targets(Rc<TargetDirectory>);

/// A directory of inspectors, read and checked.
#[wasm_bindgen]
pub struct Inspectors(Rc<InspectorDirectory>);

/// How a file is to be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    #[serde(default)]
    profile: IdProfile,
    #[serde(default)]
    headings: BTreeMap<String, String>,
    salt_key: Option<String>,
}

impl Reading {
    fn options(&self) -> CsvOptions {
        let options = CsvOptions::new(self.profile);
        self.headings.iter().fold(options, |options, (heading, column)| options.heading(heading, column))
    }
}

#[wasm_bindgen]
impl Targets {
    /// The directory in a CSV file in UTF-8 whose pieces `next` returns; `reading` says in JSON how.
    pub fn read(next: &Function, reading: &str) -> Result<Self, Refused> {
        let reading: Reading = serde_json::from_str(reading).map_err(Refused::request)?;
        let mut pieces = Pieces::new(next);
        let read = TargetDirectory::read_csv(&mut pieces, &reading.options());
        let directory = pieces.unless_thrown(read)?;
        let key = reading.salt_key.as_deref().map(str::parse::<SaltKey>).transpose()?;
        Ok(Self(Rc::new(match key {
            Some(key) => directory.salted(key),
            None => directory,
        })))
    }

    /// How many there are.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.0.len()
    }

    /// The names of the columns.
    #[wasm_bindgen(getter)]
    pub fn columns(&self) -> Vec<String> {
        self.0.columns().names().map(str::to_owned).collect()
    }
}

impl Targets {
    pub(crate) fn directory(&self) -> Rc<TargetDirectory> {
        Rc::clone(&self.0)
    }
}

#[wasm_bindgen]
impl Inspectors {
    /// The directory in a CSV file in UTF-8 whose pieces `next` returns; `reading` says in JSON how.
    pub fn read(next: &Function, reading: &str) -> Result<Self, Refused> {
        let reading: Reading = serde_json::from_str(reading).map_err(Refused::request)?;
        if reading.salt_key.is_some() {
            return Err(Refused::request("inspectors are not salted"));
        }
        let mut pieces = Pieces::new(next);
        let read = InspectorDirectory::read_csv(&mut pieces, &reading.options());
        Ok(Self(Rc::new(pieces.unless_thrown(read)?)))
    }

    /// How many there are.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.0.len()
    }

    /// The names of the columns.
    #[wasm_bindgen(getter)]
    pub fn columns(&self) -> Vec<String> {
        self.0.columns().names().map(str::to_owned).collect()
    }
}

impl Inspectors {
    pub(crate) fn directory(&self) -> Rc<InspectorDirectory> {
        Rc::clone(&self.0)
    }
}
