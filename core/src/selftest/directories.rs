//! Directories.

use serde_json::{Value, json};

use super::{Refused, read, text};
use crate::id::IdProfile;
use crate::inspector::{InspectorColumns, InspectorDirectory};
use crate::record::CommittedDirectory;
use crate::target::{Columns, TargetDirectory};

pub(super) fn directory_digest(request: &Value) -> Result<Value, Refused> {
    let suite = read(&request["suite"])?;
    let committed = match request.get("kind").map_or(Ok("targets"), text)? {
        "targets" => CommittedDirectory::of(&directory(request)?, suite, &mut ())?,
        "inspectors" if !request["salt_key"].is_null() => return Err("inspectors are not salted".into()),
        "inspectors" => CommittedDirectory::of_inspectors(&inspector_directory(request)?, suite, &mut ())?,
        other => return Err(format!("no kind `{other}`").into()),
    };
    Ok(json!({ "digest": committed.digest, "root": committed.root }))
}

/// The directory of a request, in the profile `text` where none is named.
pub(super) fn directory(request: &Value) -> Result<TargetDirectory, Refused> {
    let profile = request.get("profile").map_or(Ok(IdProfile::Text), read)?;
    let columns = Columns::new(read::<Vec<String>>(&request["columns"])?)?;
    let rows = read::<Vec<Vec<String>>>(&request["rows"])?;
    let directory = TargetDirectory::from_rows(columns, profile, rows)?;
    Ok(match request.get("salt_key") {
        None | Some(Value::Null) => directory,
        Some(key) => directory.salted(text(key)?.parse()?),
    })
}

/// The directory of inspectors that a request brings along, if it does.
pub(super) fn inspectors(request: &Value) -> Result<Option<InspectorDirectory>, Refused> {
    request.get("inspectors").filter(|given| !given.is_null()).map(inspector_directory).transpose()
}

fn inspector_directory(request: &Value) -> Result<InspectorDirectory, Refused> {
    let columns = InspectorColumns::new(read::<Vec<String>>(&request["columns"])?)?;
    let profile = request.get("profile").map_or(Ok(IdProfile::Ascii), read)?;
    Ok(InspectorDirectory::from_rows(columns, profile, read::<Vec<Vec<String>>>(&request["rows"])?)?)
}
