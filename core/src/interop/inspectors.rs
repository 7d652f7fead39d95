//! Directories of inspectors.

use serde_json::{Map, Value, json};

use super::fault::{Fault, RequestError};
use super::held::Held;
use super::request::{Inspectors, InspectorsRequest};
use super::targets::csv_options;
use crate::inspector::{InspectorColumn, InspectorColumns, InspectorDirectory, InspectorStatus};
use crate::progress::Watch;
use crate::record::CommittedDirectory;

/// The directory of a request.
pub(super) fn read(inspectors: Inspectors) -> Result<InspectorDirectory, Fault> {
    let Inspectors { profile, csv, headings, columns, rows } = inspectors;
    Ok(match csv {
        Some(csv) => InspectorDirectory::read_csv(csv.as_bytes(), &csv_options(profile, &headings))?,
        None => {
            let columns = InspectorColumns::new(columns.unwrap_or_default())?;
            InspectorDirectory::from_rows(columns, profile, rows)?
        }
    })
}

pub(super) fn inspect(
    request: InspectorsRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let directory = held.inspectors(request.inspectors)?.ok_or(RequestError::NoInspectors {})?;
    let committed = CommittedDirectory::of_inspectors(&directory, request.suite, watch)?;
    Ok(json!({
        "rows": directory.len(),
        "committed": committed,
        "status": counts_by_status(&directory),
        "leaders": directory.iter().filter(|inspector| inspector.is_leader()).count(),
    }))
}

/// How many inspectors have each status; none if the directory does not say so.
fn counts_by_status(directory: &InspectorDirectory) -> Option<Map<String, Value>> {
    let count = |status: &InspectorStatus| {
        let with = directory.iter().filter(|inspector| inspector.status() == Some(*status)).count();
        (status.code().to_owned(), json!(with))
    };
    let told = directory.columns().has(&InspectorColumn::Status);
    told.then(|| InspectorStatus::ALL.iter().map(count).collect())
}
