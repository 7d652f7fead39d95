//! Results as platforms export them, in CSV (specification of results, section 12).

use std::collections::BTreeMap;
use std::io::Read;

use super::{
    InspectedBy, ItemAnswer, ItemResult, ItemResults, LedgerEntry, Outcome, Outcomes, Publication,
    ResultEntry, ResultsError,
};
use crate::date::{Date, Window};
use crate::plan::InspectionPlan;
use crate::record::{DrawRecord, Line};
use crate::rows::{BadRow, BadRows, Faults};
use crate::table::{CsvFile, CsvOptions, TableError, check_pieces, pieces, without_guard};

/// What a platform's own codes mean (代码对照): they differ from platform to platform, so none is built in.
///
/// ```
/// use double_random::{Outcome, ResultsProfile};
///
/// let profile: ResultsProfile = serde_json::from_str(r#"{"outcomes": {"1": "no_problem", "A": "pending"}}"#)?;
/// assert_eq!(profile.outcome("A")?, Outcome::Pending);
/// assert_eq!(profile.outcome("迁出")?, Outcome::MovedOut);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
#[doc(alias = "代码对照")]
pub struct ResultsProfile {
    /// Outcomes by the platform's codes or words.
    pub outcomes: BTreeMap<String, Outcome>,
    /// Answers likewise.
    pub answers: BTreeMap<String, ItemAnswer>,
}

impl ResultsProfile {
    /// The outcome that a cell names, by this profile first.
    ///
    /// # Errors
    ///
    /// When it names none.
    pub fn outcome(&self, text: &str) -> Result<Outcome, ResultsError> {
        self.outcomes.get(text.trim()).map_or_else(|| Outcome::read(text), |outcome| Ok(*outcome))
    }

    /// The answer that a cell names, by this profile first.
    ///
    /// # Errors
    ///
    /// When it names none.
    pub fn answer(&self, text: &str) -> Result<ItemAnswer, ResultsError> {
        self.answers.get(text.trim()).map_or_else(|| ItemAnswer::read(text), |answer| Ok(*answer))
    }
}

/// A file of results and how it is read (检查结果导入).
#[derive(Debug, Clone)]
#[doc(alias = "检查结果导入")]
pub struct ResultsImport<'a> {
    /// The record that the results are about.
    pub record: &'a DrawRecord,
    /// The plan, by which tasks are known by number and title too.
    pub plan: &'a InspectionPlan,
    /// What the headings mean, and which ids targets have.
    pub options: &'a CsvOptions,
    /// What the platform's codes mean.
    pub profile: &'a ResultsProfile,
}

/// Where results are made public.
const PLACE: &str = "国家企业信用信息公示系统";

/// The columns that must be there.
const NEEDED: [&str; 7] = ["id", "visited_to", "inspectors", "outcomes", "agency", "by", "entered"];

/// The others that are read.
const OTHERS: [&str; 7] = ["task", "task_title", "visited_from", "items", "published", "note", "corrects"];

/// The column that stands under a heading.
fn under(heading: &str) -> &str {
    match heading {
        "统一社会信用代码" | "注册号" | "编号" | "检查对象标识" => "id",
        "抽查任务编号" | "任务编号" => "task",
        "抽查任务名称" | "任务名称" => "task_title",
        "检查开始日期" => "visited_from",
        "检查日期" | "抽查日期" | "检查结束日期" | "抽查完成日期" => "visited_to",
        "检查人员" => "inspectors",
        "检查结果" | "抽查结果" | "抽查检查结果" => "outcomes",
        "抽查事项结果" | "检查事项结果" => "items",
        "录入部门" | "录入机关" | "检查机关" => "agency",
        "录入人" | "录入人员" => "by",
        "录入日期" | "录入时间" => "entered",
        "公示日期" | "公示时间" => "published",
        "备注" => "note",
        "更正" => "corrects",
        other => other,
    }
}

