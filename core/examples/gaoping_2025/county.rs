//! A directory of the size and mix of a county, generated: no row of it is about anyone.

use std::error::Error;

use double_random::{Columns, CreditCodeCheck, IdProfile, RiskTier, TargetDirectory, TargetKind};

use crate::chance::Chance;
use crate::trades::{TRADES, Trade};

const COLUMNS: [&str; 10] = [
    "id",
    "name",
    "kind",
    "region",
    "industry",
    "tier",
    "industry_tiers",
    "labels",
    "status",
    "last_inspected",
];

/// Townships under 140581, as digits 7 to 9 of a region.
pub(crate) const TOWNS: [&str; 12] =
    ["001", "002", "003", "100", "101", "102", "103", "104", "105", "106", "107", "108"];

pub(crate) fn directory() -> Result<TargetDirectory, Box<dyn Error>> {
    let mut chance = Chance::new("生成的演示数据，非真实名录");
    let mut builder = TargetDirectory::builder(Columns::new(COLUMNS)?, IdProfile::Ascii);
    let targets = TRADES.iter().flat_map(|trade| (0..trade.count).map(move |_| trade));
    for (serial, trade) in (1..).zip(targets) {
        builder.push(row(serial, trade, &mut chance)?);
    }
    Ok(builder.finish()?)
}

fn row(serial: u32, trade: &Trade, chance: &mut Chance) -> Result<[String; 10], Box<dyn Error>> {
    let equipment = trade.labels.contains("特种设备使用");
    let tier = chance.pick(tiers_in_thousand(trade.kind)).map_or("", RiskTier::letter);
    let industry_tier = if equipment { chance.pick([500, 300, 150, 50]) } else { None };
    Ok([
        credit_code(serial, trade.kind)?,
        format!("生成演示{}{serial:05}号", trade.noun),
        trade.kind.zh().first().copied().unwrap_or_default().to_owned(),
        format!("140581{}", TOWNS.get(chance.below(TOWNS.len())).copied().unwrap_or("001")),
        trade.industry.to_owned(),
        tier.to_owned(),
        industry_tier.map(|tier| format!("特种设备={tier}")).unwrap_or_default(),
        labels(serial, trade),
        status(chance).to_owned(),
        last_inspected(trade.task, chance),
    ])
}

/// The labels of the trade; every 50th target has one more, which says who owns it.
fn labels(serial: u32, trade: &Trade) -> String {
    let owner = serial.is_multiple_of(50).then(|| owner(serial / 50));
    let labels = [trade.labels, owner.as_deref().unwrap_or_default()];
    labels.into_iter().filter(|label| !label.is_empty()).collect::<Vec<_>>().join(";")
}

/// The label of one of 30 made-up owners, each with some thirty targets.
pub(crate) fn owner(number: u32) -> String {
    format!("演示业主{:02}", number % 30)
}

/// How many of a thousand are of each tier; the others have none. Only enterprises are classified throughout.
fn tiers_in_thousand(kind: TargetKind) -> [usize; 4] {
    match kind {
        TargetKind::Enterprise => [600, 250, 100, 50],
        TargetKind::Individual => [60, 25, 10, 5],
        TargetKind::Cooperative => [300, 125, 50, 25],
        _ => [0; 4],
    }
}

fn status(chance: &mut Chance) -> &'static str {
    match chance.below(1000) {
        0..=19 => "吊销",
        20..=54 => "注销",
        55..=62 => "停业",
        63..=64 => "迁出",
        _ => "存续",
    }
}

/// Three of a hundred were inspected under their task this year, five the year before.
fn last_inspected(task: &str, chance: &mut Chance) -> String {
    let (at, month, day) = (chance.below(100), chance.below(6) + 1, chance.below(28) + 1);
    match at {
        0..=2 => format!("{task}=2025-{month:02}-{day:02}"),
        3..=7 => format!("{task}=2024-{month:02}-{day:02}"),
        _ => String::new(),
    }
}

/// A unified social credit code (GB 32100-2015) whose check character holds: the registrar's digit, the kind's, 140581, and
/// `GEN` with a serial number where real ones have the organisation's own code. The letters also keep a spreadsheet from
/// reading it as a number.
fn credit_code(serial: u32, kind: TargetKind) -> Result<String, Box<dyn Error>> {
    let prefix = match kind {
        TargetKind::Enterprise => "91",
        TargetKind::Individual => "92",
        TargetKind::Cooperative => "93",
        _ => "12",
    };
    let with = |check: char| format!("{prefix}140581GEN{serial:06}{check}");
    let mut codes = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(with);
    let valid = codes.find(|code| CreditCodeCheck::of(code) == CreditCodeCheck::Holds);
    Ok(valid.ok_or_else(|| format!("第{serial}号没有合适的校验码"))?)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::LazyLock;

    use super::*;

    /// Made once for all tests.
    pub(crate) static COUNTY: LazyLock<TargetDirectory> = LazyLock::new(|| directory().unwrap());

    /// Guards what the example promises of its county: its size and kinds, and that it says of itself what it is.
    #[test]
    fn the_county_has_its_size_and_says_that_it_is_generated() {
        let of = |kind| COUNTY.iter().filter(|target| target.kind() == Some(kind)).count();
        assert_eq!(
            [
                TargetKind::Enterprise,
                TargetKind::Individual,
                TargetKind::Cooperative,
                TargetKind::Institution
            ]
            .map(of),
            [10_500, 33_000, 1_500, 150]
        );
        assert!(COUNTY.iter().all(|target| target.name().unwrap().starts_with("生成演示")));
        assert!(COUNTY.iter().all(|target| target.id().contains("140581GEN")));
    }

    /// Guards the ids: each is a code whose check character holds.
    #[test]
    fn every_id_is_a_valid_code() {
        let warnings = COUNTY.warnings();
        assert_eq!(warnings.codes_checked, 45_150);
        assert_eq!((warnings.codes_failed.count, warnings.codes_of_other_shape), (0, 0));
    }

    /// Guards the mix of tiers of enterprises, 60:25:10:5, to within one of a hundred, and that few individuals have one.
    #[test]
    fn tiers_are_mixed_as_promised() {
        let of = |kind, tier| {
            COUNTY.iter().filter(|target| (target.kind(), target.credit_tier()) == (Some(kind), tier)).count()
        };
        for (tier, promised) in RiskTier::ALL.into_iter().zip([6_300, 2_625, 1_050, 525_usize]) {
            assert!(of(TargetKind::Enterprise, Some(tier)).abs_diff(promised) < 105, "{tier}");
        }
        assert!(of(TargetKind::Individual, None) > 29_000);
    }
}
