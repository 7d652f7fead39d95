//! The inspectors of a county, generated: no row of it is about anyone.

use std::error::Error;

use double_random::{IdProfile, InspectorColumns, InspectorDirectory, TargetDirectory};

use crate::chance::Chance;
use crate::county::{TOWNS, owner};

const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "agency",
    "unit",
    "region",
    "certificates",
    "specialties",
    "leader",
    "status",
    "leave",
    "load",
    "cap",
    "recusals",
];

/// A desk of a section or a station.
struct Post {
    unit: String,
    region: String,
    specialties: &'static str,
    leader: bool,
}

/// The sections: their name, what its people know, how many they are, and how many of them lead.
const SECTIONS: [(&str, &str, u32, u32); 10] = [
    ("信用监管股", "", 4, 2),
    ("食品销售监管股", "食品", 3, 1),
    ("餐饮服务监管股", "食品", 3, 1),
    ("特种设备监察股", "特种设备", 3, 2),
    ("计量监管股", "计量", 3, 1),
    ("认证监管股", "认证", 4, 1),
    ("质量监管股", "工业产品;认证", 2, 1),
    ("广告监管股", "广告", 2, 1),
    ("网络交易监管股", "网络交易", 2, 1),
    ("知识产权股", "商标", 2, 0),
];

/// The desks of every station, and whether who sits there leads.
const STATION: [(&str, bool); 3] = [("食品;特种设备", true), ("食品", true), ("食品", false)];

/// What is out of the ordinary: whose, in which column.
const EXCEPTIONS: [(u32, &str, &str); 17] = [
    (4, "load", "26"),
    (4, "cap", "40"),
    (7, "status", "停职"),
    (9, "leave", "2025-07-14/2025-07-25"),
    (13, "leave", "2025-06-10/2025-12-07"),
    (17, "certificates", "GEN0017=2020-10-01/2025-09-30"),
    (20, "certificates", "GEN0020=2020-09-01/2025-08-31;GEN0120=2025-09-01/2030-08-31"),
    (24, "certificates", "GEN0024=2020-01-01/2024-12-31"),
    // There are two for trade marks: one may make one more visit this year, the other has left.
    (27, "load", "24"),
    (27, "cap", "25"),
    (28, "status", "调离"),
    (31, "cap", "60"),
    (36, "certificates", "GEN0036=2025-08-18/2030-08-17"),
    (45, "cap", "60"),
    (52, "leave", "2025-09-01/2025-09-12;2025-10-09/2025-10-17"),
    (58, "load", "30"),
    (58, "cap", "50"),
];

/// Some of them keep away from some of the targets.
pub(crate) fn directory(targets: &TargetDirectory) -> Result<InspectorDirectory, Box<dyn Error>> {
    let mut chance = Chance::new("生成的演示数据，非真实人员");
    let rows = (1..).zip(posts()).map(|(number, post)| row(number, &post, targets, &mut chance));
    let rows: Vec<_> = rows.collect();
    Ok(InspectorDirectory::from_rows(InspectorColumns::new(COLUMNS)?, IdProfile::Ascii, rows)?)
}

fn posts() -> Vec<Post> {
    let sections = SECTIONS.iter().flat_map(|&(unit, specialties, people, leaders)| {
        (0..people).map(move |place| Post {
            unit: unit.to_owned(),
            region: "140581".to_owned(),
            specialties,
            leader: place < leaders,
        })
    });
    let stations = (1..).zip(TOWNS).flat_map(|(number, town)| {
        STATION.map(|(specialties, leader)| Post {
            unit: format!("演示第{}所", numeral(number)),
            region: format!("140581{town}"),
            specialties,
            leader,
        })
    });
    sections.chain(stations).collect()
}

