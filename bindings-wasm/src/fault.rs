//! Errors as they leave: the text of an answer, which the package makes an `Error` of, or whatever a callback threw, as it is.

use double_random::Explain;
use double_random::interop::{self, RequestError};
use wasm_bindgen::JsValue;

/// Why something was not done.
pub struct Refused(JsValue);

impl<E: Explain> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(JsValue::from_str(&interop::error(&error)))
    }
}

impl Refused {
    /// What was asked for is not understood.
    pub(crate) fn request(reason: impl ToString) -> Self {
        RequestError::BadRequest { reason: reason.to_string() }.into()
    }

    /// What a callback threw.
    pub(crate) fn thrown(thrown: JsValue) -> Self {
        Self(thrown)
    }
}

impl From<Refused> for JsValue {
    fn from(refused: Refused) -> Self {
        refused.0
    }
}
