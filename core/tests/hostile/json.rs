//! JSON: depth, numbers, and values that are refused.

use double_random::{
    Absence, Amendment, Commitment, Coordination, DrawDigest, DrawRecord, Explain, InspectionPlan, Notice,
    Receipt, ResultsLedger, VoidedAttempt,
};

use crate::{answered, ceremony, refused};

/// The codes with which every kind of document refuses a text.
fn of_all_documents(text: &str) -> Vec<&'static str> {
    vec![
        InspectionPlan::from_json(text).unwrap_err().code(),
        Commitment::from_json(text).unwrap_err().code(),
        DrawRecord::from_json(text).unwrap_err().code(),
        Amendment::from_json(text).unwrap_err().code(),
        VoidedAttempt::from_json(text).unwrap_err().code(),
        Notice::from_json(text).unwrap_err().code(),
        DrawDigest::from_json(text).unwrap_err().code(),
        Receipt::from_json(text).unwrap_err().code(),
        Absence::from_json(text).unwrap_err().code(),
        ResultsLedger::from_json(text).unwrap_err().code(),
    ]
}

/// Guards the stack of every decoder against a hundred thousand levels, at the top and behind a member.
#[test]
fn depth_is_refused_by_every_document() {
    let deep = 100_000;
    for text in [
        "[".repeat(deep),
        "{\"format\":".repeat(deep),
        format!("{{\"format\": {}", "[".repeat(deep)),
        format!("{{\"more\": {}1{}}}", "[".repeat(deep), "]".repeat(deep)),
    ] {
        assert!(of_all_documents(&text).iter().all(|code| *code == "document.malformed"));
    }
}

/// Guards the stack against depth in any member of a request, known or not, and in what only looks like a request.
#[test]
fn depth_is_refused_by_every_request() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    for what in
        ["read_plan", "complete_plan", "quota", "targets", "preview", "trial", "commit", "verify", "results"]
    {
        for member in ["plan", "tasks", "rows", "setting", "number", "sources", "case", "x"] {
            let request = format!("{{\"do\":\"{what}\",\"{member}\":{open}{close}}}");
            assert_eq!(refused(&request)["code"], "interop.bad_request", "{what} {member}");
        }
    }
    for request in [format!("{open}{close}"), "{\"do\":".repeat(100_000)] {
        assert_eq!(refused(&request)["code"], "interop.bad_request");
    }
}

/// Guards numbers: one that its place cannot hold is refused, never rounded, wrapped or cut.
#[test]
fn numbers_are_exact_or_refused() {
    let quota =
        |pool: &str| format!(r#"{{"do":"quota","quota":"census","rounding":"up","pool":[{pool},0,0,0]}}"#);
    let digits = "9".repeat(40);
    for bad in [
        "1e400",
        "-0",
        "-1",
        "1.0",
        "1e2",
        "0x10",
        "NaN",
        "01",
        "18446744073709551616",
        &digits,
        "null",
        "\"7\"",
    ] {
        assert_eq!(refused(&quota(bad))["code"], "interop.bad_request", "{bad}");
    }
    for large in ["9007199254740993", "18446744073709551615"] {
        assert_eq!(refused(&quota(large))["code"], "quota.pool_too_large", "{large}");
    }
    assert_eq!(answered(&quota("1099511627776"))["ok"]["quota"][0], 1_099_511_627_776_u64);
    let most = u64::MAX;
    let counts = format!(
        r#"{{"do":"quota","quota":{{"count_per_tier":{{"counts":[{most},{most},{most},{most}]}}}},"rounding":"up","pool":[{most},{most},{most},{most}]}}"#
    );
    assert_eq!(refused(&counts)["code"], "quota.pool_too_large");
}

/// Guards half of a character: a surrogate without its partner is no text.
#[test]
fn half_a_character_is_refused() {
    for half in [r"\ud800", r"\udc00\ud800", r"\ud800x"] {
        let request = format!(r#"{{"do":"hash","suite":"sha256","text":"{half}"}}"#);
        assert_eq!(refused(&request)["code"], "interop.bad_request", "{half}");
    }
}

/// Guards whoever typed a ratio: what is wrong with it has a code of its own and one language in each sentence.
#[test]
fn a_refused_value_is_told_in_both_languages() {
    let quota = |ratio: &str| {
        format!(
            r#"{{"do":"quota","rounding":"up","pool":[1,1,1,1],"quota":{{"progressive":{{"ratio":"{ratio}","weights":[1,2,4,8],"minimum":1,"tier_minimums":[0,0,0,0]}}}}}}"#
        )
    };
    for (ratio, code) in [
        ("3/2", "ratio.above_one"),
        ("x/0", "ratio.not_a_ratio"),
        ("1/0", "ratio.not_a_ratio"),
        ("-3%", "ratio.not_a_ratio"),
        ("1e-999%", "ratio.not_a_ratio"),
        ("99999999999999999999%", "ratio.above_one"),
        ("1/9999999999999", "ratio.too_precise"),
    ] {
        let error = refused(&quota(ratio));
        let (zh, en) = (error["zh"].as_str().unwrap(), error["en"].as_str().unwrap());
        assert_eq!((&error["code"], &error["params"]["text"]), (&code.into(), &ratio.into()));
        assert!(en.is_ascii() && !zh.contains(en) && zh.starts_with(&format!("`{ratio}`")), "{zh}");
    }
    for (request, code) in [
        (r#"{"do":"working_days","holidays":"","from":"999999-01-01","days":5}"#, "date.not_a_day"),
        (r#"{"do":"weights","record":"","task":"../x"}"#, "id.not_a_name"),
        (r#"{"do":"verify_absence","absence":"","commitment_digest":"0"}"#, "digest.not_hex"),
    ] {
        assert_eq!(refused(request)["code"], code, "{request}");
    }
    // What was refused before has no part in what is wrong now.
    assert_eq!(refused("{}")["code"], "interop.bad_request");
}

/// Guards the same in a document, where the place is told as well.
#[test]
fn a_refused_value_of_a_document_is_told_with_its_place() {
    let plan = ceremony::plan(Coordination::Independent).to_json();
    for (old, new, refused, zh) in [
        ("\"ratio\": \"10%\"", "\"ratio\": \"3/2\"", "ratio.above_one", "`3/2`超过了全部"),
        (
            "\"ratio\": \"10%; 1次/年\"",
            "\"ratio\": \"3/2\"",
            "plan.bad_task",
            "任务`01`有误：“抽查比例/数量”列：`3/2`中的`3/2`无法识别",
        ),
        ("\"name\": \"01\"", "\"name\": \"02\"", "plan.repeated_name", "任务标识`02`出现了两次"),
    ] {
        let text = plan.replacen(old, new, 1);
        assert_ne!(text, plan);
        let error = InspectionPlan::from_json(&text).unwrap_err();
        assert_eq!(error.code(), "document.bad_value");
        assert!(error.params()[0].1.as_u64() > Some(0), "the first line is line 1");
        assert_eq!(error.params()[2].1, refused);
        assert!(error.zh().contains(zh) && error.zh().starts_with("文档第"), "{}", error.zh());
        assert!(!error.zh().contains("column") && !error.en().contains('列'), "{}", error.en());
    }
}
