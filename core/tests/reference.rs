//! Random cases, answered by both implementations: this crate and `docs/spec/reference/draw_v1.py`, which was written from the
//! specification and knows nothing of this code. The cases come from frozen seeds, so every run asks the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "test data is known")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use common::ceremony;
use double_random::selftest::answer;
use double_random::{CheckName, Coordination, MixStream, Suite};
use serde_json::{Value, json};

/// The answers of the reference to these requests.
fn reference(requests: &[Value]) -> Vec<Result<Value, String>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/spec/reference/draw_v1.py");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut process = Command::new(python)
        .args([script, "answer"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the reference");
    let mut input = process.stdin.take().unwrap();
    let lines: Vec<u8> = requests.iter().flat_map(|request| format!("{request}\n").into_bytes()).collect();
    let writer = std::thread::spawn(move || input.write_all(&lines).unwrap());
    let read = |line: std::io::Result<String>| -> Result<Value, String> {
        let mut line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        match line.get_mut("ok") {
            Some(answer) => Ok(answer.take()),
            None => Err(line["error"].to_string()),
        }
    };
    let answers: Vec<_> = BufReader::new(process.stdout.take().unwrap()).lines().map(read).collect();
    writer.join().unwrap();
    assert!(process.wait().unwrap().success());
    assert_eq!(answers.len(), requests.len());
    answers
}

/// Asks both and compares: the same answer, or both refuse. Tells how many were answered and how many refused.
fn compare(requests: &[Value]) -> (usize, usize) {
    let mut counts = (0, 0);
    for (request, expected) in requests.iter().zip(reference(requests)) {
        match (answer(request), expected) {
            (Ok(found), Ok(expected)) => {
                assert_eq!(found, expected, "{request}");
                counts.0 += 1;
            }
            (Err(_), Err(_)) => counts.1 += 1,
            (found, expected) => panic!("{request}\n  here {found:?}\n  reference {expected:?}"),
        }
    }
    counts
}

/// A stream of choices from a frozen seed.
struct Choices(MixStream);

impl Choices {
    fn new(seed: &str) -> Self {
        Self(MixStream::new(&Suite::Sha256.hash(seed.as_bytes())))
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0.below(bound.try_into().unwrap())
    }

    fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len() as u64) as usize]
    }

    fn suite(&mut self) -> &'static str {
        self.one_of(&["sha256", "sm3"])
    }

    fn hex(&mut self) -> String {
        (0..4).map(|_| format!("{:016x}", self.below(u64::MAX))).collect()
    }

    fn four(&mut self, bound: u64) -> Vec<u64> {
        (0..4).map(|_| self.below(bound)).collect()
    }

    fn ratio(&mut self) -> String {
        match self.below(4) {
            0 => format!("{}%", self.below(102)),
            1 => format!("{}.{:03}%", self.below(100), self.below(1000)),
            2 => format!("{}/{}", self.below(30), self.below(30)),
            _ => format!("{}‰", self.below(1001)),
        }
    }

    fn quota_rule(&mut self) -> Value {
        let mut weights = self.four(20);
        if self.below(8) > 0 {
            weights.sort_unstable();
            weights.iter_mut().for_each(|weight| *weight += 1);
        }
        match self.below(5) {
            0 => json!({ "per_tier": {
                "ratios": (0..4).map(|_| self.ratio()).collect::<Vec<_>>(), "minimums": self.four(4),
            } }),
            1 => json!({ "count": { "total": self.below(300), "weights": weights } }),
            2 => json!({ "count_per_tier": { "counts": self.four(40) } }),
            3 => json!("census"),
            _ => json!({ "progressive": {
                "ratio": self.ratio(), "weights": weights, "minimum": self.below(4), "tier_minimums": self.four(3),
            } }),
        }
    }

    fn pool(&mut self) -> Vec<u64> {
        let mut size = || {
            let bound = [1, 6, 60, 9000, 1 << 38][self.below(5) as usize];
            self.below(bound)
        };
        (0..4).map(|_| size()).collect()
    }

    fn rows(&mut self, count: u64) -> Vec<Vec<String>> {
        let mut row = |at: u64| {
            let kind = self.one_of(&["企业", "enterprise", "个体户", "合作社", "site", ""]);
            let region = self.one_of(&["140581", "140581001", "140500", "110105", "140581100200", ""]);
            let industry = self.one_of(&["C13", "5211", "F52", "F", "H62", "T97", ""]);
            let tier = self.one_of(&["A", "低", "B", "一般风险", "C", "D", "高", ""]);
            let industry_tiers = self.one_of(&["食品=D", "食品=低；特种设备=较高", "特种设备=B", ""]);
            let labels = self.one_of(&["重点", "包容审慎;重点", "食品", ""]);
            let status = self.one_of(&["存续", "存续", "存续", "注销", "in_operation", "停业"]);
            let inspected =
                self.one_of(&["01=2025-03-01", "01=2024-12-31;02=2025-05-05", "02=2025-08-01", "", ""]);
            let fields =
                [kind, &format!("名{at}"), region, industry, tier, industry_tiers, labels, status, inspected]
                    .map(str::to_owned);
            [vec![format!("140581-{:05}", (at * 7919) % 100_000)], fields.to_vec()].concat()
        };
        (0..count).map(&mut row).collect()
    }

    fn selector(&mut self, depth: u32) -> Value {
        let some = |choices: &mut Self, all: &[&str]| -> Vec<String> {
            (0..choices.below(3)).map(|_| choices.one_of(all).to_owned()).collect()
        };
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => json!({ "kind": some(self, &["enterprise", "individual", "cooperative", "site"]) }),
            1 => json!({ "status": some(self, &["in_operation", "deregistered"]) }),
            2 => json!({ "label": some(self, &["重点", "食品", "包容"]) }),
            3 => {
                json!({ "region": some(self, &["140000", "140500", "140581", "140581100", "140581001000"]) })
            }
            4 => json!({ "industry": some(self, &["C", "F", "13", "F52", "5211", "H62", "T"]) }),
            5 => json!({ "not": self.selector(depth - 1) }),
            6 => json!({ "all": (0..self.below(3)).map(|_| self.selector(depth - 1)).collect::<Vec<_>>() }),
            _ => json!({ "any": (0..self.below(4)).map(|_| self.selector(depth - 1)).collect::<Vec<_>>() }),
        }
    }

    fn rules(&mut self) -> Value {
        let matrix = json!({ "matrix": [["A", "A", "B", "C"], ["A", "B", "C", "C"], ["B", "C", "C", "D"], ["C", "D", "D", "D"]] });
        let combination = match self.below(4) {
            0 => json!("higher"),
            1 => json!("credit_only"),
            2 => json!("industry_only"),
            _ => matrix,
        };
        let maybe =
            |choices: &mut Self, value: Value| if choices.below(2) == 0 { Value::Null } else { value };
        let frequency = json!({ "times": self.below(3), "years": self.below(3) });
        let cap = json!(self.below(3));
        let exempt = self.selector(0);
        let reasons: &[&str] =
            [[].as_slice(), &["revoked"], &["deregistered", "duplicate"], &["moved_out", "revoked"]]
                [self.below(4) as usize];
        let field = [json!("食品"), json!("特种设备"), Value::Null][self.below(3) as usize].clone();
        json!({
            "quota": self.quota_rule(),
            "rounding": self.one_of(&["up", "half_up", "down"]),
            "tiers": {
                "combination": combination,
                "industry_field": field,
                "not_classified": self.one_of(&["A", "B", "D"]),
            },
            "frequency": maybe(self, frequency),
            "yearly_cap": maybe(self, cap),
            "exempt": maybe(self, exempt),
            "reserve": self.below(5),
            "replacement_reasons": reasons,
            "team": null,
        })
    }
}

