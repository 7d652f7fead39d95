//! The native part of the npm package `double-random`: it hands data and requests to the crate and decides nothing.

#![forbid(unsafe_code)]

mod brought;
mod directory;
mod fault;
mod pieces;
mod report;
mod request;
mod sampling;

pub use directory::{Inspectors, Targets};
pub use fault::Refused;
pub use request::Held;
pub use sampling::{Strata, stratified_draw};

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the package and of the crate in it.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// How each case of a file of vectors comes out, both of them JSON.
#[cfg(feature = "selftest")]
#[wasm_bindgen]
pub fn selftest(vectors: &str) -> Result<String, Refused> {
    let outcomes = double_random::selftest::check(vectors).map_err(Refused::request)?;
    serde_json::to_string(&outcomes).map_err(Refused::request)
}
