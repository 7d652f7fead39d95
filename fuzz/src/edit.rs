//! Edits of a document: of its values, of its lists, of its bytes.

use arbitrary::Arbitrary;
use serde_json::{Value, json};

/// One edit. Places are counted through the document, the whole last.
#[derive(Debug, Clone, Arbitrary)]
pub(crate) enum Edit {
    /// Another value.
    Put { place: u16, value: New },
    /// A number a little more or less.
    Count { place: u16, more: i8 },
    /// One character of a text another.
    Letter { place: u16, at: u8, letter: char },
    /// A member or an element gone.
    Drop { place: u16, at: u8 },
    /// An element there twice, the second time at the end.
    Repeat { place: u16, at: u8 },
    /// Two elements in each other's places.
    Swap { place: u16, one: u8, other: u8 },
    /// What stands in one place in another one too.
    Copy { from: u16, to: u16 },
    /// Two values in each other's places.
    Exchange { one: u16, other: u16 },
    /// One byte of the text another, while it is still text.
    Byte { at: u16, byte: u8 },
}

#[derive(Debug, Clone, Arbitrary)]
pub(crate) enum New {
    Null,
    Truth(bool),
    Small(u8),
    Large(u64),
    Word(u8),
    Text(String),
    Empty(bool),
}

/// Words that documents use, so that an edit can say something else that makes sense.
const WORDS: [&str; 26] = [
    "A",
    "B",
    "C",
    "D",
    "sha256",
    "sm3",
    "ascii",
    "text",
    "independent",
    "merged_visits",
    "witnessed",
    "unwitnessed",
    "drawn",
    "reserve",
    "not_drawn",
    "excluded",
    "out_of_scope",
    "exempt",
    "deregistered",
    "duplicate",
    "up",
    "down",
    "census",
    "0",
    "1/2",
    "2025-07-02",
];

impl New {
    fn value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Truth(truth) => json!(truth),
            Self::Small(number) => json!(number),
            Self::Large(number) => json!(number),
            Self::Word(choice) => json!(WORDS[usize::from(*choice) % WORDS.len()]),
            Self::Text(text) => json!(text),
            Self::Empty(list) => {
                if *list {
                    json!([])
                } else {
                    json!({})
                }
            }
        }
    }
}

/// The text with these edits; `lay_out` writes a document that is still one in its layout.
pub(crate) fn edited(text: &str, edits: &[Edit], lay_out: impl Fn(&Value) -> Option<String>) -> String {
    let mut document = serde_json::from_str(text).unwrap_or_default();
    edits.iter().for_each(|edit| edit.apply(&mut document));
    let mut bytes = lay_out(&document).unwrap_or_else(|| format!("{document:#}\n")).into_bytes();
    for edit in edits {
        if let (Edit::Byte { at, byte }, length @ 1..) = (edit, bytes.len()) {
            bytes[usize::from(*at) % length] = *byte;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Edit {
    fn apply(&self, document: &mut Value) {
        match self {
            Self::Put { place, value } => *nth(document, *place) = value.value(),
            Self::Count { place, more } => {
                let value = nth(document, *place);
                if let Some(number) = value.as_u64() {
                    *value = json!(number.saturating_add_signed((*more).into()));
                }
            }
            Self::Letter { place, at, letter } => {
                if let Value::String(text) = nth(document, *place) {
                    let at = usize::from(*at) % text.chars().count().max(1);
                    *text = text
                        .chars()
                        .enumerate()
                        .map(|(place, old)| if place == at { *letter } else { old })
                        .collect();
                }
            }
            Self::Drop { place, at } => match nth(document, *place) {
                Value::Array(list) if !list.is_empty() => drop(list.remove(usize::from(*at) % list.len())),
                Value::Object(members) if !members.is_empty() => {
                    let name =
                        members.keys().nth(usize::from(*at) % members.len()).cloned().unwrap_or_default();
                    members.remove(&name);
                }
                _ => {}
            },
            Self::Repeat { place, at } => {
                if let Value::Array(list) = nth(document, *place)
                    && let Some(again) = list.get(usize::from(*at) % list.len().max(1)).cloned()
                {
                    list.push(again);
                }
            }
            Self::Swap { place, one, other } => {
                if let Value::Array(list) = nth(document, *place)
                    && let length @ 1.. = list.len()
                {
                    list.swap(usize::from(*one) % length, usize::from(*other) % length);
                }
            }
            Self::Copy { from, to } => {
                let value = nth(document, *from).clone();
                *nth(document, *to) = value;
            }
            Self::Exchange { one, other } => {
                let (first, second) = (nth(document, *one).clone(), nth(document, *other).clone());
                *nth(document, *one) = second;
                *nth(document, *other) = first;
            }
            Self::Byte { .. } => {}
        }
    }
}

/// The value in this place, counted round and round.
fn nth(document: &mut Value, place: u16) -> &mut Value {
    let mut places = Vec::new();
    walk(document, String::new(), &mut places);
    let pointer = &places[usize::from(place) % places.len()];
    document.pointer_mut(pointer).expect("a place of this document")
}

fn walk(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(member, format!("{at}/{name}"), places);
            }
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, element)| walk(element, format!("{at}/{index}"), places)),
        _ => {}
    }
    places.push(at);
}
