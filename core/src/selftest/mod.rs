//! Whether this build gives the answers that the published vectors say (自检): on the machine, in the browser, in the language
//! where it matters.
//!
//! The vectors in `core/vectors` were written by the second implementation, `docs/spec/reference/draw_v1.py`. Each case is a
//! request with the answer expected, or with the word that it is to be refused. Nothing here decides anything: a request is put
//! to the functions that everybody uses.
//!
//! ```
//! use double_random::selftest;
//!
//! let vectors = r#"{"cases": [
//!     {"id": 1, "comment": "", "input": {"do": "ratio", "text": "7%"}, "result": "valid", "expected": "7/100"},
//!     {"id": 2, "comment": "", "input": {"do": "ratio", "text": "7 %"}, "result": "valid", "expected": "7/100"}
//! ]}"#;
//! let outcomes = selftest::check(vectors)?;
//! assert!(outcomes[0].passed && !outcomes[1].passed);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod asked;
mod assign;
mod directories;
mod documents;
mod draws;
mod merkle;
mod sources;
mod words;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use asked::asked;
use assign::assign;

/// A refusal, in words.
type Refused = Box<dyn std::error::Error>;

/// How one case of a file of vectors came out (自检结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "自检结果")]
pub struct Outcome {
    /// The number of the case in its file.
    pub id: u64,
    /// What the case is about.
    pub comment: String,
    /// Whether the answer is the expected one, or was refused where it must be.
    pub passed: bool,
    /// The answer, or why there is none.
    pub found: Result<Value, String>,
}

/// A file of vectors; its other members are for readers.
#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: u64,
    comment: String,
    input: Value,
    result: Expectation,
    expected: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expectation {
    Valid,
    Invalid,
}

impl Case {
    fn outcome(self) -> Outcome {
        let found = answer(&self.input);
        let passed = match (&self.result, &found, &self.expected) {
            (Expectation::Valid, Ok(found), Some(expected)) => {
                comparable(&self.input, found) == comparable(&self.input, expected)
            }
            (Expectation::Invalid, Err(_), _) => true,
            _ => false,
        };
        Outcome { id: self.id, comment: self.comment, passed, found }
    }
}

/// How each case of a file of vectors comes out (自检).
///
/// # Errors
///
/// When the text is no file of vectors.
#[doc(alias = "自检")]
pub fn check(vectors: &str) -> Result<Vec<Outcome>, serde_json::Error> {
    let vectors: Vectors = serde_json::from_str(vectors)?;
    Ok(vectors.cases.into_iter().map(Case::outcome).collect())
}

/// The answer to a request of the vectors (自检请求): those that `docs/spec/reference/draw_v1.py answer` takes.
///
/// # Errors
///
/// Why the request is refused.
#[doc(alias = "自检请求")]
pub fn answer(request: &Value) -> Result<Value, String> {
    let answer = match request["do"].as_str().unwrap_or_default() {
        "hash" => words::hash(request),
        "id" => words::id(request),
        "ratio" => words::ratio(request),
        "key" => words::key(request),
        "ticket" => words::ticket(request),
        "below" => words::below(request),
        "seed" => sources::seed(request),
        "trial_seed" => sources::trial_seed(request),
        "witness" => sources::witness(request),
        "root" => merkle::root(request),
        "proof" => merkle::proof(request),
        "check_proof" => merkle::check_proof(request),
        "directory" => directories::directory_digest(request),
        "pool" => draws::pool(request),
        "draw" => draws::draw(request),
        "assign" => assign(request),
        "ceremony" => draws::ceremony(request),
        "void" => documents::void(request),
        "amend" => documents::amend(request),
        "in_force" => documents::in_force(request),
        "receipt" => documents::receipt(request),
        "check_receipt" => documents::check_receipt(request),
        "absence" => documents::absence(request),
        "check_absence" => documents::check_absence(request),
        "notice" => documents::notice(request),
        "digest" => documents::digest(request),
        "verify" => documents::verify(request),
        "quota" | "working_days" | "enter_results" | "merge_results" | "results" | "progress"
        | "feedback" | "disclosure" => asked(request),
        other => Err(format!("no request `{other}`").into()),
    };
    answer.map_err(|refused| refused.to_string())
}

/// The checks of a record that the vectors are about: the others follow from records that other vectors are about.
const CHAINS: [&str; 2] = ["attempts", "amendments"];

/// What all implementations must say alike of an answer. Of a receipt, the first check that fails: what is still checked after
/// that is each implementation's affair.
fn comparable(request: &Value, answer: &Value) -> Value {
    let checks = || answer["checks"].as_array().into_iter().flatten();
    match request["do"].as_str() {
        Some("verify") => {
            let of_chain = |check: &&Value| check["name"].as_str().is_some_and(|name| CHAINS.contains(&name));
            checks().filter(of_chain).cloned().collect()
        }
        Some("check_receipt") => match checks().find(|check| check["status"] == "failed") {
            Some(failed) => failed["name"].clone(),
            None => answer.clone(),
        },
        _ => answer.clone(),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Refused> {
    Ok(serde_json::from_value(value.clone())?)
}

fn text(value: &Value) -> Result<&str, Refused> {
    value.as_str().ok_or_else(|| "not a text".into())
}