impl ResultsImport<'_> {
    /// The entries of a file: a result for each row, and its publication if the row has the day of one. Enter them into a ledger.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row, with row and column; a column that must be there and is not, or that comes twice; a file that cannot be
    /// read; another plan than the record's.
    pub fn read_csv(&self, reader: impl Read) -> Result<Vec<LedgerEntry>, BadRows<ResultsError>> {
        let heading = |error: ResultsError| BadRows::one(BadRow { row: 1, column: None, error });
        let commitment = &self.record.commitment;
        if self.plan.digest(commitment.suite) != commitment.plan.digest {
            return Err(heading(ResultsError::OtherPlan {}));
        }
        let file = CsvFile::open(reader, self.options, under).map_err(|error| heading(error.into()))?;
        let columns: Vec<String> = file.columns().map(str::to_owned).collect();
        check_columns(&columns).map_err(heading)?;
        let (mut entries, mut faults) = (Vec::new(), Faults::default());
        file.each_row(|row, fields| match fields {
            Ok(fields) => {
                // Agencies fill in the lists that they were given, in which cells are guarded.
                let fields = fields.into_iter().map(without_guard);
                let fields = columns.iter().map(String::as_str).zip(fields).collect();
                let mut cells = Cells { import: self, fields, row, faults: &mut faults };
                entries.extend(cells.entries().into_iter().flatten());
            }
            Err(unreadable) => faults.extend(unreadable.into_iter().map(BadRow::wrap)),
        });
        faults.unless_none(entries)
    }

    /// The draw of the one task that this is the name, number or title of.
    fn draw(&self, text: &str) -> Result<Line, ResultsError> {
        let named = self.record.commitment.draws.iter().filter(|committed| {
            let of_plan = self.plan.task(&committed.task);
            let known = |task: &crate::plan::InspectionTask| {
                task.title() == text || task.number().to_string() == text
            };
            committed.task.as_str() == text || of_plan.is_some_and(known)
        });
        match named.collect::<Vec<_>>()[..] {
            [one] => Ok(one.draw.parse()?),
            _ => Err(ResultsError::UnknownTask { text: text.to_owned() }),
        }
    }

    fn target(&self, text: &str) -> Result<Line, ResultsError> {
        self.options.profile().check(text)?;
        Ok(text.parse()?)
    }

    fn outcomes(&self, text: &str) -> Result<Outcomes, ResultsError> {
        let outcomes: Result<Vec<_>, _> = pieces(text).map(|piece| self.profile.outcome(piece)).collect();
        Outcomes::new(outcomes?)
    }

    /// `<item>=<answer>` or `<item>=<answer>/<outcome>`.
    fn item(&self, piece: &str) -> Result<ItemResult, ResultsError> {
        let not_an_item = || ResultsError::NotAnItem { text: piece.to_owned() };
        let (item, found) = piece.split_once('=').ok_or_else(not_an_item)?;
        let digits = item.bytes().all(|byte| byte.is_ascii_digit()) && !item.starts_with('0');
        let item = item.parse().ok().filter(|_| digits).ok_or_else(not_an_item)?;
        let (answer, outcome) =
            found.split_once('/').map_or((found, None), |(answer, outcome)| (answer, Some(outcome)));
        let outcome = outcome.map(|outcome| self.profile.outcome(outcome)).transpose()?;
        Ok(ItemResult { item, answer: self.profile.answer(answer)?, outcome })
    }

    fn items(&self, text: &str) -> Result<ItemResults, ResultsError> {
        let items: Result<Vec<_>, _> = pieces(text).map(|piece| self.item(piece)).collect();
        ItemResults::new(items?)
    }
}

