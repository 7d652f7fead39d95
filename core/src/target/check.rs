//! What makes a row a row of a directory of targets.

use super::pieces::{check_industry_tiers, check_labels, check_last_inspected};
use super::warnings::Signs;
use super::{Column, Columns, Industry, TargetError, TargetKind, TargetStatus};
use crate::id::IdProfile;
use crate::region::Region;
use crate::risk::RiskTier;
use crate::table::{self, RowText};

/// What was read from a row that is worth keeping beside its text; every one fits in a byte.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts {
    /// The length of the id; 0 if it is none.
    pub(super) id_bytes: u8,
    pub(super) kind: Option<TargetKind>,
    pub(super) tier: Option<RiskTier>,
    pub(super) status: Option<TargetStatus>,
}

/// What was read from a row.
pub(super) struct Checked {
    pub(super) facts: Facts,
    pub(super) signs: Signs,
}

/// Checks the fields of a row and reports each fault with its column.
pub(super) fn read_row(
    columns: &Columns,
    profile: IdProfile,
    row: RowText<'_>,
    fault: impl FnMut(Option<&Column>, TargetError),
) -> Checked {
    let mut checked = Checked { facts: Facts::default(), signs: Signs::NONE };
    table::read_row(
        columns.as_slice(),
        row,
        |column, field| read_field(column, profile, field, &mut checked),
        fault,
    );
    checked
}

fn read_field(
    column: &Column,
    profile: IdProfile,
    field: &str,
    Checked { facts, signs }: &mut Checked,
) -> Result<(), TargetError> {
    match column {
        Column::Id => {
            // Whatever has the shape of a code is an id of either profile.
            if !signs.look_at_id(field) {
                profile.check(field)?;
            }
            // A profile allows at most 128 bytes.
            facts.id_bytes = u8::try_from(field.len()).unwrap_or_default();
        }
        Column::Name => signs.look_at_name(field),
        Column::Status if field.is_empty() => return Err(TargetError::EmptyStatus {}),
        Column::Status => facts.status = Some(field.parse()?),
        Column::Kind if !field.is_empty() => facts.kind = Some(field.parse()?),
        Column::Tier if !field.is_empty() => facts.tier = Some(field.parse()?),
        Column::Region if !field.is_empty() => Region::check(field)?,
        Column::Industry if !field.is_empty() => Industry::check(field)?,
        Column::IndustryTiers => check_industry_tiers(field)?,
        Column::Labels => check_labels(field)?,
        Column::LastInspected => check_last_inspected(field)?,
        // Empty, or without a meaning that could be wrong.
        _ => {}
    }
    Ok(())
}
