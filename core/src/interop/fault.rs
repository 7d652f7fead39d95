//! An error as data.

use serde::Serialize;

use crate::message::{Explain, Told, catalogue, refusal};

catalogue! {
    /// What is wrong with a request itself.
    pub enum RequestError {
        /// Not a request.
        BadRequest { /** What is wrong. */ reason: String }
            = "interop.bad_request",
            en: "the request is not understood: {reason}",
            zh: "请求无法理解：{reason}";
        /// A request about a directory that is neither brought nor held.
        NoTargets {}
            = "interop.no_targets",
            en: "the request brings no directory of targets",
            zh: "请求没有提供检查对象名录库";
        /// As [`RequestError::NoTargets`].
        NoInspectors {}
            = "interop.no_inspectors",
            en: "the request brings no directory of inspectors",
            zh: "请求没有提供执法检查人员名录库";
    }
}

/// Any error, in the form in which answers carry it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Fault(Box<Told>);

impl Fault {
    pub(super) fn bad_request(error: &serde_json::Error) -> Self {
        let refused = refusal(error).map(|told| Self(Box::new(told)));
        refused.unwrap_or_else(|| RequestError::BadRequest { reason: error.to_string() }.into())
    }

    pub(super) fn of(error: &impl Explain) -> Self {
        Self(Box::new(Told::from(error)))
    }
}

impl<E: Explain> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::of(&error)
    }
}
