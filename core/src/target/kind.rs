//! What a target is.

use super::TargetError;
use crate::table::words;

words! {
    /// The kind of a target (检查对象类型).
    ///
    /// ```
    /// use double_random::TargetKind;
    ///
    /// assert_eq!("个体工商户".parse(), Ok(TargetKind::Individual));
    /// assert_eq!(TargetKind::Individual.code(), "individual");
    /// ```
    #[doc(alias = "检查对象类型")]
    pub enum TargetKind, unknown: TargetError::UnknownKind {
        /// Enterprise.
        Enterprise = "enterprise", "企业";
        /// Individual business.
        Individual = "individual", "个体户" | "个体工商户";
        /// Cooperative.
        Cooperative = "cooperative", "合作社" | "农民专业合作社";
        /// Public institution.
        Institution = "institution", "事业单位";
        /// Social organisation.
        Organization = "organization", "社会组织";
        /// Product.
        Product = "product", "产品";
        /// Project.
        Project = "project", "项目";
        /// Act, where what is inspected is something done.
        Act = "act", "行为";
        /// Site.
        Site = "site", "场所";
        /// Equipment.
        Equipment = "equipment", "设备";
    }
}
