//! An error as data.

use serde::Serialize;
use serde_json::Value;

use crate::message::{Explain, catalogue, object};

catalogue! {
    /// What is wrong with a request itself.
    pub enum RequestError {
        /// Not a request.
        BadRequest { /** What is wrong. */ reason: String }
            = "interop.bad_request",
            en: "the request is not understood: {reason}",
            zh: "请求无法理解：{reason}";
    }
}

/// Any error, in the form in which answers carry it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Fault(Box<Told>);

#[derive(Debug, Serialize)]
struct Told {
    code: &'static str,
    params: Value,
    zh: String,
    en: String,
}

impl Fault {
    pub(super) fn bad_request(error: &serde_json::Error) -> Self {
        RequestError::BadRequest { reason: error.to_string() }.into()
    }
}

impl<E: Explain> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(Box::new(Told {
            code: error.code(),
            params: object(error.params()),
            zh: error.zh(),
            en: error.en(),
        }))
    }
}