impl Choices {
    fn region(&mut self) -> &'static str {
        self.one_of(&["140581", "140581001", "140581100200", "140522", "140500", "110105", ""])
    }

    /// A team, or none.
    fn team(&mut self) -> Value {
        let mut slots = Vec::new();
        for (leader, qualification) in [(true, Value::Null), (false, json!("食品")), (true, json!("计量"))]
        {
            if self.below(3) == 0 {
                slots.push(
                    json!({ "count": 1, "agency": null, "qualification": qualification, "leader": leader }),
                );
            }
        }
        let mut size = 2 + self.below(2).max(slots.len() as u64);
        if self.below(4) == 0 {
            slots = vec![
                json!({ "count": 2, "agency": "市场监管局", "qualification": null, "leader": false }),
                json!({ "count": 1, "agency": "消防", "qualification": null, "leader": self.below(2) == 0 }),
            ];
            size = 3;
        }
        let level = self.one_of(&["province", "city", "county", "township"]);
        let area = [json!("any"), json!("any"), json!({ "same": level }), json!({ "other": level })];
        let team = json!({ "size": size, "slots": slots, "area": area[self.below(4) as usize],
                           "window": { "from": self.one_of(&["2025-07-01", "2025-09-01"]), "to": "2025-11-30" } });
        if self.below(5) == 0 { Value::Null } else { team }
    }

    fn inspectors(&mut self, count: u64) -> Vec<Vec<String>> {
        let mut inspector = |at: u64| {
            let agency = self.one_of(&["市场监管局", "市场监管局", "消防", ""]);
            let region = self.region();
            let valid = [
                "C=2020-01-01/2030-01-01",
                "C=2020-01-01/2025-08-31;D=2025-09-01/2026-01-01",
                "C=2025-07-02/2026-01-01",
                "",
            ];
            let certificates = valid[[0, 0, 1, 2, 3][self.below(5) as usize]];
            let specialties = self.one_of(&["食品", "食品;计量", ""]);
            let items = self.one_of(&["计量", "登记", ""]);
            let leader = self.one_of(&["是", "no", ""]);
            let status = self.one_of(&["在岗", "在岗", "in_service", "退休"]);
            let leave = self.one_of(&[
                "",
                "",
                "2025-07-01/2025-09-15；2025-09-16/2025-12-31",
                "2025-09-01/2025-11-29",
            ]);
            let (load, cap) = (self.below(6).to_string(), self.one_of(&["", "4", "12", "30"]));
            let recusals = self.one_of(&[
                "",
                "owner:重点=利害关系",
                "target:140581-0007=spouse",
                "target:140581-0007=other;owner:包容审慎=other",
            ]);
            let fields = [
                agency,
                region,
                certificates,
                specialties,
                items,
                leader,
                status,
                leave,
                &load,
                cap,
                recusals,
            ];
            [vec![format!("P{:02}", (at * 7) % 100)], fields.map(str::to_owned).to_vec()].concat()
        };
        (0..count).map(&mut inspector).collect()
    }
}

