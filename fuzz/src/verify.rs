//! Verification after an edit.

use arbitrary::{Arbitrary, Unstructured};
use double_random::{
    Absence, Amendment, DrawRecord, Evidence, IdProfile, InspectionPlan, InspectorColumns,
    InspectorDirectory, ListInForce, ProvenRow, Receipt, ReceiptEvidence, ReceiptOutcome, TargetDirectory,
    verify as verify_record, verify_absence, verify_receipt,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::edit::{Edit, edited};
use crate::staffed::{INSPECTOR_COLUMNS, Staffed, ceremonies, inspector_rows, target_rows};

#[derive(Debug, Arbitrary)]
struct Case {
    merged: bool,
    what: What,
    edits: Vec<Edit>,
}

#[derive(Debug, Arbitrary)]
enum What {
    Record,
    Plan,
    Receipt { of: u8 },
    Absence,
    Amendments { number: u8 },
    Target { row: u8, column: u8, field: String },
    Inspector { row: u8, column: u8, field: String },
}

/// No edit of a record, of what it is verified against, of a receipt or of an absence passes, unless it says the
/// same, or says what nothing binds: of a record without its published digest the name of the software; of a receipt
/// a rank within its bounds, and whether one that was not drawn is in reserve; of an absence another id between the
/// same rows. Edited amendments hold if and only if the list in force can be made of them.
pub fn verify(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let held = &ceremonies()[usize::from(case.merged)];
    let edits = &case.edits[..case.edits.len().min(4)];
    match case.what {
        What::Record => record(held, edits),
        What::Plan => plan(held, edits),
        What::Receipt { of } => receipt(held, &held.receipts[usize::from(of) % held.receipts.len()], edits),
        What::Absence => absence(held, edits),
        What::Amendments { number } => amendments(held, number.into(), edits),
        What::Target { row, column, field } => targets(held, row.into(), column.into(), &field),
        What::Inspector { row, column, field } => inspectors(held, row.into(), column.into(), &field),
    }
}

fn evidence(held: &Staffed) -> Evidence<'_> {
    let commitment_digest = Some(held.commitment_digest);
    Evidence {
        inspectors: Some(&held.inspectors),
        commitment_digest,
        ..Evidence::new(&held.plan_text, &held.targets)
    }
}

fn holds(record: &str, evidence: &Evidence<'_>) -> bool {
    let report = verify_record(record, evidence, &mut ()).expect("nobody stops it");
    assert!(!report.to_string().is_empty() && !report.zh().is_empty());
    report.holds()
}

/// Lays out what is still a document of this type.
fn laid_out<D: DeserializeOwned>(write: impl Fn(&D) -> String) -> impl Fn(&Value) -> Option<String> {
    move |document| serde_json::from_value(document.clone()).ok().map(|document| write(&document))
}

fn record(held: &Staffed, edits: &[Edit]) {
    let text = edited(&held.record_text, edits, laid_out(DrawRecord::to_json));
    let published = Evidence { record_digest: Some(held.record.digest()), ..evidence(held) };
    assert_eq!(holds(&text, &published), text == held.record_text, "{text}");
    let record = DrawRecord::from_json(&text).ok();
    let same = record
        .is_some_and(|record| held.record == DrawRecord { software: held.record.software.clone(), ..record });
    assert_eq!(holds(&text, &evidence(held)), same, "{text}");
    unpublished(held, &text);
}

/// Where nothing was published, and the digest of the commitment is made to fit the edits.
fn unpublished(held: &Staffed, text: &str) {
    let Ok(mut record) = DrawRecord::from_json(text) else { return };
    record.commitment_digest = record.commitment.digest();
    let alone = Evidence { commitment_digest: None, ..evidence(held) };
    if holds(&record.to_json(), &alone) {
        assert_eq!(bound_by_itself(&record), bound_by_itself(&held.record), "{text}");
    }
}

/// What binds a record without anything published: not its software, and of its commitment not the day and moment, nor how many bits a
/// public source counts for.
fn bound_by_itself(record: &DrawRecord) -> Value {
    let mut record = serde_json::to_value(record).expect("plain data");
    let unbound = ["/software", "/commitment_digest", "/commitment/as_of", "/commitment/committed_at"];
    unbound.iter().for_each(|place| drop(record.pointer_mut(place).map(Value::take)));
    let sources = record.pointer_mut("/commitment/sources").and_then(Value::as_array_mut);
    sources.into_iter().flatten().for_each(|source| drop(source.get_mut("bits").map(Value::take)));
    record
}

