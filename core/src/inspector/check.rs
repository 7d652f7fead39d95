//! What makes a row a row of a directory of inspectors.

use super::days::{read_certificates, read_leave};
use super::recusal::read_recusals;
use super::{Certificate, InspectorColumn, InspectorColumns, InspectorError, InspectorStatus, Recusal};
use crate::date::Window;
use crate::id::IdProfile;
use crate::region::Region;
use crate::table::{self, RowText, check_pieces};

/// What was read from a row beside its text.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) certificates: Vec<Certificate>,
    pub(super) leader: bool,
    pub(super) status: Option<InspectorStatus>,
    pub(super) leave: Vec<Window>,
    pub(super) load: u32,
    pub(super) cap: Option<u32>,
    pub(super) recusals: Vec<Recusal>,
}

/// Checks the fields of a row and reports each fault with its column.
pub(super) fn read_row(
    columns: &InspectorColumns,
    profile: IdProfile,
    row: RowText<'_>,
    fault: impl FnMut(Option<&InspectorColumn>, InspectorError),
) -> Facts {
    let mut facts = Facts::default();
    table::read_row(
        columns.as_slice(),
        row,
        |column, field| read_field(column, profile, field, &mut facts),
        fault,
    );
    facts
}

fn read_field(
    column: &InspectorColumn,
    profile: IdProfile,
    field: &str,
    facts: &mut Facts,
) -> Result<(), InspectorError> {
    match column {
        InspectorColumn::Id => profile.check(field)?,
        InspectorColumn::Region if !field.is_empty() => Region::check(field)?,
        InspectorColumn::Certificates => facts.certificates = read_certificates(field)?,
        InspectorColumn::Specialties | InspectorColumn::Items => {
            check_pieces::<InspectorError>(field, |_| Ok(()))?;
        }
        InspectorColumn::Leader => facts.leader = read_leader(field)?,
        InspectorColumn::Status if field.is_empty() => return Err(InspectorError::EmptyStatus {}),
        InspectorColumn::Status => facts.status = Some(field.parse()?),
        InspectorColumn::Leave => facts.leave = read_leave(field)?,
        InspectorColumn::Load if !field.is_empty() => facts.load = read_number(field)?,
        InspectorColumn::Cap if !field.is_empty() => facts.cap = Some(read_number(field)?),
        InspectorColumn::Recusals => facts.recusals = read_recusals(field)?,
        // Empty, or without a meaning that could be wrong.
        _ => {}
    }
    Ok(())
}

fn read_leader(field: &str) -> Result<bool, InspectorError> {
    match field {
        "yes" | "是" => Ok(true),
        "" | "no" | "否" => Ok(false),
        _ => Err(InspectorError::NeitherYesNorNo { text: field.to_owned() }),
    }
}

/// A number in its one spelling.
fn read_number(field: &str) -> Result<u32, InspectorError> {
    let plain = field.bytes().all(|byte| byte.is_ascii_digit()) && (field == "0" || !field.starts_with('0'));
    let number = plain.then(|| field.parse().ok()).flatten();
    number.ok_or_else(|| InspectorError::NotANumber { text: field.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that a number has one spelling, and its bound.
    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(["0", "7", "120", "4294967295"].map(read_number), [0, 7, 120, u32::MAX].map(Ok));
        for bad in ["", "00", "07", "+7", "-1", "1.0", " 1", "１", "4294967296", "七"] {
            assert!(read_number(bad).is_err(), "{bad}");
        }
    }

    /// Guards the words for a leader; an empty field is no.
    #[test]
    fn who_leads_is_said_or_not() {
        assert_eq!(["yes", "是"].map(read_leader), [Ok(true), Ok(true)]);
        assert_eq!(["", "no", "否"].map(read_leader), [Ok(false), Ok(false), Ok(false)]);
        for bad in ["Yes", "组长", " ", "1"] {
            assert!(read_leader(bad).is_err(), "{bad}");
        }
    }
}