const INSPECTORS: [&str; 12] = [
    "id",
    "agency",
    "region",
    "certificates",
    "specialties",
    "items",
    "leader",
    "status",
    "leave",
    "load",
    "cap",
    "recusals",
];

const COLUMNS: [&str; 10] = [
    "id",
    "kind",
    "name",
    "region",
    "industry",
    "tier",
    "industry_tiers",
    "labels",
    "status",
    "last_inspected",
];

/// Guards quotas: every rule and rounding over pools from nobody to 2^38 a tier.
#[test]
fn quotas_agree() {
    let mut choices = Choices::new("quotas");
    let request = |_| {
        json!({ "do": "quota", "pool": choices.pool(), "quota": choices.quota_rule(),
                "rounding": choices.one_of(&["up", "half_up", "down"]) })
    };
    let (answered, refused) = compare(&(0..3000).map(request).collect::<Vec<_>>());
    assert!(answered > 2000 && refused > 50, "{answered} answered, {refused} refused");
}

/// Guards pools: selectors, exclusions, tiers, rules that do not fit.
#[test]
fn pools_agree() {
    let mut choices = Choices::new("pools");
    let request = |_| {
        json!({ "do": "pool", "columns": COLUMNS, "rows": choices.rows(40), "task": choices.one_of(&["01", "02"]),
                "selector": choices.selector(3), "rules": choices.rules(),
                "as_of": choices.one_of(&["2025-07-01", "2025-12-31", "2026-01-01"]) })
    };
    let (answered, refused) = compare(&(0..400).map(request).collect::<Vec<_>>());
    assert!(answered > 100 && refused > 20, "{answered} answered, {refused} refused");
}

/// Guards directories and trees: digests, roots and proofs.
#[test]
fn directories_and_trees_agree() {
    let mut choices = Choices::new("directories");
    let mut requests = Vec::new();
    for size in 0..60 {
        let salt_key = if choices.below(2) == 0 { json!(choices.hex()) } else { Value::Null };
        requests.push(
            json!({ "do": "directory", "suite": choices.suite(), "profile": "ascii", "columns": COLUMNS,
                              "rows": choices.rows(size), "salt_key": salt_key }),
        );
        let leaves: Vec<String> = (0..size).map(|leaf| format!("{leaf}")).collect();
        requests.push(
            json!({ "do": "proof", "suite": "sha256", "leaves": leaves, "index": choices.below(size + 2) }),
        );
    }
    let (answered, _) = compare(&requests);
    assert!(answered > 100, "{answered} answered");
}

