//! Progress, told to JavaScript, which may stop the work.

use std::ops::ControlFlow;

use double_random::Watch;
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::fault::Refused;

/// Calls a function with `(done, total)`; the work goes on while it returns something true and throws nothing.
pub(crate) struct Report<'a> {
    report: &'a Function,
    thrown: Option<JsValue>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(report: &'a Function) -> Self {
        Self { report, thrown: None }
    }

    /// The result of the work, unless the function threw something.
    pub(crate) fn unless_thrown<T>(self, result: T) -> Result<T, Refused> {
        self.thrown.map_or(Ok(result), |thrown| Err(Refused::thrown(thrown)))
    }
}

impl Watch for Report<'_> {
    fn at(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let [done, total] = [done, total].map(|steps| JsValue::from_f64(steps as f64));
        match self.report.call2(&JsValue::UNDEFINED, &done, &total) {
            Ok(goes_on) if goes_on.is_truthy() => ControlFlow::Continue(()),
            Ok(_) => ControlFlow::Break(()),
            Err(thrown) => {
                self.thrown = Some(thrown);
                ControlFlow::Break(())
            }
        }
    }
}