fn row(number: u32, post: &Post, targets: &TargetDirectory, chance: &mut Chance) -> [String; 13] {
    let year = 2021 + chance.below(4);
    let usual = [
        format!("GEN140581-{number:03}"),
        format!("测试检查员{}", numeral(number)),
        "高平市市场监管局".to_owned(),
        post.unit.clone(),
        post.region.clone(),
        format!("GEN{number:04}={year}-01-01/{}-12-31", year + 4),
        post.specialties.to_owned(),
        if post.leader { "是" } else { "否" }.to_owned(),
        "在岗".to_owned(),
        String::new(),
        (4 + chance.below(18)).to_string(),
        String::new(),
        recusals(number, targets),
    ];
    let exception = |column| EXCEPTIONS.iter().find(|(of, at, _)| (*of, *at) == (number, column));
    let mut columns = COLUMNS.iter();
    usual.map(|field| {
        let exception = columns.next().and_then(|column| exception(*column));
        exception.map_or(field, |(_, _, value)| (*value).to_owned())
    })
}

/// Every other keeps away from whatever one of the owners has, every tenth from one of the markets, of which half are drawn.
fn recusals(number: u32, targets: &TargetDirectory) -> String {
    let mut recusals = Vec::new();
    if number.is_multiple_of(2) {
        recusals.push(format!("owner:{}=配偶", owner(number)));
    }
    if number % 10 == 3 {
        let mut markets = targets.iter().filter(|target| target.labels().any(|label| label == "集贸市场"));
        let market = markets.nth(number as usize / 3);
        recusals.extend(market.map(|market| format!("target:{}=利害关系", market.id())));
    }
    recusals.join(";")
}

/// A number from 1 to 99 in Chinese.
pub(crate) fn numeral(number: u32) -> String {
    let digit = |digit: u32| "一二三四五六七八九".chars().nth((digit as usize).wrapping_sub(1));
    let (tens, ones) = (number / 10, number % 10);
    let ten = (tens > 0).then_some('十');
    [digit(tens).filter(|_| tens > 1), ten, digit(ones)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use double_random::{InspectorStatus, RecusalParty};

    use super::*;
    use crate::county::tests::COUNTY;

    /// Guards what the example promises of its inspectors: how many, that they say of themselves what they are, and that everything
    /// out of the ordinary is there.
    #[test]
    fn the_inspectors_are_as_promised_and_say_that_they_are_generated() {
        let inspectors = directory(&COUNTY).unwrap();
        assert_eq!(inspectors.len(), 64);
        let names: BTreeSet<_> = inspectors.iter().map(|inspector| inspector.name().unwrap()).collect();
        assert!(names.len() == 64 && names.iter().all(|name| name.starts_with("测试检查员")));
        assert!(inspectors.iter().all(|inspector| inspector.id().starts_with("GEN140581-")));
        for (number, column, value) in EXCEPTIONS {
            let inspector = inspectors.get(number as usize - 1).unwrap();
            assert_eq!(inspector.field(column), Some(value), "{number} {column}");
        }
        let of = |status| inspectors.iter().filter(|inspector| inspector.status() == Some(status)).count();
        assert_eq!((of(InspectorStatus::Transferred), of(InspectorStatus::Suspended)), (1, 1));
        assert_eq!(inspectors.iter().filter(|inspector| inspector.is_leader()).count(), 35);
    }

    /// Guards that whoever keeps away does so from targets that there are.
    #[test]
    fn recusals_are_about_targets_of_the_county() {
        let inspectors = directory(&COUNTY).unwrap();
        let parties: Vec<_> = inspectors
            .iter()
            .flat_map(|inspector| inspector.recusals())
            .map(|recusal| &recusal.party)
            .collect();
        let known = |party: &RecusalParty| match party {
            RecusalParty::Target(id) => COUNTY.find(id).is_some(),
            RecusalParty::Owner(owner) => {
                COUNTY.iter().any(|target| target.labels().any(|label| label == owner))
            }
        };
        assert!(parties.iter().all(|party| known(party)));
        let of_targets = parties.iter().filter(|party| matches!(party, RecusalParty::Target(_))).count();
        assert_eq!((of_targets, parties.len()), (7, 39));
    }

    /// Guards the numerals in names.
    #[test]
    fn numbers_are_written_in_chinese() {
        assert_eq!([1, 9, 10, 11, 20, 64].map(numeral), ["一", "九", "十", "十一", "二十", "六十四"]);
    }
}