/// Guards seeds, keys, tickets and the mix stream.
#[test]
fn seeds_tickets_and_streams_agree() {
    let mut choices = Choices::new("seeds");
    let mut requests = Vec::new();
    for round in 0..150 {
        let suite = choices.suite();
        let mut source = |at: u64| match choices.below(3) {
            0 => {
                json!({ "kind": "public", "label": format!("公{at}"), "value": format!("值{}", choices.below(9)) })
            }
            _ => json!({ "kind": "secret", "label": format!("密{at}"), "value": choices.hex() }),
        };
        let sources: Vec<Value> = (0..1 + round % 4).map(&mut source).collect();
        requests.push(json!({ "do": "seed", "suite": suite, "sources": sources }));
        requests.push(
            json!({ "do": "key", "suite": suite, "purpose": choices.one_of(&["ticket", "order", "mix"]),
                              "scope": choices.one_of(&["p", "p/01/1", "p/01/12"]), "seed": choices.hex() }),
        );
        let ids: Vec<String> = (0..3).map(|_| "X".repeat(1 + choices.below(128) as usize)).collect();
        requests.push(json!({ "do": "ticket", "suite": suite, "key": choices.hex(), "ids": ids }));
        let bound = choices.below(u64::MAX) >> choices.below(64);
        requests.push(json!({ "do": "below", "key": choices.hex(), "n": bound, "count": 5 }));
    }
    let (answered, _) = compare(&requests);
    assert!(answered > 500, "{answered} answered");
}

/// Guards draws over pools of every size, quotas up to the whole pool, reserves beyond it.
#[test]
fn draws_agree() {
    let mut choices = Choices::new("draws");
    let request = |round: u64| {
        let tiers = ["A", "B", "C", "D"];
        let size = choices.below(120);
        let rows: Vec<Value> =
            (0..size).map(|at| json!([format!("T{at:03}"), choices.one_of(&tiers)])).collect();
        let of = |tier: &str| rows.iter().filter(|row| row[1] == tier).count() as u64;
        let quota: Vec<u64> = tiers.iter().map(|tier| choices.below(of(tier) + 1)).collect();
        // The reference hashes SM3 in plain Python, so most draws are in SHA-256.
        let suite = if round.is_multiple_of(10) { "sm3" } else { "sha256" };
        json!({ "do": "draw", "suite": suite, "key": choices.hex(), "rows": rows, "quota": quota, "reserve": choices.below(9) })
    };
    let (answered, _) = compare(&(0..200).map(request).collect::<Vec<_>>());
    assert_eq!(answered, 200);
}

/// Guards the assignment: open slots, start, teams, loads and shortages, where people are few, limits tight and choices narrow.
#[test]
fn assignments_agree() {
    let mut choices = Choices::new("assignments");
    let request = |round: u64| {
        let (inspectors, narrow) = (1 + choices.below(9), 1 + choices.below(4));
        let ids: Vec<Value> = (0..inspectors)
            .map(|at| {
                let cap = if choices.below(2) == 0 { json!(choices.below(7)) } else { Value::Null };
                json!({ "id": format!("I{at}"), "load": choices.below(5), "cap": cap })
            })
            .collect();
        let order_key = choices.hex();
        let visits: Vec<Value> = (0..choices.below(12))
            .map(|at| {
                let mut slot = || (0..inspectors).filter(|_| choices.below(4) < narrow).collect::<Vec<_>>();
                let slots: Vec<_> = (0..1 + at % 3).map(|_| slot()).collect();
                json!({ "order_key": order_key, "target": format!("T{at}"), "slots": slots })
            })
            .collect();
        let suite = if round.is_multiple_of(10) { "sm3" } else { "sha256" };
        json!({ "do": "assign", "suite": suite, "inspectors": ids, "visits": visits, "mix_key": choices.hex() })
    };
    assert_eq!(compare(&(0..400).map(request).collect::<Vec<_>>()), (400, 0));
}

