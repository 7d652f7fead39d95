//! The columns of a directory of targets.

use crate::table::columns;

columns! {
    /// A column of a directory of targets (名录库列): one of those that carry meaning, or any other.
    ///
    /// Source: section 2.1 of the draw specification.
    ///
    /// ```
    /// use double_random::Column;
    ///
    /// assert_eq!(Column::from("status"), Column::Status);
    /// assert_eq!(Column::from("legal_person"), Column::Other("legal_person".to_owned()));
    /// assert_eq!(Column::LastInspected.name(), "last_inspected");
    /// ```
    #[doc(alias = "列")]
    pub enum Column {
        /// The id (统一社会信用代码、注册号或编号).
        Id = "id", "统一社会信用代码" | "注册号" | "编号";
        /// What the target is (对象类型).
        Kind = "kind", "类型" | "对象类型";
        /// Its name (名称).
        Name = "name", "名称" | "企业名称";
        /// Its administrative division (行政区划).
        Region = "region", "行政区划" | "区划代码";
        /// Its industry (行业代码).
        Industry = "industry", "行业代码";
        /// Its credit-risk tier (信用风险等级).
        Tier = "tier", "信用风险等级";
        /// Its tier in each field of supervision (行业风险等级).
        IndustryTiers = "industry_tiers", "行业风险等级";
        /// Its labels (个性化标注).
        Labels = "labels", "标签" | "个性化标注";
        /// Whether it is still there (存续状态).
        Status = "status", "存续状态" | "登记状态";
        /// When it was last inspected under which task (最近检查).
        LastInspected = "last_inspected", "最近检查";
    }

    /// The columns of a directory of targets in their declared order (名录库列声明); the first is `id`, and no name comes
    /// twice.
    ///
    /// ```
    /// use double_random::{Column, Columns, CsvOptions};
    ///
    /// let columns = Columns::new(["id", "name", "tier", "法定代表人"])?;
    /// assert!(columns.has(&Column::Tier) && !columns.has(&Column::Status));
    /// assert_eq!(columns.place_of("法定代表人"), Some(3));
    ///
    /// let (columns, places) = Columns::under(["登记状态", "编号"], &CsvOptions::default())?;
    /// assert_eq!((columns, places), (Columns::new(["id", "status"])?, vec![1, 0]));
    /// # Ok::<(), double_random::TableError>(())
    /// ```
    #[doc(alias = "列声明")]
    pub struct Columns;
}
