//! Directories that a caller holds from one request to the next.

use std::borrow::Cow;

use super::fault::{Fault, RequestError};
use super::request::{Inspectors, Targets};
use super::{inspectors, targets};
use crate::inspector::InspectorDirectory;
use crate::target::TargetDirectory;

/// Directories that the caller has read already (名录库): they stand in where a request brings none, so that millions of rows
/// are neither written as JSON nor read twice.
///
/// ```
/// use double_random::{Columns, IdProfile, TargetDirectory, interop};
///
/// let targets = TargetDirectory::from_rows(Columns::new(["id"])?, IdProfile::Ascii, [["A-1"], ["A-2"]])?;
/// let held = interop::Held { targets: Some(&targets), ..Default::default() };
/// let answer = interop::answer_held(r#"{"do": "targets", "suite": "sm3"}"#, held, &mut ());
/// assert!(answer.contains(r#""rows":2"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Held<'a> {
    /// The directory of targets (检查对象名录库).
    pub targets: Option<&'a TargetDirectory>,
    /// The directory of inspectors (执法检查人员名录库).
    pub inspectors: Option<&'a InspectorDirectory>,
}

impl<'a> Held<'a> {
    /// The targets of a request, or else those held.
    pub(super) fn targets(self, brought: Option<Targets>) -> Result<Cow<'a, TargetDirectory>, Fault> {
        match (brought, self.targets) {
            (Some(brought), _) => Ok(Cow::Owned(targets::read(brought)?)),
            (None, Some(held)) => Ok(Cow::Borrowed(held)),
            (None, None) => Err(RequestError::NoTargets {}.into()),
        }
    }

    /// The inspectors of a request, or else those held, if there are any.
    pub(super) fn inspectors(
        self,
        brought: Option<Inspectors>,
    ) -> Result<Option<Cow<'a, InspectorDirectory>>, Fault> {
        match brought {
            Some(brought) => Ok(Some(Cow::Owned(inspectors::read(brought)?))),
            None => Ok(self.inspectors.map(Cow::Borrowed)),
        }
    }
}
