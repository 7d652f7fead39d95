//! The certificate, with markup in every text that a document may hold.

use std::collections::BTreeSet;

use double_random::{
    CertificateStage, Coordination, DrawRecord, Evidence, InspectionPlan, Suite, VoidReason, VoidedAttempt,
    certificate, verify,
};
use serde_json::Value;

use crate::ceremony::{day, draw, plan, salted, setting};

const MARK: &str = "<img src=x onerror=alert(1)>\"'&<script>x</script>\u{202E}";

/// The places of all texts in a document.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(place, inner)| places(inner, &format!("{at}/{place}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| places(inner, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// The document with markup in one text after another: alone there, and behind what stood there. Of the members of a list that
/// are alike, one stands for all.
fn marked(document: &str) -> Vec<(String, String)> {
    let value: Value = serde_json::from_str(document).unwrap();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    places(&value, "", &mut found);
    found.retain(|place| {
        seen.insert(place.split('/').filter(|part| part.parse::<u32>().is_err()).collect::<String>())
    });
    let with = |place: &String, text: String| {
        let mut other = value.clone();
        *other.pointer_mut(place).unwrap() = text.into();
        (place.clone(), serde_json::to_string_pretty(&other).unwrap() + "\n")
    };
    let both = |place: String| {
        let before = value.pointer(&place).unwrap().as_str().unwrap();
        [with(&place, MARK.to_owned()), with(&place, format!("{before}{MARK}"))]
    };
    found.into_iter().flat_map(both).collect()
}

/// Guards everybody who opens a certificate: whichever text of plan, record or void holds markup, none is on the page.
#[test]
fn no_text_of_a_document_is_markup_in_a_certificate() {
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let (_, record) = draw(&plan, &directory, setting(Suite::Sha256));
    let void = VoidedAttempt::of(
        &record.commitment,
        None,
        VoidReason::SourceMissing,
        "未揭示".parse().unwrap(),
        "王某".parse().unwrap(),
        day("2025-07-02"),
    );
    let titled = plan.to_json().replace("\"title\": null", "\"title\": \"甲\"");
    let titled = titled.replace("\"authority\": null", "\"authority\": \"乙\"");
    let plans = marked(&titled).into_iter().map(|(at, text)| ("plan", at, text));
    let records = marked(&record.to_json()).into_iter().map(|(at, text)| ("record", at, text));
    let voids = marked(&void.to_json()).into_iter().map(|(at, text)| ("void", at, text));
    let (mut taken, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for (document, at, text) in plans.chain(records).chain(voids) {
        let (mut plan, mut record, mut void) = (plan.clone(), record.clone(), void.clone());
        let read = match document {
            "plan" => InspectionPlan::from_json(&text).map(|read| plan = read),
            "record" => DrawRecord::from_json(&text).map(|read| record = read),
            _ => VoidedAttempt::from_json(&text).map(|read| void = read),
        };
        if read.is_err() {
            continue;
        }
        let at = format!("{document}{at}");
        let (plan_text, voids) = (plan.to_json(), [void.to_json()]);
        let evidence = Evidence { voids: &voids, ..Evidence::new(&plan_text, &directory) };
        let report = verify(&record.to_json(), &evidence, &mut ()).unwrap();
        for stage in [CertificateStage::BeforeVisits, CertificateStage::AfterVisits] {
            let page = certificate(&record, &plan, &report, &[void.clone()], stage);
            for markup in ["<img", "<script", "\"'&<", "\u{202E}"] {
                assert!(!page.contains(markup), "{markup} of {at}");
            }
            if page.contains("&lt;img src=x") {
                shown.insert(at.clone());
            }
        }
        taken.insert(at);
    }
    assert!(taken.len() > 15 && shown.len() > 10, "{} taken, shown: {shown:?}", taken.len());
}
