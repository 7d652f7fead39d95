//! What is made to break a reader, or whoever reads after it: see `docs/hostile-input.md`. Each ends in a clear error or in output
//! that does no harm.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../common/ceremony.rs"]
#[allow(dead_code, reason = "other test files use the rest")]
mod ceremony;
mod html;
mod json;
mod tables;
mod texts;

use double_random::interop;
use serde_json::Value;

/// What `interop` answers.
fn answered(request: &str) -> Value {
    serde_json::from_str(&interop::answer(request)).unwrap()
}

/// The error that `interop` answers.
fn refused(request: &str) -> Value {
    let answer = answered(request);
    assert!(answer["ok"].is_null(), "{request}");
    answer["error"].clone()
}
