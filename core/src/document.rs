//! JSON documents in one layout, so that a document has one digest (specification, section 6).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::{Told, catalogue, param, refusal};

catalogue! {
    /// Why a text is not a document.
    pub enum DocumentError {
        /// Not JSON, nested too deeply, or with other members or values than the document has.
        Malformed {
            /** The line, from 1. */ line: usize,
            /** The column in bytes, from 1. */ column: usize,
            /** What is wrong there. */ reason: String,
        }
            = "document.malformed",
            en: "line {line}, column {column} of the document: {reason}",
            zh: "文档第{line}行第{column}列有误：{reason}";
        /// A value that its place cannot hold, refused by another error of this catalogue.
        BadValue {
            /** The line, from 1. */ line: usize,
            /** The column in bytes, from 1. */ column: usize,
            /** The code of the other error. */ refused: String,
            /** Its sentence in English. */ en: String,
            /** Its sentence in Chinese. */ zh: String,
        }
            = "document.bad_value",
            en: "line {line}, column {column} of the document: {en}",
            zh: "文档第{line}行第{column}列有误：{zh}";
        /// The right content in another layout, which would have another digest.
        OtherLayout { /** The first line that differs, from 1. */ line: usize }
            = "document.other_layout",
            en: "line {line} of the document is not in its one layout; write it again with this library",
            zh: "文档第{line}行不是规定的唯一格式；请用本库重新写出";
        /// A number that not every reader of JSON holds exactly.
        NumberTooLarge { /** The number. */ number: u64 }
            = "document.number_too_large",
            en: "`{number}` is more than 2^53, which not every reader of the document holds exactly",
            zh: "`{number}`超过2^53，并非所有读取方都能精确表示";
    }
}

/// The greatest number in a document: 2^53, up to which JavaScript counts exactly.
const MAX_NUMBER: u64 = 1 << 53;

/// Gives a type of document its form as text; `$what` is its name with the article.
macro_rules! kept_as_json {
    ($document:ident, $what:literal) => {
        impl $document {
            /// The document.
            pub fn to_json(&self) -> String {
                $crate::document::write(self)
            }

            /// Reads the document. That it can be read does not mean that it is true.
            ///
            /// # Errors
            ///
            #[doc = concat!("When it is not ", $what, " in the one layout.")]
            pub fn from_json(text: &str) -> Result<Self, $crate::document::DocumentError> {
                $crate::document::read(text)
            }
        }
    };
}

pub(crate) use kept_as_json;

/// Reads a member that may be `null` but must be there: a document says what it means.
pub(crate) fn stated<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    d: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(d)
}

/// The document in its one layout, ended by a line feed.
pub(crate) fn write<T: Serialize>(document: &T) -> String {
    // A document is plain data, which JSON can always hold; no reader takes the empty text that stands for "cannot be".
    serde_json::to_string_pretty(document).map(|text| text + "\n").unwrap_or_default()
}

/// The document that this text is.
///
/// # Errors
///
/// When the text is no such document, or one in another layout.
pub(crate) fn read<T: DeserializeOwned + Serialize>(text: &str) -> Result<T, DocumentError> {
    let document: T = serde_json::from_str(text).map_err(|error| malformed(&error))?;
    check_numbers(&document)?;
    let written = write(&document);
    if written != text {
        return Err(DocumentError::OtherLayout { line: first_difference(&written, text) });
    }
    Ok(document)
}

/// Whether every number of a document, or of a part of one, may stand in it.
pub(crate) fn check_numbers<T: Serialize>(part: &T) -> Result<(), DocumentError> {
    match too_large(&param(part)) {
        Some(number) => Err(DocumentError::NumberTooLarge { number }),
        None => Ok(()),
    }
}

fn too_large(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().filter(|number| *number > MAX_NUMBER),
        Value::Array(values) => values.iter().find_map(too_large),
        Value::Object(members) => members.values().find_map(too_large),
        _ => None,
    }
}

fn malformed(error: &serde_json::Error) -> DocumentError {
    let (line, column) = (error.line(), error.column());
    if let Some(Told { code, en, zh, .. }) = refusal(error) {
        // What is refused as a whole has no place, and begins where the document does.
        let (line, column) = (line.max(1), column.max(1));
        return DocumentError::BadValue { line, column, refused: code.to_owned(), en, zh };
    }
    let told = error.to_string();
    let told = told.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&told);
    DocumentError::Malformed { line, column, reason: without_type_names(told).to_owned() }
}

/// The sentence without the names of Rust types at its end, which mean nothing to a reader of documents.
fn without_type_names(told: &str) -> &str {
    let kinds = ["struct ", "enum ", "tuple ", "unit ", "newtype ", "variant "];
    match told.rsplit_once(", expected ") {
        Some((found, expected)) if kinds.iter().any(|kind| expected.starts_with(kind)) => found,
        _ => told,
    }
}

fn first_difference(one: &str, other: &str) -> usize {
    1 + one.split('\n').zip(other.split('\n')).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selector::Selector;

    fn refusal(text: &str) -> DocumentError {
        read::<Selector>(text).unwrap_err()
    }

    /// Guards the one layout: whatever else JSON allows has another digest and is refused, with the line.
    #[test]
    fn only_the_one_layout_is_read() {
        let text = "{\n  \"label\": [\n    \"甲\",\n    \"\\u0001\\n\"\n  ]\n}\n";
        let selector: Selector = read(text).unwrap();
        assert_eq!(write(&selector), text);
        assert_eq!(refusal(&text.replace("甲", "\\u7532")), DocumentError::OtherLayout { line: 3 });
        assert_eq!(refusal(text.trim_end()), DocumentError::OtherLayout { line: 7 });
        assert_eq!(refusal(&text.replace('\n', "\r\n")), DocumentError::OtherLayout { line: 1 });
    }

    /// Guards the place and the wording of a fault: no Rust type is named, and depth ends in an error, not the stack.
    #[test]
    fn faults_are_told_with_their_place() {
        let DocumentError::Malformed { line, column, reason } = refusal("\n7") else { panic!() };
        assert_eq!((line, column), (2, 1));
        assert!(!reason.contains("Selector"), "{reason}");
        let deep = "{\"not\":".repeat(10_000);
        assert!(refusal(&deep).to_string().contains("recursion limit"));
    }

    /// Guards that a number which JavaScript would round is refused.
    #[test]
    fn numbers_stay_exact() {
        assert!(check_numbers(&[MAX_NUMBER]).is_ok());
        let number = MAX_NUMBER + 1;
        assert_eq!(check_numbers(&[number]), Err(DocumentError::NumberTooLarge { number }));
    }
}
