//! Directories, read from Arrow data or CSV and held for any number of requests.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use double_random::{
    Columns, CsvOptions, IdColumn, IdProfile, InspectorColumns, InspectorDirectory, SaltKey, TargetDirectory,
    Watch,
};
use pyo3::prelude::*;

use crate::column::TextColumn;
use crate::fault::{Refused, word};
use crate::input::Frame;
use crate::work;

/// A directory of targets, read and checked.
#[pyclass(frozen, module = "double_random._native")]
pub(crate) struct Targets(Arc<TargetDirectory>);

/// A directory of inspectors, read and checked.
#[pyclass(frozen, module = "double_random._native")]
pub(crate) struct Inspectors(Arc<InspectorDirectory>);

impl Targets {
    pub(crate) fn directory(&self) -> Arc<TargetDirectory> {
        Arc::clone(&self.0)
    }
}

impl Inspectors {
    pub(crate) fn directory(&self) -> Arc<InspectorDirectory> {
        Arc::clone(&self.0)
    }
}

#[pymethods]
impl Targets {
    /// The directory in a table of Arrow data; `headings` names columns that have other headings.
    #[staticmethod]
    #[pyo3(signature = (table, *, headings, profile, salt_key, progress = None))]
    fn from_arrow(
        py: Python<'_>,
        table: Frame,
        headings: BTreeMap<String, String>,
        profile: &str,
        salt_key: Option<&str>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = options(&headings, profile)?;
        let profile = word(profile)?;
        let (columns, places) = Columns::under(names(&table.schema), &options).map_err(Refused::from)?;
        let fields = Fields::read(&table.batches, &places)?;
        let read = work::run(py, progress, move |watch| {
            TargetDirectory::from_rows(columns, profile, fields.rows(watch))
        })?;
        Self::salted(read.map_err(Refused::from)?, salt_key)
    }

    /// The directory in a CSV file.
    #[staticmethod]
    #[pyo3(signature = (text, *, headings, profile, salt_key, progress = None))]
    fn from_csv(
        py: Python<'_>,
        text: String,
        headings: BTreeMap<String, String>,
        profile: &str,
        salt_key: Option<&str>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = options(&headings, profile)?;
        let read = work::run(py, progress, move |_| TargetDirectory::read_csv(text.as_bytes(), &options))?;
        Self::salted(read.map_err(Refused::from)?, salt_key)
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.0.columns().names().collect()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }
}

impl Targets {
    fn salted(directory: TargetDirectory, key: Option<&str>) -> PyResult<Self> {
        let key = key.map(str::parse::<SaltKey>).transpose().map_err(Refused::from)?;
        Ok(Self(Arc::new(match key {
            Some(key) => directory.salted(key),
            None => directory,
        })))
    }
}

#[pymethods]
impl Inspectors {
    /// The directory in a table of Arrow data; `headings` names columns that have other headings.
    #[staticmethod]
    #[pyo3(signature = (table, *, headings, profile, progress = None))]
    fn from_arrow(
        py: Python<'_>,
        table: Frame,
        headings: BTreeMap<String, String>,
        profile: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = options(&headings, profile)?;
        let profile = word(profile)?;
        let (columns, places) =
            InspectorColumns::under(names(&table.schema), &options).map_err(Refused::from)?;
        let fields = Fields::read(&table.batches, &places)?;
        let read = work::run(py, progress, move |watch| {
            InspectorDirectory::from_rows(columns, profile, fields.rows(watch))
        })?;
        Ok(Self(Arc::new(read.map_err(Refused::from)?)))
    }

    /// The directory in a CSV file.
    #[staticmethod]
    #[pyo3(signature = (text, *, headings, profile, progress = None))]
    fn from_csv(
        py: Python<'_>,
        text: String,
        headings: BTreeMap<String, String>,
        profile: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = options(&headings, profile)?;
        let read = work::run(py, progress, move |_| InspectorDirectory::read_csv(text.as_bytes(), &options))?;
        Ok(Self(Arc::new(read.map_err(Refused::from)?)))
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.0.columns().names().collect()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }
}

fn options(headings: &BTreeMap<String, String>, profile: &str) -> Result<CsvOptions, Refused> {
    let options = CsvOptions::new(word::<IdProfile>(profile)?);
    Ok(headings.iter().fold(options, |options, (heading, column)| options.heading(heading, column)))
}

fn names(schema: &Schema) -> Vec<&str> {
    schema.fields().iter().map(|field| field.name().as_str()).collect()
}

/// The fields of a table, in the order of the directory's columns.
struct Fields {
    columns: Vec<TextColumn>,
    rows: usize,
}

/// Rows between two reports.
const STEPS: usize = 1 << 14;

impl Fields {
    fn read(batches: &[RecordBatch], places: &[usize]) -> Result<Self, Refused> {
        let pieces =
            |place: usize| batches.iter().filter_map(move |batch| batch.columns().get(place).cloned());
        let columns = places.iter().map(|place| TextColumn::read(&pieces(*place).collect::<Vec<_>>()));
        let columns: Vec<_> = columns.collect::<Result<_, _>>().map_err(Refused::request)?;
        Ok(Self { rows: columns.first().map_or(0, TextColumn::rows), columns })
    }

    /// The rows, until the watch breaks off: whoever asked has then gone.
    fn rows(&self, watch: &mut dyn Watch) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        let goes_on = move |row: &usize| {
            !row.is_multiple_of(STEPS) || watch.at(*row as u64, self.rows as u64).is_continue()
        };
        (0..self.rows).take_while(goes_on).map(|row| self.columns.iter().map(move |column| column.get(row)))
    }
}