/// Guards teams in whole ceremonies byte for byte: random directories of inspectors, teams of one or several tasks, merged or not.
#[test]
fn teams_agree() {
    let mut choices = Choices::new("teams");
    let mut requests = Vec::new();
    for round in 0..30 {
        let coordination =
            if round % 2 == 0 { Coordination::MergedVisits } else { Coordination::Independent };
        let mut plan: Value = serde_json::from_str(&ceremony::plan(coordination).to_json()).unwrap();
        for task in plan["tasks"].as_array_mut().unwrap() {
            task["rules"]["team"] = choices.team();
        }
        let rows: Vec<_> = ceremony::rows().into_iter().filter(|_| choices.below(2) == 0).collect();
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| row.into_iter().chain([choices.region().to_owned()]).collect())
            .collect();
        let count = choices.below(25);
        requests.push(json!({
            "do": "ceremony",
            "suite": if round % 10 == 3 { "sm3" } else { "sha256" },
            "plan": serde_json::to_string_pretty(&plan).unwrap() + "\n",
            "profile": "ascii",
            "columns": ["id", "name", "kind", "tier", "status", "labels", "last_inspected", "region"],
            "rows": rows, "salt_key": Value::Null, "attempt": 1, "previous": Value::Null, "committed_at": Value::Null,
            "as_of": "2025-07-01", "tasks": ["01", "02", "03"],
            "sources": [{ "kind": "secret", "label": "甲", "value": choices.hex() },
                        { "kind": "public", "label": "乙", "value": "7", "bits": 7 }],
            "witness": "witnessed", "software": "double-random 0.0.0",
            "inspectors": { "profile": "ascii", "columns": INSPECTORS, "rows": choices.inspectors(count) },
        }));
    }
    let (answered, _) = compare(&requests);
    assert!(answered > 20, "{answered} answered");
    requests.retain(|request| answer(request).is_ok());
    both_find_nothing_amiss(&requests);
}

/// Guards whole ceremonies byte for byte, and that each implementation finds nothing amiss in the record of the other.
#[test]
fn ceremonies_agree_and_verify_each_other() {
    let mut choices = Choices::new("ceremonies");
    let names = ["id", "name", "kind", "tier", "status", "labels", "last_inspected"];
    let mut requests = Vec::new();
    for round in 0..12 {
        let merged = round % 2 == 0;
        let coordination = if merged { Coordination::MergedVisits } else { Coordination::Independent };
        let rows: Vec<_> = ceremony::rows().into_iter().filter(|_| choices.below(3) > 0).collect();
        let second = choices.below(2) == 0;
        requests.push(json!({
            "do": "ceremony",
            "suite": if round % 4 == 3 { "sm3" } else { "sha256" },
            "plan": ceremony::plan(coordination).to_json(),
            "profile": "ascii", "columns": names, "rows": rows,
            "salt_key": if choices.below(2) == 0 { json!(choices.hex()) } else { Value::Null },
            "attempt": if second { 2 } else { 1 },
            "previous": if second { json!(choices.hex()) } else { Value::Null },
            "committed_at": if choices.below(2) == 0 { json!(1_751_328_000) } else { Value::Null },
            "as_of": choices.one_of(&["2025-01-01", "2025-07-01", "2026-02-28"]),
            "tasks": choices.one_of(&[&["01", "02", "03"][..], &["03", "01"], &["02"]]),
            "sources": [
                { "kind": "secret", "label": "甲", "value": choices.hex() },
                { "kind": "public", "label": "乙", "value": format!("{}", choices.below(100)), "bits": 7 },
            ],
            "witness": "witnessed",
            "software": "double-random 0.0.0",
        }));
    }
    assert_eq!(compare(&requests), (12, 0));

    both_find_nothing_amiss(&requests);
}

/// Neither implementation finds anything amiss in the records that these ceremonies make.
fn both_find_nothing_amiss(requests: &[Value]) {
    let verification = |request: &Value| {
        let documents = answer(request).unwrap();
        let suite: Suite = serde_json::from_value(request["suite"].clone()).unwrap();
        let digest = |name: &str| json!(suite.hash(documents[name].as_str().unwrap().as_bytes()));
        let mut verification = request.clone();
        verification["do"] = json!("verify");
        verification["record"] = documents["record"].clone();
        verification["record_digest"] = digest("record");
        verification["commitment_digest"] = digest("commitment");
        verification
    };
    let verifications: Vec<Value> = requests.iter().map(verification).collect();
    for (request, report) in verifications.iter().zip(reference(&verifications)) {
        let here = answer(request).unwrap();
        for checks in [&report.unwrap()["checks"], &here["checks"]] {
            let checks = checks.as_array().unwrap();
            assert_eq!(checks.len(), CheckName::RECORD.len());
            for (check, name) in checks.iter().zip(CheckName::RECORD) {
                // Nothing was amended, and no voids are handed in.
                let handed_in = match name {
                    CheckName::Amendments => false,
                    CheckName::Attempts => request["attempt"] == 1,
                    _ => true,
                };
                let status = if handed_in { "passed" } else { "not_done" };
                assert_eq!((&check["name"], &check["status"]), (&json!(name.code()), &json!(status)));
            }
        }
    }
}

