//! What several test files share.
#![allow(dead_code, reason = "each test file uses its part of this")]

pub(crate) mod answer;
pub(crate) mod ceremony;
pub(crate) mod documents;
