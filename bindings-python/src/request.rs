//! Requests of the crate's `interop`.

use double_random::interop::{self, Held};
use double_random::selftest as vectors;
use pyo3::prelude::*;

use crate::directory::{Inspectors, Targets};
use crate::fault::Refused;
use crate::work;

/// The answer to a request, both of them JSON.
#[pyfunction]
#[pyo3(signature = (request, *, targets = None, inspectors = None, progress = None))]
pub(crate) fn answer(
    py: Python<'_>,
    request: String,
    targets: Option<&Bound<'_, Targets>>,
    inspectors: Option<&Bound<'_, Inspectors>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let targets = targets.map(|held| held.get().directory());
    let inspectors = inspectors.map(|held| held.get().directory());
    work::run(py, progress, move |watch| {
        let held = Held { targets: targets.as_deref(), inspectors: inspectors.as_deref() };
        interop::answer_held(&request, held, watch)
    })
}

/// How each case of a file of vectors comes out, both of them JSON.
#[pyfunction]
pub(crate) fn selftest(py: Python<'_>, text: String) -> PyResult<String> {
    let outcomes = work::run(py, None, move |_| vectors::check(&text))?;
    Ok(serde_json::to_string(&outcomes.map_err(Refused::request)?).map_err(Refused::request)?)
}