/// An entry about something that a ceremony drew, or did not; `named` are the digests of entries, right ones and wrong ones.
fn entry(choices: &mut Choices, drawn: &[(String, String)], named: &[String]) -> Value {
    let days = ["2025-07-20", "2025-08-08", "2025-08-29", "2025-09-30", "2025-12-01", "2025-12-20"];
    let agencies = ["某市局", "某市局", "市场监管局", "市场监管局", "消防"];
    let (day, by) = (choices.one_of(&days), choices.one_of(&["甲", "乙"]));
    let agency = choices.one_of(&agencies);
    let of = choices.one_of(&named.iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
    match choices.below(8) {
        0..4 => {
            let (draw, target) = &drawn[choices.below(drawn.len() as u64) as usize];
            let visited =
                choices.one_of(&["2025-06-30", "2025-07-18", "2025-08-06", "2025-11-30", "2025-12-05"]);
            let outcomes: &[&str] = [
                ["no_problem"].as_slice(),
                &["pending", "not_disclosed"],
                &["unreachable"],
                &["ordered_to_correct"],
                &["no_activity"],
                &["revoked"],
                &["no_problem", "concealed"],
            ][choices.below(7) as usize];
            let answers = ["yes", "no", "not_checked", "not_applicable"];
            let item = |choices: &mut Choices, item: u64| {
                let outcome =
                    [Value::Null, json!("pending"), json!("no_problem")][choices.below(3) as usize].clone();
                json!({ "item": item, "answer": choices.one_of(&answers), "outcome": outcome })
            };
            let items: Vec<Value> = (0..choices.below(4)).map(|at| item(choices, 1 + (at * 2) % 5)).collect();
            let inspectors: Vec<String> = (0..1 + choices.below(2))
                .map(|at| format!("P{:02}", (choices.below(9) + at * 50) * 7 % 100))
                .collect();
            let corrects: Vec<&String> = if choices.below(3) == 0 { vec![&of] } else { vec![] };
            json!({ "result": {
                "draw": draw, "target": target, "visited": { "from": visited, "to": visited }, "inspectors": inspectors,
                "outcomes": outcomes, "items": items, "agency": agency, "by": by, "day": day, "note": null, "corrects": corrects,
            } })
        }
        4 | 5 => {
            json!({ "publication": { "result": of, "where": "公示系统", "agency": agency, "by": by, "day": day } })
        }
        6 => {
            json!({ "hand_over": { "result": of, "from": agency, "to": "东城所", "matter": "复查", "by": by, "day": day } })
        }
        _ => {
            let agency = choices.one_of(&["东城所", "东城所", "西城所"]);
            match choices.below(2) {
                0 => json!({ "taken_over": { "hand_over": of, "agency": agency, "by": by, "day": day } }),
                _ => {
                    json!({ "closing": { "hand_over": of, "agency": agency, "how": "已改正", "by": by, "day": day } })
                }
            }
        }
    }
}

/// The digests of entries.
fn digests(suite: &Suite, entries: &[Value]) -> Vec<String> {
    let digest = |entry: &Value| {
        suite.hash((serde_json::to_string_pretty(entry).unwrap() + "\n").as_bytes()).to_string()
    };
    entries.iter().map(digest).collect()
}

/// Guards what comes after the visits: ledgers of random entries, most of them about what was drawn, with figures, findings, hand-overs,
/// disclosure and feedback as of random days, for random teams.
#[test]
fn results_agree() {
    let mut choices = Choices::new("results");
    let holidays = include_str!("../examples/data/cn-holidays-2023-2026.csv");
    let (mut entering, mut asking) = (Vec::new(), Vec::new());
    for round in 0..25 {
        let mut plan: Value =
            serde_json::from_str(&ceremony::plan(Coordination::Independent).to_json()).unwrap();
        plan["deadline"] = [Value::Null, json!("2025-12-15")][choices.below(2) as usize].clone();
        plan["authority"] = [Value::Null, json!("某市局")][choices.below(2) as usize].clone();
        for task in plan["tasks"].as_array_mut().unwrap() {
            task["rules"]["team"] = if choices.below(2) == 0 { Value::Null } else { choices.team() };
            task["rules"]["tiers"]["combination"] = json!(choices.one_of(&["higher", "credit_only"]));
        }
        let rows: Vec<Vec<String>> = ceremony::rows()
            .into_iter()
            .map(|row| row.into_iter().chain([choices.region().to_owned()]).collect())
            .collect();
        let plan = serde_json::to_string_pretty(&plan).unwrap() + "\n";
        let targets = json!({
            "profile": "ascii", "salt_key": null, "rows": rows,
            "columns": ["id", "name", "kind", "tier", "status", "labels", "last_inspected", "region"],
        });
        let inspectors = json!({ "profile": "ascii", "columns": INSPECTORS, "rows": choices.inspectors(20) });
        let suite = if round % 10 == 3 { Suite::Sm3 } else { Suite::Sha256 };
        let mut ceremony = json!({
            "do": "ceremony", "suite": suite, "plan": plan, "attempt": 1, "previous": null, "committed_at": null,
            "as_of": "2025-07-01", "tasks": ["01", "02", "03"], "witness": "witnessed", "software": "double-random 0.0.0",
            "sources": [{ "kind": "secret", "label": "甲", "value": choices.hex() },
                        { "kind": "public", "label": "乙", "value": "7", "bits": 7 }],
            "inspectors": inspectors,
        });
        ceremony.as_object_mut().unwrap().extend(targets.as_object().unwrap().clone());
        let Ok(made) = answer(&ceremony) else { continue };
        let record: Value = serde_json::from_str(made["record"].as_str().unwrap()).unwrap();
        let mut drawn = vec![("test-2024/01/1".to_owned(), "140581-0001".to_owned())];
        for draw in record["draws"].as_array().unwrap() {
            for tier in draw["tiers"].as_array().unwrap() {
                let listed = tier["drawn"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .chain(tier["reserve"].as_array().unwrap().first());
                drawn.extend(listed.map(|target| {
                    (draw["draw"].as_str().unwrap().to_owned(), target["id"].as_str().unwrap().to_owned())
                }));
            }
        }
        let mut entries: Vec<Value> = Vec::new();
        for _ in 0..choices.below(90) {
            let named = [digests(&suite, &entries), vec!["0".repeat(64)]].concat();
            let entry = entry(&mut choices, &drawn, &named);
            // Entries in their one form are named by their digest; a few are in another, and refused or put in order.
            entries.push(entry);
        }
        let enter = json!({ "do": "enter_results", "record": made["record"], "entries": entries });
        entering.push(enter.clone());
        let mut readable = entries.clone();
        readable.retain(|entry| {
            answer(&json!({ "do": "enter_results", "record": made["record"], "entries": [entry] })).is_ok()
        });
        let enter = json!({ "do": "enter_results", "record": made["record"], "entries": readable });
        let results = answer(&enter).unwrap()["results"].clone();
        entering.push(enter);
        let case = json!({ "record": made["record"], "plan": plan, "targets": targets, "inspectors": inspectors, "results": results });
        for _ in 0..3 {
            let as_of =
                choices.one_of(&["2025-07-31", "2025-09-01", "2025-10-09", "2025-12-16", "2026-02-03"]);
            let parameters = json!({ "entry": { "working_days": 1 + choices.below(30), "source": "通知" } });
            asking.push(json!({ "do": "progress", "cases": [case], "as_of": as_of, "holidays": holidays, "parameters": parameters }));
            asking.push(json!({ "do": "results", "case": case, "as_of": as_of, "holidays": holidays }));
            asking.push(json!({ "do": "disclosure", "case": case, "as_of": as_of, "show_individuals": choices.below(2) == 0 }));
            asking.push(json!({ "do": "feedback", "case": case, "as_of": as_of }));
        }
    }
    let (entered, refused) = compare(&entering);
    assert!(entered > 25 && refused > 5, "{entered} entered, {refused} refused");
    let (answered, refused) = compare(&asking);
    assert!(answered > 200 && refused == 0, "{answered} answered, {refused} refused");
}