fn plan(held: &Staffed, edits: &[Edit]) {
    let plan = edited(&held.plan_text, edits, laid_out(InspectionPlan::to_json));
    let against = Evidence { plan: &plan, ..evidence(held) };
    assert_eq!(holds(&held.record_text, &against), plan == held.plan_text, "{plan}");
}

fn receipt(held: &Staffed, honest: &str, edits: &[Edit]) {
    let text = edited(honest, edits, laid_out(Receipt::to_json));
    let published = ReceiptEvidence::new(held.commitment_digest, held.record.digest());
    let evidence =
        ReceiptEvidence { digest: Some(&held.digest_text), plan: Some(&held.plan_text), ..published };
    let report = verify_receipt(&text, &evidence);
    assert!(!report.zh().is_empty() && !report.plain_en.is_empty());
    assert!(text != honest || report.holds(), "{report}");
    assert!(!report.holds() || bound(&text) == bound(honest), "{report}\n{text}");
}

/// What binds a receipt, which is all of it but ranks and who is in reserve.
fn bound(text: &str) -> Option<Receipt> {
    let mut receipt = Receipt::from_json(text).ok()?;
    for draw in &mut receipt.draws {
        draw.rank = None;
        if draw.outcome == ReceiptOutcome::NotDrawn {
            draw.outcome = ReceiptOutcome::Reserve;
        }
    }
    Some(receipt)
}

fn absence(held: &Staffed, edits: &[Edit]) {
    let text = edited(&held.absence, edits, laid_out(Absence::to_json));
    let report = verify_absence(&text, &held.commitment_digest);
    assert!(text != held.absence || report.holds(), "{report}");
    if report.holds() {
        let honest = Absence::from_json(&held.absence).expect("an honest absence");
        let edited = Absence::from_json(&text).expect("what holds can be read");
        let between = |row: &Option<ProvenRow>| row.as_ref().map(|row| row.id().to_owned());
        assert!(between(&edited.before).is_some_and(|before| before < edited.id), "{text}");
        assert!(between(&edited.after).is_some_and(|after| edited.id < after), "{text}");
        assert_eq!(Absence { id: honest.id.clone(), ..edited }, honest);
    }
}

fn amendments(held: &Staffed, number: usize, edits: &[Edit]) {
    let mut texts = held.amendments.clone();
    let place = number % texts.len();
    texts[place] = edited(&texts[place], edits, laid_out(Amendment::to_json));
    let against = Evidence { amendments: &texts, ..evidence(held) };
    let read: Result<Vec<_>, _> = texts.iter().map(|text| Amendment::from_json(text)).collect();
    let in_force = read.is_ok_and(|read| {
        let inspectors = Some(&held.inspectors);
        ListInForce::new(&held.record, &held.plan, &held.targets, inspectors, &read, &mut ()).is_ok()
    });
    assert_eq!(holds(&held.record_text, &against), in_force, "{texts:?}");
}

fn targets(held: &Staffed, row: usize, column: usize, field: &str) {
    let mut rows = target_rows();
    let (row, column) = (row % rows.len(), column % rows[0].len());
    field.clone_into(&mut rows[row][column]);
    let columns = held.targets.columns().clone();
    let Ok(edited) = TargetDirectory::from_rows(columns, IdProfile::Ascii, &rows) else { return };
    let edited = edited.salted(held.targets.salt_key().expect("it is salted").clone());
    let against = Evidence { targets: &edited, ..evidence(held) };
    assert_eq!(holds(&held.record_text, &against), edited == held.targets, "{rows:?}");
}

fn inspectors(held: &Staffed, row: usize, column: usize, field: &str) {
    let mut rows = inspector_rows();
    let (row, column) = (row % rows.len(), column % rows[0].len());
    field.clone_into(&mut rows[row][column]);
    let columns = InspectorColumns::new(INSPECTOR_COLUMNS).expect("the columns");
    let Ok(edited) = InspectorDirectory::from_rows(columns, IdProfile::Ascii, &rows) else { return };
    let against = Evidence { inspectors: Some(&edited), ..evidence(held) };
    assert_eq!(holds(&held.record_text, &against), edited == held.inspectors, "{rows:?}");
}
