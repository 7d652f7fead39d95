//! Documents, decoded and encoded.

use std::fmt::Debug;

use double_random::{
    Absence, Amendment, Commitment, DocumentError, DrawDigest, DrawRecord, Explain, InspectionPlan, Notice,
    Receipt, ResultsLedger, VoidedAttempt,
};

use crate::layout::{has_exact_numbers, is_escaped_as_demanded, laid_out};
use crate::told::is_told;

/// A text is read as a document only in the one layout, as one kind of document at most, and is written as the same
/// bytes; what else it is, an error says at a place in the text. The same JSON in any layout, written in the one, is
/// read as the same document.
pub fn documents(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let kinds = [
        decoded(text, Absence::from_json, Absence::to_json),
        decoded(text, Amendment::from_json, Amendment::to_json),
        decoded(text, Commitment::from_json, Commitment::to_json),
        decoded(text, DrawDigest::from_json, DrawDigest::to_json),
        decoded(text, DrawRecord::from_json, DrawRecord::to_json),
        decoded(text, InspectionPlan::from_json, InspectionPlan::to_json),
        decoded(text, Notice::from_json, Notice::to_json),
        decoded(text, Receipt::from_json, Receipt::to_json),
        decoded(text, ResultsLedger::from_json, ResultsLedger::to_json),
        decoded(text, VoidedAttempt::from_json, VoidedAttempt::to_json),
    ];
    assert!(kinds.iter().filter(|is| **is).count() <= 1, "two kinds of document: {text}");
}

/// Whether the text is a document of this kind.
fn decoded<D: Debug + PartialEq + serde::de::DeserializeOwned>(
    text: &str,
    read: impl Fn(&str) -> Result<D, DocumentError>,
    write: impl Fn(&D) -> String,
) -> bool {
    match read(text) {
        Ok(document) => {
            assert_eq!(write(&document), text);
            assert_eq!(laid_out(text), text);
            assert!(is_escaped_as_demanded(text) && has_exact_numbers(text), "{text}");
            true
        }
        Err(error) => {
            is_told(&error);
            is_in(&error, text);
            if let Ok(document) = serde_json::from_str::<D>(text) {
                rewritten(&document, read, write);
            }
            false
        }
    }
}

/// A document in another layout is the same once it is written, unless it holds a number that no document may.
fn rewritten<D: Debug + PartialEq>(
    document: &D,
    read: impl Fn(&str) -> Result<D, DocumentError>,
    write: impl Fn(&D) -> String,
) {
    let text = write(document);
    match read(&text) {
        Ok(again) => assert_eq!(&again, document),
        Err(error) => assert_eq!(error.code(), "document.number_too_large", "{error} in {text}"),
    }
}

fn is_in(error: &DocumentError, text: &str) {
    if let DocumentError::Malformed { line, .. } | DocumentError::OtherLayout { line } = error {
        assert!((0..=text.split('\n').count() + 1).contains(line), "{error} in {text}");
    }
}
