//! Requests of the crate's `interop`.

use std::rc::Rc;

use double_random::interop;
use double_random::{InspectorDirectory, TargetDirectory};
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::directory::{Inspectors, Targets};
use crate::fault::Refused;
use crate::report::Report;

/// The directories that stand in where a request brings none.
#[wasm_bindgen]
#[derive(Default)]
pub struct Held {
    targets: Option<Rc<TargetDirectory>>,
    inspectors: Option<Rc<InspectorDirectory>>,
}

#[wasm_bindgen]
impl Held {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Holds these targets.
    pub fn targets(&mut self, targets: &Targets) {
        self.targets = Some(targets.directory());
    }

    /// Holds these inspectors.
    pub fn inspectors(&mut self, inspectors: &Inspectors) {
        self.inspectors = Some(inspectors.directory());
    }

    /// The answer to a request, both of them JSON.
    pub fn answer(&self, request: &str, report: &Function) -> Result<String, Refused> {
        let held = interop::Held { targets: self.targets.as_deref(), inspectors: self.inspectors.as_deref() };
        let mut watch = Report::new(report);
        let answer = interop::answer_held(request, held, &mut watch);
        watch.unless_thrown(answer)
    }
}
