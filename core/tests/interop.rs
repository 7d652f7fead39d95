//! The surface that bindings call: a whole ceremony by requests alone, with nothing but documents kept in between.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test data is known")]
#![allow(clippy::float_arithmetic, reason = "estimates are under test")]

mod common;

use common::ceremony::{plan, rows};
use double_random::{Columns, Coordination, IdProfile, TargetDirectory, interop};
use serde_json::{Value, json};

fn ask(request: Value) -> Value {
    let mut answer: Value = serde_json::from_str(&interop::answer(&request.to_string())).unwrap();
    match answer.get_mut("ok") {
        Some(ok) => ok.take(),
        None => panic!("{answer}"),
    }
}

fn code(request: &str) -> String {
    let answer: Value = serde_json::from_str(&interop::answer(request)).unwrap();
    let error = &answer["error"];
    assert!(!error["zh"].as_str().unwrap().is_empty() && !error["en"].as_str().unwrap().is_empty());
    assert!(error["params"].is_object());
    error["code"].as_str().unwrap().to_owned()
}

fn targets() -> Value {
    let columns = ["id", "name", "kind", "tier", "status", "labels", "last_inspected"];
    json!({ "columns": columns, "rows": rows(), "salt_key": "ab".repeat(32) })
}

/// Guards the whole way: preview, commit, draw, verify, void, and the same numbers at each step.
#[test]
fn a_ceremony_by_requests() {
    let plan = plan(Coordination::MergedVisits).to_json();
    let setting =
        json!({ "plan": plan, "targets": targets(), "tasks": ["01", "02", "03"], "as_of": "2025-07-01" });
    let mut preview = setting.clone();
    preview["do"] = json!("preview");
    let preview = ask(preview);

    let secret = ask(json!({ "do": "secret", "suite": "sha256", "label": "甲", "value": "1".repeat(64) }));
    let sources = json!([secret["source"], { "kind": "public", "label": "乙", "bits": 24 }]);
    let committed =
        ask(json!({ "do": "commit", "setting": setting, "sources": sources, "witness": "witnessed" }));
    let commitment: Value = serde_json::from_str(committed["commitment"].as_str().unwrap()).unwrap();
    for (previewed, drawn) in
        preview["tasks"].as_array().unwrap().iter().zip(commitment["draws"].as_array().unwrap())
    {
        assert_eq!(previewed["tiers"], drawn["tiers"]);
        assert_eq!(previewed["exclusions"], drawn["exclusions"]);
    }

    let revealed = json!([
        { "kind": "secret", "label": "甲", "value": "1".repeat(64) },
        { "kind": "public", "label": "乙", "value": "03 11 14" },
    ]);
    let drawn =
        ask(json!({ "do": "draw", "commitment": committed["commitment"], "plan": plan, "targets": targets(),
                            "sources": revealed }));
    let report = ask(json!({ "do": "verify", "record": drawn["record"], "plan": plan, "targets": targets(),
                             "commitment_digest": committed["digest"], "record_digest": drawn["digest"] }));
    assert_eq!(report["holds"], true, "{}", report["en"]);
    assert!(report["zh"].as_str().unwrap().contains("未发现不符"));

    let void = ask(
        json!({ "do": "void", "commitment": committed["commitment"], "record_digest": drawn["digest"],
                           "reason": "wrong_directory", "explanation": "名录库有误", "by": "王某", "day": "2025-07-02" }),
    );
    assert!(void["void"].as_str().unwrap().contains("\"attempt\": 1"));
}

