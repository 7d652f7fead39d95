//! What everyone may read gives nobody away.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

#[path = "common/ceremony.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod small;

use std::collections::BTreeMap;

use double_random::{
    Coordination, Disclosure, DrawDigest, DrawRecord, Explain, InspectionPlan, Notice, ProvenDirectory,
    PublicList, RiskTier, Suite, TargetDirectory,
};
use serde_json::Value;
use small::{directory_of, draw, plan, rows, salted, setting};

fn ceremony(directory: &TargetDirectory) -> (InspectionPlan, DrawRecord) {
    let plan = plan(Coordination::Independent);
    let (_, record) = draw(&plan, directory, setting(Suite::Sha256));
    (plan, record)
}

fn list(directory: &TargetDirectory, disclosure: Disclosure) -> PublicList {
    let (plan, record) = ceremony(directory);
    let proven = ProvenDirectory::new(&record.commitment, directory, &mut ()).unwrap();
    proven.public_list(&record, &plan, disclosure).unwrap()
}

/// Guards what is published before the visits: no id, no name, no seed, no key, no secret, and no tier but in the counts of the
/// commitment.
#[test]
fn notice_and_digest_give_nobody_away() {
    let directory = salted();
    let (plan, record) = ceremony(&directory);
    let notice = Notice::of(&record.commitment, &plan).unwrap();
    let digest = DrawDigest::of(&record);
    assert_eq!(Notice::from_json(&notice.to_json()).unwrap(), notice);
    assert_eq!(DrawDigest::from_json(&digest.to_json()).unwrap(), digest);
    assert_eq!(digest.record_digest, record.digest());
    assert_eq!(notice.digest(), Suite::Sha256.hash(notice.to_json().as_bytes()));
    assert_eq!(digest.digest(), Suite::Sha256.hash(digest.to_json().as_bytes()));

    let keys = record.draws.iter().flat_map(|draw| [draw.keys.ticket, draw.keys.order, draw.keys.mix]);
    let mut hidden: Vec<String> = keys.chain([record.seed]).map(|key| key.to_string()).collect();
    hidden.extend(["ab".repeat(32), "1".repeat(64), "tier".to_owned(), "03 11 14".to_owned()]);
    hidden.extend(RiskTier::ALL.map(|tier| tier.zh().to_owned()));
    hidden.extend(
        directory.iter().flat_map(|target| [target.id().to_owned(), target.name().unwrap().to_owned()]),
    );
    for text in [notice.to_json(), digest.to_json()] {
        for hidden in &hidden {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
    // The commitment counts its tiers, and says no more than that: nobody's id, name or secret, nothing of the seed.
    let commitment = record.commitment.to_json();
    assert!(hidden.iter().filter(|hidden| *hidden != "tier").all(|hidden| !commitment.contains(hidden)));
    for (task, draw) in notice.tasks.iter().zip(&digest.draws) {
        assert_eq!((&task.draw, task.drawn), (&draw.draw, draw.drawn));
    }
    let other = small::plan(Coordination::MergedVisits);
    assert_eq!(Notice::of(&record.commitment, &other).unwrap_err().code(), "publish.plan_differs");
}

fn members(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Guards the order of members that section 6.8 gives.
#[test]
fn members_stand_in_the_order_of_the_specification() {
    let (plan, record) = ceremony(&salted());
    let notice: Value =
        serde_json::from_str(&Notice::of(&record.commitment, &plan).unwrap().to_json()).unwrap();
    let expected = "format suite plan title attempt previous as_of commitment_digest witness sources tasks";
    assert_eq!(members(&notice).join(" "), expected);
    assert_eq!(members(&notice["tasks"][0]).join(" "), "draw title pool drawn");
    let digest: Value = serde_json::from_str(&DrawDigest::of(&record).to_json()).unwrap();
    let expected = "format suite plan attempt commitment_digest record_digest draws";
    assert_eq!(members(&digest).join(" "), expected);
    assert_eq!(members(&digest["draws"][0]).join(" "), "draw drawn cut_offs");
}

/// Guards the defaults: no individual's name, id or ticket and no tier shows, enterprises do; asked for by name, all show.
#[test]
fn individuals_and_tiers_show_only_when_asked_for() {
    let directory = salted();
    let (_, record) = ceremony(&directory);
    let usual = list(&directory, Disclosure::default());
    let (data, csv) = (serde_json::to_string(&usual).unwrap(), usual.to_csv());
    let all = list(&directory, Disclosure { individuals: true, tiers: true });
    let (all_data, all_csv) = (serde_json::to_string(&all).unwrap(), all.to_csv());
    for drawn in record.draws.iter().flat_map(|draw| draw.drawn().map(|(_, drawn)| drawn)) {
        let target = directory.get(directory.find(&drawn.id).unwrap()).unwrap();
        let individual = target.kind().unwrap().code() == "individual";
        for text in [&data, &csv] {
            assert_eq!(text.contains(&drawn.id), !individual, "{}", drawn.id);
        }
        assert!(
            all_data.contains(&drawn.id)
                && all_csv.contains(&format!("{},{}", drawn.id, target.name().unwrap()))
        );
    }
    assert!(csv.contains("14＊＊＊＊＊＊＊") && csv.contains(",测＊＊,\n"));
    assert!(!data.contains("tier") && !data.contains("rank") && !csv.contains("等级"));
    assert!(all_data.contains("\"tier\"") && all_csv.contains("风险等级"));

    // The order tells neither tier nor ticket: it is that of the ids as shown.
    for task in &usual.tasks {
        assert!(task.drawn.is_sorted_by(|one, next| one.id <= next.id));
        assert!(task.drawn.iter().all(|target| target.ticket.is_none() == target.id.contains('＊')));
    }
    let lengths = |list: &PublicList| list.tasks.iter().map(|task| task.drawn.len()).collect::<Vec<_>>();
    let recorded: Vec<usize> = record.draws.iter().map(|draw| draw.drawn().count()).collect();
    assert_eq!((lengths(&usual), lengths(&all)), (recorded.clone(), recorded));
    assert_eq!(usual.tasks[0].title, "对企业的抽查");
}

/// Guards who is masked where nobody says what a target is: everyone, since it may be a person.
#[test]
fn an_unknown_kind_is_masked() {
    let mut rows = rows();
    rows.iter_mut().filter(|row| row[2] == "合作社").for_each(|row| row[1] = "甲乙丙".to_owned());
    let csv = list(&directory_of(&rows), Disclosure::default()).to_csv();
    assert!(csv.contains("甲乙丙"));
    // The census of the third task takes cooperatives only; taking all, it meets the unknown.
    rows.iter_mut().filter(|row| row[2] == "合作社").for_each(|row| row[2] = String::new());
    let mut plan = plan(Coordination::Independent);
    plan.set_selector(&"03".parse().unwrap(), double_random::Selector::everything()).unwrap();
    let directory = directory_of(&rows);
    let (_, record) = draw(&plan, &directory, setting(Suite::Sha256));
    let proven = ProvenDirectory::new(&record.commitment, &directory, &mut ()).unwrap();
    let csv = proven.public_list(&record, &plan, Disclosure::default()).unwrap().to_csv();
    assert!(!csv.contains("甲乙丙") && csv.contains("甲＊＊"));
}

/// Guards spreadsheets: no cell is a formula, quotes and commas stay where they belong, and the data stay as they are.
#[test]
fn no_cell_is_a_formula() {
    let names = ["=1+1", "+1", "-A1", "@SUM(A1)", "＝1+1", "甲,\"乙\"", "a=b"];
    let mut rows = rows();
    let cooperatives = rows.iter_mut().filter(|row| row[2] == "合作社");
    for (number, (row, name)) in cooperatives.zip(names.iter().cycle()).enumerate() {
        row[0] = format!("-{number:03}");
        row[1] = (*name).to_owned();
    }
    let directory = directory_of(&rows);
    let list = list(&directory, Disclosure::default());
    let shown: BTreeMap<&str, &str> = list.tasks[2]
        .drawn
        .iter()
        .map(|target| (target.id.as_str(), target.name.as_deref().unwrap()))
        .collect();
    assert!(names.iter().all(|name| shown.values().any(|shown| shown == name)), "data are not changed");

    let csv = list.to_csv();
    let heading = csv.lines().next().unwrap();
    assert_eq!(heading, "序号,抽查任务名称,检查对象标识,检查对象名称,签号");
    for cell in csv.lines().flat_map(|line| line.split(',')) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '＝']), "{cell}");
    }
    for expected in
        [",'=1+1,", ",'+1,", ",'-A1,", ",'@SUM(A1),", ",'＝1+1,", ",\"甲,\"\"乙\"\"\",", ",a=b,", ",'-000,"]
    {
        assert!(csv.contains(expected), "{expected}");
    }
}
