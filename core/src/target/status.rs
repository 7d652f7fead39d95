//! Whether a target is still there.

use super::TargetError;
use crate::table::words;

words! {
    /// The status of a target (存续状态). Only those in operation can be drawn.
    ///
    /// ```
    /// use double_random::TargetStatus;
    ///
    /// assert_eq!("在业".parse(), Ok(TargetStatus::InOperation));
    /// assert_eq!("注销".parse(), Ok(TargetStatus::Deregistered));
    /// ```
    #[doc(alias = "存续状态")]
    pub enum TargetStatus, unknown: TargetError::UnknownStatus {
        /// In operation.
        InOperation = "in_operation", "存续" | "在营" | "在业" | "开业" | "正常";
        /// Closed or out of business.
        Suspended = "suspended", "停业" | "歇业" | "关闭";
        /// In liquidation.
        Liquidating = "liquidating", "清算";
        /// Deregistered.
        Deregistered = "deregistered", "注销";
        /// Licence revoked.
        Revoked = "revoked", "吊销";
        /// Registration rescinded.
        Rescinded = "rescinded", "撤销";
        /// Moved out of the district.
        MovedOut = "moved_out", "迁出";
    }
}