/// Guards that a trial draws as many as the preview says, the same again for its number and others for another, marks every
/// target, shows neither key nor ticket, and that a secret is refused without being repeated.
#[test]
fn a_trial_is_marked_and_takes_no_secret() {
    let plan = plan(Coordination::MergedVisits).to_json();
    let setting = json!({ "plan": plan, "targets": targets(), "tasks": ["01", "03"], "as_of": "2025-07-01" });
    let trial = |number: Value| ask(json!({ "do": "trial", "setting": setting, "number": number }));
    let seventh = trial(json!(7));
    assert_eq!(seventh["trial"]["number"], 7);
    assert_eq!(seventh, trial(json!("7")));
    assert_ne!(seventh["tasks"], trial(json!(8))["tasks"]);
    for task in seventh["tasks"].as_array().unwrap() {
        let quota: u64 = task["preview"]["tiers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|tier| tier["quota"].as_u64().unwrap())
            .sum();
        let drawn = task["drawn"].as_array().unwrap();
        assert_eq!(drawn.len() as u64, quota);
        assert!(drawn.iter().all(|target| target["trial"] == 7));
    }
    for word in ["ticket", "key", "cut_off", "seed"] {
        assert!(!seventh.to_string().contains(word), "{word}");
    }
    let secret = "1f".repeat(32);
    for number in [json!(secret), json!(-1), json!(7.5), json!(null), json!(1_u64 << 32)] {
        let request = json!({ "do": "trial", "setting": setting, "number": number }).to_string();
        assert_eq!(code(&request), "seed.not_a_trial");
        assert!(!interop::answer(&request).contains(&secret));
    }
}

/// Guards reading and completing a plan, with its findings as data.
#[test]
fn plans_by_requests() {
    let text = include_str!("../examples/data/gaoping-2025-published.txt");
    let read = ask(
        json!({ "do": "read_plan", "form": "published", "text": text, "name": "gaoping-2025", "year": 2025 }),
    );
    let findings = read["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["code"] == "plan.tasks_overlap" && finding["task"] == 14));
    let completed = ask(
        json!({ "do": "complete_plan", "plan": read["plan"], "coordination": "merged_visits",
                                "tasks": { "01": { "selector": { "kind": ["enterprise"] }, "rules": null } } }),
    );
    let document: Value = serde_json::from_str(completed["plan"].as_str().unwrap()).unwrap();
    assert_eq!(document["tasks"][0]["selector"], json!({ "kind": ["enterprise"] }));
    assert_eq!(document["coordination"], "merged_visits");
    let again = ask(json!({ "do": "findings", "plan": completed["plan"] }));
    assert!(again["findings"].as_array().unwrap().len() > 20);
}

/// Guards what a reader of a plan is told of its tasks, and the rules that nothing special was decided for.
#[test]
fn tasks_and_rules_by_requests() {
    let document = plan(Coordination::MergedVisits).to_json();
    let told = ask(json!({ "do": "tasks", "plan": document }));
    let task = &told["tasks"][0];
    assert_eq!((&told["coordination"], &task["number"]), (&json!("merged_visits"), &json!(1)));
    assert_eq!(task["window"], json!({ "from": "2025-07-01", "to": "2025-11-30" }));
    assert_eq!(task["ratio"]["amount"], json!({ "ratio": "10%" }));
    assert_eq!(task["selector"], json!({ "kind": ["enterprise"] }));

    let rules = ask(json!({ "do": "rules", "quota": "census" }))["rules"].take();
    let decided = json!({ "01": { "selector": null, "rules": rules } });
    let completed = ask(json!({ "do": "complete_plan", "plan": document, "tasks": decided }));
    assert_eq!(ask(json!({ "do": "tasks", "plan": completed["plan"] }))["tasks"][0]["rules"], rules);
}

/// Guards the digest of a text that was read from a file.
#[test]
fn digests_by_requests() {
    let hash = |suite| ask(json!({ "do": "hash", "suite": suite, "text": "abc" }))["digest"].take();
    assert_eq!(hash("sha256"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(hash("sm3"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

/// Guards directories that the caller holds: they answer as the same ones in the request, and what is neither brought nor held is
/// an error.
#[test]
fn held_directories_need_not_be_brought() {
    let columns = Columns::new(["id", "name", "kind", "tier", "status", "labels", "last_inspected"]).unwrap();
    let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, rows()).unwrap();
    let directory = directory.salted("ab".repeat(32).parse().unwrap());
    let held = interop::Held { targets: Some(&directory), inspectors: None };
    let mut request = json!({ "do": "targets", "suite": "sm3", "targets": targets() });
    let brought = ask(request.clone());
    request["targets"].take();
    let answer = interop::answer_held(&request.to_string(), held, &mut ());
    assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["ok"], brought);
    assert_eq!(code(&request.to_string()), "interop.no_targets");
    assert_eq!(code(r#"{"do":"inspectors","suite":"sm3"}"#), "interop.no_inspectors");
}

/// Guards directories: from CSV with the caller's headings, with warnings and commitment.
#[test]
fn directories_by_requests() {
    let csv = "Licence,名称\nA-1,甲\nA-2,乙\n";
    let asked = json!({ "do": "targets", "suite": "sm3", "targets": { "csv": csv, "headings": { "Licence": "id" } } });
    let answer = ask(asked);
    assert_eq!((&answer["rows"], &answer["committed"]["rows"]), (&json!(2), &json!(2)));
    let bad = json!({ "do": "targets", "suite": "sha256", "targets": { "csv": "id,tier\nA,E\nA,B\n" } });
    assert_eq!(code(&bad.to_string()), "table.bad_rows");
    let answer: Value = serde_json::from_str(&interop::answer(&bad.to_string())).unwrap();
    let row = &answer["error"]["params"]["rows"][0];
    assert_eq!(
        (&row["row"], &row["column"], &row["code"]),
        (&json!(2), &json!("tier"), &json!("risk.not_a_tier"))
    );
    assert!(row["zh"].as_str().unwrap().contains("不是风险等级"));
}

/// Guards directories of inspectors: from CSV or rows the same commitment, with who is in service and who leads.
#[test]
fn inspectors_by_requests() {
    let ask_for =
        |inspectors: Value| ask(json!({ "do": "inspectors", "suite": "sm3", "inspectors": inspectors }));
    let csv = "Badge,在岗状态,组长\nP-2,在岗,是\nP-1,退休,\nP-3,在职,否\n";
    let answer = ask_for(json!({ "csv": csv, "headings": { "Badge": "id" } }));
    assert_eq!((&answer["rows"], &answer["leaders"]), (&json!(3), &json!(1)));
    assert_eq!(answer["status"], json!({ "in_service": 2, "transferred": 0, "retired": 1, "suspended": 0 }));
    assert_eq!(answer["committed"]["salted"], false);
    let rows = [["P-1", "退休", ""], ["P-2", "在岗", "是"], ["P-3", "在职", "否"]];
    assert_eq!(ask_for(json!({ "columns": ["id", "status", "leader"], "rows": rows })), answer);
    assert_eq!(ask_for(json!({ "columns": ["id"], "rows": [["P-1"]] }))["status"], Value::Null);

    let bad = json!({ "do": "inspectors", "suite": "sm3", "inspectors": { "csv": "id,leader\nA,maybe\n" } });
    assert_eq!(code(&bad.to_string()), "table.bad_rows");
    let salted =
        json!({ "do": "inspectors", "suite": "sm3", "inspectors": { "columns": ["id"], "salt_key": "ab" } });
    assert_eq!(code(&salted.to_string()), "interop.bad_request");
}

/// Guards that whatever comes in, an error comes out as data: never a panic.
#[test]
fn bad_requests_are_answered() {
    for request in
        ["", "7", "{}", "{\"do\":\"dance\"}", "{\"do\":\"quota\"}", "{\"do\":\"preview\",\"more\":1}"]
    {
        assert_eq!(code(request), "interop.bad_request", "{request}");
    }
    let deep = format!("{{\"do\":{}", "[".repeat(100_000));
    assert_eq!(code(&deep), "interop.bad_request");
    assert_eq!(code(r#"{"do":"findings","plan":"no plan"}"#), "document.malformed");
    let stopped = interop::answer_watched(
        &json!({ "do": "targets", "suite": "sha256", "targets": targets() }).to_string(),
        &mut |_: u64, _: u64| std::ops::ControlFlow::Break(()),
    );
    assert!(stopped.contains("progress.interrupted"));
}

/// Guards the documents around a draw, each made and checked by requests: an amendment, the list in force, a receipt, an absence,
/// notice, digest, public list and certificate.
#[test]
fn documents_by_requests() {
    let plan = plan(Coordination::Independent).to_json();
    let setting =
        json!({ "plan": plan, "targets": targets(), "tasks": ["01", "02", "03"], "as_of": "2025-07-01" });
    let sources = json!([{ "kind": "public", "label": "乙", "bits": 128 }]);
    let committed =
        ask(json!({ "do": "commit", "setting": setting, "sources": sources, "witness": "witnessed" }));
    let revealed = json!([{ "kind": "public", "label": "乙", "value": "03 11 14" }]);
    let drawn =
        ask(json!({ "do": "draw", "commitment": committed["commitment"], "plan": plan, "targets": targets(),
                            "sources": revealed }));
    let record: Value = serde_json::from_str(drawn["record"].as_str().unwrap()).unwrap();
    let tier = &record["draws"][0]["tiers"][3];
    let (out, next) = (&tier["drawn"][0]["id"], &tier["reserve"][0]["id"]);

    let behind = json!({ "record": drawn["record"], "plan": plan, "targets": targets() });
    let change = json!({ "replacement": { "draw": "test-2025/01/1", "out": out, "reason": "deregistered", "evidence": "登记系统" } });
    let amended =
        ask(json!({ "do": "amend", "behind": behind, "change": change, "by": "王某", "day": "2025-08-01" }));
    let mut in_force = behind.clone();
    in_force["do"] = json!("in_force");
    in_force["amendments"] = json!([amended["amendment"]]);
    let list = ask(in_force.clone());
    let ids = list["draws"][0]["tiers"][3]["targets"].as_array().unwrap().clone();
    assert!(ids.contains(next) && !ids.contains(out));

    let mut verify = in_force;
    verify["do"] = json!("verify");
    assert_eq!(ask(verify.clone())["holds"], true);
    verify.as_object_mut().unwrap().remove("do");
    let page = ask(json!({ "do": "certificate", "verify": verify }));
    assert!(page["html"].as_str().unwrap().starts_with("<!DOCTYPE html>"));

    let digest = ask(json!({ "do": "digest", "record": drawn["record"] }));
    let mut receipt = behind.clone();
    receipt["do"] = json!("receipt");
    receipt["id"] = out.clone();
    let receipt = ask(receipt);
    let checked = ask(
        json!({ "do": "verify_receipt", "receipt": receipt["receipt"], "plan": plan, "digest": digest["digest"],
                              "commitment_digest": committed["digest"], "record_digest": drawn["digest"] }),
    );
    assert_eq!(checked["holds"], true, "{}", checked["en"]);

    let absence = ask(
        json!({ "do": "absence", "commitment": committed["commitment"], "targets": targets(), "id": "NOBODY" }),
    );
    let checked = ask(
        json!({ "do": "verify_absence", "absence": absence["absence"], "commitment_digest": committed["digest"] }),
    );
    assert_eq!(checked["holds"], true, "{}", checked["en"]);

    let notice = ask(json!({ "do": "notice", "commitment": committed["commitment"], "plan": plan }));
    assert!(notice["notice"].as_str().unwrap().contains("double-random/1 notice"));
    let mut list = behind;
    list["do"] = json!("public_list");
    assert!(ask(list)["csv"].as_str().unwrap().contains("140581"));
}

/// The record of a ceremony with nothing but requests.
fn drawn_record() -> Value {
    let plan = plan(Coordination::Independent).to_json();
    let setting =
        json!({ "plan": plan, "targets": targets(), "tasks": ["01", "02", "03"], "as_of": "2025-07-01" });
    let sources = json!([{ "kind": "public", "label": "乙", "bits": 128 }]);
    let committed =
        ask(json!({ "do": "commit", "setting": setting, "sources": sources, "witness": "witnessed" }));
    let revealed = json!([{ "kind": "public", "label": "乙", "value": "03 11 14" }]);
    ask(json!({ "do": "draw", "commitment": committed["commitment"], "plan": plan, "targets": targets(),
                "sources": revealed }))["record"]
        .take()
}

/// Guards estimates by requests: weights that sum to the pool, the same share from a record and from counts, the table for
/// packages, and outcomes that do not fit as data.
#[test]
fn estimates_by_requests() {
    let record = drawn_record();
    let answer = ask(json!({ "do": "weights", "record": record, "task": "01" }));
    let weights = answer["weights"].as_array().unwrap();
    assert_eq!(answer["draw"], "test-2025/01/1");
    let ids: Vec<&str> = weights.iter().map(|target| target["id"].as_str().unwrap()).collect();

    let mut outcomes: Vec<Value> = ids.iter().enumerate().map(|(at, id)| json!([id, at % 3 == 0])).collect();
    let inspected = json!({ "record": record, "task": "01", "outcomes": outcomes });
    let estimated = ask(json!({ "do": "estimate", "from": { "inspected": inspected }, "level": "90%" }));
    let members = ["stratum", "pool", "drawn", "problems"];
    let strata = estimated["strata"].as_array().unwrap();
    let counts: Vec<Value> = strata
        .iter()
        .map(|of| members.iter().map(|member| (*member, of[*member].clone())).collect())
        .collect();
    assert_eq!(ask(json!({ "do": "estimate", "from": { "counts": counts }, "level": "90%" })), estimated);
    let total = |of: &str| strata.iter().map(|stratum| stratum[of].as_u64().unwrap()).sum::<u64>();
    let overall = &estimated["overall"];
    assert_eq!(
        (overall["pool"].as_u64(), overall["drawn"].as_u64()),
        (Some(total("pool")), Some(ids.len() as u64))
    );
    let number = |value: &Value| value.as_f64().unwrap();
    assert!(number(&overall["interval"]["low"]) < number(&overall["share"]));
    assert_eq!((&estimated["level"], &strata[0]["weight"]), (&json!("90%"), &weights[0]["exact"]));

    let mut export = inspected.clone();
    export["do"] = json!("survey_export");
    let table = ask(export);
    assert_eq!(table["rows"].as_array().unwrap().len(), ids.len());
    assert_eq!(table["csv"].as_str().unwrap().lines().count(), ids.len() + 1);
    assert_eq!(
        (&table["rows"][0]["outcome"], &table["rows"][0]["weight"]),
        (&json!(1), &weights[0]["weight"])
    );

    outcomes[0] = json!(["NOBODY", true]);
    let refused = json!({ "do": "survey_export", "record": record, "task": "01", "outcomes": outcomes });
    let answer: Value = serde_json::from_str(&interop::answer(&refused.to_string())).unwrap();
    let params = &answer["error"]["params"];
    assert_eq!((&params["not_drawn"], &params["missing"]), (&json!(["NOBODY"]), &json!([ids[0]])));
    assert_eq!(
        code(&json!({ "do": "weights", "record": record, "task": "09" }).to_string()),
        "statistics.no_such_task"
    );
    let bad = json!({ "do": "estimate", "from": { "counts": [] }, "level": "100%" });
    assert_eq!(code(&bad.to_string()), "statistics.bad_level");
    let counts = json!([{ "stratum": "D", "pool": 5, "drawn": 6, "problems": 0 }]);
    assert_eq!(
        code(&json!({ "do": "estimate", "from": { "counts": counts } }).to_string()),
        "table.bad_rows"
    );
}

/// Guards tests of past draws by requests: over groups, and of repeats.
#[test]
fn past_draws_by_requests() {
    let row = |group: &str, drawn: u64| json!({ "draw": "2024", "stratum": "D", "group": group, "pool": 20, "drawn": drawn });
    let answer = ask(json!({ "do": "consistency", "rows": [row("东镇", 9), row("西镇", 1)] }));
    let test = &answer["tests"][0];
    assert_eq!(
        (&test["method"], &test["degrees"], &answer["fisher"]["degrees"]),
        (&json!("exact"), &json!(1), &json!(2))
    );
    assert!((test["p"].as_f64().unwrap() - 0.008_361_734_168).abs() < 1e-9);
    assert_eq!(
        code(&json!({ "do": "consistency", "rows": [row("东镇", 21)] }).to_string()),
        "table.bad_rows"
    );

    let year = |draw: &'static str| {
        (0..20).map(move |at| json!({ "draw": draw, "stratum": "D", "id": at.to_string(), "drawn": at < 4 }))
    };
    let rows: Vec<Value> = year("2023").chain(year("2024")).collect();
    let answer = ask(json!({ "do": "repeats", "rows": rows }));
    assert_eq!((&answer["tests"][0]["telling"], &answer["tests"][1]["earlier"]), (&json!(false), &json!(4)));
    assert!((answer["tests"][1]["p"].as_f64().unwrap() - 1.0 / 4_845.0).abs() < 1e-12);
}
