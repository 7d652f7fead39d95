//! The columns of a directory of inspectors.

use crate::table::columns;

columns! {
    /// A column of a directory of inspectors (名录库列): one of those that carry meaning, or any other.
    ///
    /// Source: section 2.2 of the draw specification.
    ///
    /// ```
    /// use double_random::InspectorColumn;
    ///
    /// assert_eq!(InspectorColumn::from("agency"), InspectorColumn::Agency);
    /// assert_eq!(InspectorColumn::from("phone"), InspectorColumn::Other("phone".to_owned()));
    /// assert_eq!(InspectorColumn::Recusals.name(), "recusals");
    /// ```
    #[doc(alias = "列")]
    pub enum InspectorColumn {
        /// The id (执法证号或人员编号).
        Id = "id", "执法证号" | "人员编号" | "编号";
        /// The name (姓名).
        Name = "name", "姓名";
        /// The authority that sends the inspector (部门).
        Agency = "agency", "部门" | "所属部门";
        /// Where in it (科室、所).
        Unit = "unit", "单位" | "科室" | "所在单位";
        /// The administrative division (行政区划).
        Region = "region", "行政区划" | "区划代码";
        /// The certificates with their days (执法证件).
        Certificates = "certificates", "执法证件";
        /// The specialties (专业).
        Specialties = "specialties", "专业" | "业务专长";
        /// The items the inspector may inspect (可检查事项).
        Items = "items", "可检查事项";
        /// Whether the inspector may lead a team (组长).
        Leader = "leader", "负责人" | "组长";
        /// Whether the inspector is in service (在岗状态).
        Status = "status", "状态" | "在岗状态";
        /// The days of leave (休假).
        Leave = "leave", "休假";
        /// The visits of this year so far (已检查次数).
        Load = "load", "已检查次数";
        /// The most visits of a year (检查次数上限).
        Cap = "cap", "检查次数上限";
        /// Whom the inspector keeps away from (回避).
        Recusals = "recusals", "回避";
    }

    /// The columns of a directory of inspectors in their declared order (名录库列声明); the first is `id`, and no name comes
    /// twice.
    ///
    /// ```
    /// use double_random::{InspectorColumn, InspectorColumns};
    ///
    /// let columns = InspectorColumns::new(["id", "name", "agency", "phone"])?;
    /// assert!(columns.has(&InspectorColumn::Agency) && !columns.has(&InspectorColumn::Status));
    /// assert_eq!(columns.place_of("phone"), Some(3));
    /// # Ok::<(), double_random::TableError>(())
    /// ```
    #[doc(alias = "列声明")]
    pub struct InspectorColumns;
}
