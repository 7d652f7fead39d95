//! Errors of the crate as exceptions of the package, which knows a class for each family of codes.

use double_random::Explain;
use double_random::interop::{self, RequestError};
use pyo3::prelude::*;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// An error as the answer that tells it; it can leave a thread, and becomes an exception at the end.
pub(crate) struct Refused(String);

impl<E: Explain> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(interop::error(&error))
    }
}

impl Refused {
    /// What was asked for is not understood.
    pub(crate) fn request(reason: impl ToString) -> Self {
        RequestError::BadRequest { reason: reason.to_string() }.into()
    }
}

impl From<Refused> for PyErr {
    fn from(refused: Refused) -> Self {
        Python::attach(|py| {
            let errors = py.import("double_random.errors");
            let raised = errors.and_then(|errors| errors.call_method1("of_answer", (refused.0,)));
            raised.map_or_else(|failed| failed, Self::from_value)
        })
    }
}

/// The value that this word stands for in documents.
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    let read: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(read).map_err(Refused::request)
}
