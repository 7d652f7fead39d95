//! What the lists of a target hold.

use std::collections::BTreeSet;

use super::TargetError;
use crate::date::Date;
use crate::id::Name;
use crate::risk::RiskTier;
use crate::table::check_pieces;

/// Checks a field of labels.
pub(super) fn check_labels(field: &str) -> Result<(), TargetError> {
    check_pieces(field, |_| Ok(()))
}

/// Checks a field of industry tiers; no field of supervision may have two.
pub(super) fn check_industry_tiers(field: &str) -> Result<(), TargetError> {
    let mut seen = BTreeSet::new();
    check_pieces(field, |piece| {
        let (of, tier) = piece
            .split_once('=')
            .filter(|(of, _)| !of.is_empty() && of.trim_end() == *of)
            .ok_or_else(|| TargetError::NotAnIndustryTier { text: piece.to_owned() })?;
        tier.parse::<RiskTier>()?;
        let fresh = seen.insert(of);
        fresh.then_some(()).ok_or_else(|| TargetError::RepeatedIndustryTier { field: of.to_owned() })
    })
}

/// Checks a field of past inspections.
pub(super) fn check_last_inspected(field: &str) -> Result<(), TargetError> {
    check_pieces(field, |piece| {
        let (task, day) =
            piece.split_once('=').ok_or_else(|| TargetError::NotAnInspection { text: piece.to_owned() })?;
        Name::check(task)?;
        day.parse::<Date>()?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    /// Guards the line that the specification draws: a list is read as written or refused, never tidied.
    #[test]
    fn lists_are_read_as_written_or_refused() {
        type Check = fn(&str) -> Result<(), TargetError>;
        let (labels, tiers, days): (Check, Check, Check) =
            (check_labels, check_industry_tiers, check_last_inspected);
        for (check, field, expected) in [
            (labels, "包容审慎；重点;a b", "ok"),
            (labels, "a;;b", "table.bad_pieces"),
            (tiers, "食品=高；特种设备=A", "ok"),
            (tiers, "食品=高; 特种设备=A", "table.bad_pieces"),
            (tiers, "食品", "target.not_an_industry_tier"),
            (tiers, "=高", "target.not_an_industry_tier"),
            (tiers, "食品 =高", "target.not_an_industry_tier"),
            (tiers, "食品=中", "risk.not_a_tier"),
            (tiers, "食品=", "risk.not_a_tier"),
            (tiers, "食品=高;食品=低", "target.repeated_industry_tier"),
            (days, "01=2024-05-06;01=2025-05-06;02=2024-05-06", "ok"),
            (days, "01", "target.not_an_inspection"),
            (days, "一=2024-05-06", "id.not_a_name"),
            (days, "01=2024-02-30", "date.not_a_day"),
            (days, "01=2024-05-06=", "date.not_a_day"),
        ] {
            assert_eq!(check(field).map_or_else(|error| error.code(), |()| "ok"), expected, "{field}");
        }
    }
}
