//! Whether an inspector is in service.

use super::InspectorError;
use crate::table::words;

words! {
    /// The status of an inspector (在岗状态). Only those in service are assigned.
    ///
    /// ```
    /// use double_random::InspectorStatus;
    ///
    /// assert_eq!("在职".parse(), Ok(InspectorStatus::InService));
    /// assert_eq!("退休".parse(), Ok(InspectorStatus::Retired));
    /// ```
    #[doc(alias = "在岗状态")]
    pub enum InspectorStatus, unknown: InspectorError::UnknownStatus {
        /// In service.
        InService = "in_service", "在岗" | "在职";
        /// Transferred to another post.
        Transferred = "transferred", "调离" | "调动" | "调出";
        /// Retired.
        Retired = "retired", "退休";
        /// Suspended from duty.
        Suspended = "suspended", "停职" | "暂停执法";
    }
}
