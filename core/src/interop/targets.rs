//! Directories of targets.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fault::Fault;
use super::held::Held;
use super::request::{Targets, TargetsRequest};
use crate::id::IdProfile;
use crate::progress::Watch;
use crate::record::CommittedDirectory;
use crate::salt::SaltKey;
use crate::table::CsvOptions;
use crate::target::{Columns, TargetDirectory};

/// The directory of a request.
pub(super) fn read(targets: Targets) -> Result<TargetDirectory, Fault> {
    let directory = match &targets.csv {
        Some(csv) => {
            let options = csv_options(targets.profile, &targets.headings);
            TargetDirectory::read_csv(csv.as_bytes(), &options)?
        }
        None => {
            let columns = Columns::new(targets.columns.unwrap_or_default())?;
            TargetDirectory::from_rows(columns, targets.profile, targets.rows)?
        }
    };
    match targets.salt_key {
        Some(key) => Ok(directory.salted(key.parse::<SaltKey>()?)),
        None => Ok(directory),
    }
}

/// How the CSV text of a request is to be read.
pub(super) fn csv_options(profile: IdProfile, headings: &BTreeMap<String, String>) -> CsvOptions {
    headings
        .iter()
        .fold(CsvOptions::new(profile), |options, (heading, column)| options.heading(heading, column))
}

pub(super) fn inspect(
    request: TargetsRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let directory = held.targets(request.targets)?;
    let committed = CommittedDirectory::of(&directory, request.suite, watch)?;
    let warnings = directory.warnings();
    let flagged = |flagged: &crate::target::Flagged| {
        let first: Vec<Value> =
            flagged.first.iter().map(|row| json!({ "row": row.row, "id": row.id })).collect();
        json!({ "count": flagged.count, "first": first })
    };
    Ok(json!({
        "rows": directory.len(),
        "committed": committed,
        "warnings": {
            "codes_checked": warnings.codes_checked,
            "codes_failed": flagged(&warnings.codes_failed),
            "codes_of_other_shape": warnings.codes_of_other_shape,
            "deceptive_names": flagged(&warnings.deceptive_names),
            "garbled_names": flagged(&warnings.garbled_names),
        },
    }))
}
