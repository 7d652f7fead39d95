//! The nine columns of a published plan and the cells of one row.

use serde::{Deserialize, Serialize};

use super::text;

/// A column of a published plan (抽查计划表), in the usual order.
///
/// ```
/// use double_random::PlanColumn;
///
/// assert_eq!(PlanColumn::ALL[5], PlanColumn::Ratio);
/// assert_eq!(PlanColumn::Ratio.heading(), "抽查比例/数量");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "抽查计划表")]
pub enum PlanColumn {
    /// 序号.
    Number,
    /// 抽查任务名称.
    Title,
    /// 抽查类型.
    Scope,
    /// 抽查事项.
    Items,
    /// 抽查对象范围.
    Range,
    /// 抽查比例/数量.
    Ratio,
    /// 信用风险分类管理.
    Tiers,
    /// 抽取检查起至时间.
    Window,
    /// 抽查检查模式.
    Mode,
}

impl PlanColumn {
    /// All columns, in the usual order.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Title,
        Self::Scope,
        Self::Items,
        Self::Range,
        Self::Ratio,
        Self::Tiers,
        Self::Window,
        Self::Mode,
    ];

    /// The usual heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Number => "序号",
            Self::Title => "抽查任务名称",
            Self::Scope => "抽查类型",
            Self::Items => "抽查事项",
            Self::Range => "抽查对象范围",
            Self::Ratio => "抽查比例/数量",
            Self::Tiers => "信用风险分类管理",
            Self::Window => "抽取检查起至时间",
            Self::Mode => "抽查检查模式",
        }
    }

    /// The column with this heading, however its words are broken over lines.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        match text::plain(heading).as_str() {
            "信用风险管理" | "信用风险管理分类管理" => Some(Self::Tiers),
            plain => Self::ALL.into_iter().find(|column| column.heading() == plain),
        }
    }
}

/// The nine cells of one row of a plan (计划原文), exactly as published; line breaks inside a cell are line feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "计划原文")]
pub struct PublishedTask {
    /// 序号.
    pub number: String,
    /// 抽查任务名称.
    pub title: String,
    /// 抽查类型.
    pub scope: String,
    /// 抽查事项.
    pub items: String,
    /// 抽查对象范围.
    pub range: String,
    /// 抽查比例/数量.
    pub ratio: String,
    /// 信用风险分类管理.
    pub tiers: String,
    /// 抽取检查起至时间.
    pub window: String,
    /// 抽查检查模式.
    pub mode: String,
}

impl PublishedTask {
    /// The cell of a column.
    pub fn cell(&self, column: PlanColumn) -> &str {
        match column {
            PlanColumn::Number => &self.number,
            PlanColumn::Title => &self.title,
            PlanColumn::Scope => &self.scope,
            PlanColumn::Items => &self.items,
            PlanColumn::Range => &self.range,
            PlanColumn::Ratio => &self.ratio,
            PlanColumn::Tiers => &self.tiers,
            PlanColumn::Window => &self.window,
            PlanColumn::Mode => &self.mode,
        }
    }

    /// The row with these cells in these columns.
    pub(super) fn from_cells(cells: impl IntoIterator<Item = (PlanColumn, String)>) -> Self {
        let mut row = Self::default();
        for (column, cell) in cells {
            let place = match column {
                PlanColumn::Number => &mut row.number,
                PlanColumn::Title => &mut row.title,
                PlanColumn::Scope => &mut row.scope,
                PlanColumn::Items => &mut row.items,
                PlanColumn::Range => &mut row.range,
                PlanColumn::Ratio => &mut row.ratio,
                PlanColumn::Tiers => &mut row.tiers,
                PlanColumn::Window => &mut row.window,
                PlanColumn::Mode => &mut row.mode,
            };
            *place = cell;
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that each heading finds its column, broken or not, and each cell its place.
    #[test]
    fn headings_and_cells_find_their_column() {
        let row =
            PublishedTask::from_cells(PlanColumn::ALL.map(|column| (column, column.heading().to_owned())));
        for column in PlanColumn::ALL {
            assert_eq!(PlanColumn::of_heading(column.heading()), Some(column));
            assert_eq!(row.cell(column), column.heading());
        }
        assert_eq!(PlanColumn::of_heading("抽取检查起\n至时间"), Some(PlanColumn::Window));
        assert_eq!(PlanColumn::of_heading("抽查比例／数量"), Some(PlanColumn::Ratio));
        assert_eq!(PlanColumn::of_heading("信用风险管理 分类管理"), Some(PlanColumn::Tiers));
        assert_eq!(PlanColumn::of_heading("备注"), None);
    }
}
