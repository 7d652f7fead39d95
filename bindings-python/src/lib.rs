//! The native part of the Python package `double_random`: it hands data and requests to the crate and decides nothing.

#![forbid(unsafe_code)]

mod column;
mod directory;
mod fault;
mod input;
mod request;
mod sampling;
mod table;
mod work;

use pyo3::prelude::*;

/// The native part of `double_random`.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python spells it so")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use super::directory::{Inspectors, Targets};
    #[pymodule_export]
    use super::request::{answer, selftest};
    #[pymodule_export]
    use super::sampling::{PartialDraw, stratified_draw, tickets};
    #[pymodule_export]
    use super::table::Table;
}