/// Whether the file has the columns it needs, and no column twice that is read.
fn check_columns(columns: &[String]) -> Result<(), ResultsError> {
    let count = |name: &str| columns.iter().filter(|column| *column == name).count();
    let missing = |column: &&str| count(column) == 0;
    let task = if count("task_title") > 0 { None } else { Some("task") };
    if let Some(column) = NEEDED.into_iter().chain(task).find(missing) {
        return Err(ResultsError::ColumnMissing { column: column.to_owned() });
    }
    match NEEDED.into_iter().chain(OTHERS).find(|column| count(column) > 1) {
        Some(twice) => Err(TableError::RepeatedColumn { name: twice.to_owned() }.into()),
        None => Ok(()),
    }
}

/// The cells of a row and what is wrong with them.
struct Cells<'a> {
    import: &'a ResultsImport<'a>,
    fields: BTreeMap<&'a str, &'a str>,
    row: u64,
    faults: &'a mut Faults<ResultsError>,
}

impl Cells<'_> {
    /// The entries of the row, unless something is wrong with it.
    fn entries(&mut self) -> Option<Vec<LedgerEntry>> {
        let (import, suite) = (self.import, self.import.record.commitment.suite);
        let task = if self.fields.contains_key("task") { "task" } else { "task_title" };
        let draw = self.read(task, |text| import.draw(text));
        let target = self.read("id", |text| import.target(text));
        let visited = self.visited();
        let inspectors = self.read("inspectors", inspectors);
        let outcomes = self.read("outcomes", |text| import.outcomes(text));
        let items = self.read("items", |text| import.items(text));
        let agency: Option<Line> = self.read("agency", |text| Ok(text.parse()?));
        let by: Option<Line> = self.read("by", |text| Ok(text.parse()?));
        let day: Option<Date> = self.read("entered", |text| Ok(text.parse()?));
        let published: Option<Option<Date>> = self.read_unless_empty("published", |text| Ok(text.parse()?));
        let note: Option<Option<Line>> = self.read_unless_empty("note", |text| Ok(text.parse()?));
        let corrects = self.read("corrects", |text| {
            check_pieces(text, |_| Ok::<(), ResultsError>(()))?;
            pieces(text).map(|piece| Ok(piece.parse()?)).collect::<Result<_, ResultsError>>()
        });
        let entry = ResultEntry {
            draw: draw?,
            target: target?,
            visited: visited?,
            inspectors: inspectors?,
            outcomes: outcomes?,
            items: items?,
            agency: agency?,
            by: by?,
            day: day?,
            note: note?,
            corrects: corrects?,
        };
        let (agency, by) = (entry.agency.clone(), entry.by.clone());
        let entry = LedgerEntry::Result(entry);
        let result = entry.digest(suite);
        let publication = published?.map(|day| {
            LedgerEntry::Publication(Publication { result, place: Line::known(PLACE), agency, by, day })
        });
        Some([Some(entry), publication].into_iter().flatten().collect())
    }

    /// From the first to the last day; a visit without a first day begins and ends on one.
    fn visited(&mut self) -> Option<Window> {
        let to: Date = self.read("visited_to", |text| Ok(text.parse()?))?;
        let from: Option<Date> = self.read_unless_empty("visited_from", |text| Ok(text.parse()?))?;
        self.read("visited_to", |_| Ok(Window::new(from.unwrap_or(to), to)?))
    }

    /// What a cell holds; a column that is not there is an empty cell.
    fn read<T>(&mut self, column: &str, read: impl FnOnce(&str) -> Result<T, ResultsError>) -> Option<T> {
        let text = self.fields.get(column).copied().unwrap_or_default();
        let fault = |error| BadRow { row: self.row, column: Some(column.to_owned()), error };
        read(text).map_err(|error| self.faults.push(fault(error))).ok()
    }

    fn read_unless_empty<T>(
        &mut self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, ResultsError>,
    ) -> Option<Option<T>> {
        self.read(column, |text| if text.is_empty() { Ok(None) } else { read(text).map(Some) })
    }
}

fn inspectors(text: &str) -> Result<InspectedBy, ResultsError> {
    check_pieces(text, |_| Ok::<(), ResultsError>(()))?;
    InspectedBy::new(pieces(text).map(str::parse).collect::<Result<_, _>>()?)
}
