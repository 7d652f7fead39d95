//! Working days, by a holiday table that is handed in (`docs/spec/results-v1.md`, section 1).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::num::NonZeroU32;

use crate::date::{Date, DateError};
use crate::message::catalogue;
use crate::rows::{BadRow, BadRows, Faults};
use crate::table::{CsvFile, CsvOptions, TableError};

catalogue! {
    /// Why there is no calendar, or no answer from it.
    pub enum CalendarError {
        /// A column that the table lacks.
        ColumnMissing { /** The column. */ column: String }
            = "calendar.column_missing",
            en: "the holiday table has no column `{column}`",
            zh: "节假日表没有`{column}`列";
        /// A word that says neither.
        UnknownWord { /** The word. */ text: String }
            = "calendar.unknown_word",
            en: "`{text}` does not say whether the day is off or a working day; write `off` or `work`",
            zh: "`{text}`未说明是放假还是上班；请写`off`（休）或`work`（班）";
        /// A day that comes twice.
        Twice { /** The day. */ day: Date }
            = "calendar.twice",
            en: "{day} comes more than once",
            zh: "{day}出现了一次以上";
        /// A day of a year that the table does not cover.
        YearNotCovered { /** The year. */ year: u16 }
            = "calendar.year_not_covered",
            en: "the holiday table does not cover {year}; working days of that year are not guessed, so hand in a table that has them",
            zh: "节假日表不含{year}年；该年的工作日不作推测，请提供含该年的节假日表";
    }
    wraps {
        /// A file that cannot be read, or a row of it.
        Table(TableError),
        /// Not a day.
        Date(DateError),
    }
}

/// Which days are worked (工作日): Monday to Friday, but for the days that a holiday table names.
///
/// The table is what the State Council announces for each year (节假日安排). Only years that it covers are answered for: those
/// of which it has both 1 January and 1 October as days off, which they are every year. That an announcement moves the last
/// days of the year before is known once it is in the table.
///
/// ```
/// use double_random::WorkCalendar;
///
/// let table = "date,day,name\n2025-01-01,off,元旦\n2025-01-26,work,春节\n2025-01-28,off,春节\n2025-10-01,off,国庆节\n";
/// let calendar = WorkCalendar::read_csv(table.as_bytes())?;
/// let day = |text: &str| text.parse::<double_random::Date>();
/// assert!(calendar.is_working_day(day("2025-01-26")?)? && !calendar.is_working_day(day("2025-01-28")?)?);
/// assert_eq!(calendar.working_days_after(day("2025-01-24")?, 3.try_into()?, None)?, day("2025-01-29")?);
/// assert!(calendar.is_working_day(day("2026-01-05")?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "工作日")]
#[doc(alias = "节假日安排")]
pub struct WorkCalendar {
    /// Whether each day that the table names is worked.
    named: BTreeMap<Date, bool>,
    covered: BTreeSet<u16>,
}

const DATE: &str = "date";
const DAY: &str = "day";

/// The column that stands under a heading.
fn under(heading: &str) -> &str {
    match heading {
        "日期" => DATE,
        "类型" => DAY,
        other => other,
    }
}

impl WorkCalendar {
    /// The calendar of a holiday table in CSV with the columns `date` and `day` (日期, 类型), where `day` is `off` (休, 休息, 放假)
    /// or `work` (班, 上班, 工作日).
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row: what is no day, a word that says neither, a day that comes twice.
    pub fn read_csv(reader: impl Read) -> Result<Self, BadRows<CalendarError>> {
        let heading = |error: CalendarError| BadRows::one(BadRow { row: 1, column: None, error });
        let file =
            CsvFile::open(reader, &CsvOptions::default(), under).map_err(|error| heading(error.into()))?;
        let columns: Vec<String> = file.columns().map(str::to_owned).collect();
        let place = |name: &str| {
            let place = columns.iter().position(|column| column == name);
            place.ok_or_else(|| heading(CalendarError::ColumnMissing { column: name.to_owned() }))
        };
        let (date, day) = (place(DATE)?, place(DAY)?);
        let (mut named, mut faults) = (BTreeMap::new(), Faults::default());
        file.each_row(|row, fields| {
            let fields = match fields {
                Ok(fields) => fields.collect::<Vec<_>>(),
                Err(unreadable) => return faults.extend(unreadable.into_iter().map(BadRow::wrap)),
            };
            let field = |place: usize| fields.get(place).copied().unwrap_or_default();
            let mut fault = |column: &str, error| faults.note(row, column, error);
            let read = field(date).parse::<Date>().map_err(|error| fault(DATE, error.into()));
            let worked = worked(field(day)).map_err(|error| fault(DAY, error));
            if let (Ok(date), Ok(worked)) = (read, worked)
                && named.insert(date, worked).is_some()
            {
                fault(DATE, CalendarError::Twice { day: date });
            }
        });
        let years: BTreeSet<u16> = named.keys().map(|day: &Date| day.year()).collect();
        let off = |year, month| Date::new(year, month, 1).and_then(|day| named.get(&day)) == Some(&false);
        let covered = years.into_iter().filter(|year| off(*year, 1) && off(*year, 10)).collect();
        faults.unless_none(Self { named, covered })
    }

    /// The years that the table covers.
    pub fn years(&self) -> impl Iterator<Item = u16> {
        self.covered.iter().copied()
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// When the table does not cover its year.
    pub fn is_working_day(&self, day: Date) -> Result<bool, CalendarError> {
        if !self.covered.contains(&day.year()) {
            return Err(CalendarError::YearNotCovered { year: day.year() });
        }
        Ok(self.named.get(&day).copied().unwrap_or(day.weekday() <= 5))
    }

    /// The day so many working days after another, which itself does not count (民法典 article 201); `limit`, if that comes
    /// first, whose later years need not be covered.
    ///
    /// # Errors
    ///
    /// When it lies in a year that the table does not cover, or on the way to it.
    pub fn working_days_after(
        &self,
        from: Date,
        days: NonZeroU32,
        limit: Option<Date>,
    ) -> Result<Date, CalendarError> {
        let (mut day, mut left) = (from, days.get());
        while left > 0 {
            match (day.next(), limit) {
                (Some(next), Some(limit)) if next > limit => return Ok(limit),
                (Some(next), _) => day = next,
                (None, Some(limit)) => return Ok(limit),
                // The calendar itself ends here.
                (None, None) => return Err(CalendarError::YearNotCovered { year: day.year() + 1 }),
            }
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }
}

fn worked(word: &str) -> Result<bool, CalendarError> {
    match word {
        "work" | "班" | "上班" | "工作日" => Ok(true),
        "off" | "休" | "休息" | "放假" => Ok(false),
        other => Err(CalendarError::UnknownWord { text: other.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Explain;

    const TABLE: &str = include_str!("../examples/data/cn-holidays-2023-2026.csv");

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn after(from: &str, days: u32, limit: Option<&str>) -> Result<String, CalendarError> {
        let calendar = WorkCalendar::read_csv(TABLE.as_bytes()).unwrap();
        let days = NonZeroU32::new(days).unwrap();
        calendar.working_days_after(day(from), days, limit.map(day)).map(|day| day.to_string())
    }

    /// Guards twenty working days over every kind of holiday: worked weekends, the Spring Festival, the autumn weeks.
    #[test]
    fn twenty_working_days() {
        for (from, expected) in [
            ("2025-01-15", "2025-02-18"),
            ("2025-04-18", "2025-05-20"),
            ("2025-09-12", "2025-10-16"),
            ("2026-01-26", "2026-02-28"),
            ("2026-09-11", "2026-10-15"),
        ] {
            assert_eq!(after(from, 20, None).as_deref(), Ok(expected), "{from}");
        }
    }

    /// Guards the promise that nothing is guessed: the table has a day of 2022, which does not make the year covered, and a
    /// deadline that reaches 2027 is an error, unless another day comes first.
    #[test]
    fn a_year_without_a_table_is_an_error() {
        let not_covered = |year| Err(CalendarError::YearNotCovered { year });
        assert_eq!(after("2022-12-20", 1, None), not_covered(2022));
        assert_eq!(after("2022-12-31", 1, None).as_deref(), Ok("2023-01-03"));
        assert_eq!(after("2026-12-10", 20, None), not_covered(2027));
        assert_eq!(after("2026-12-10", 20, Some("2026-12-15")).as_deref(), Ok("2026-12-15"));
        assert_eq!(after("2026-12-20", 20, Some("2026-12-15")).as_deref(), Ok("2026-12-15"));
        assert_eq!(after("9999-12-31", 1, None), not_covered(10_000));
        let calendar = WorkCalendar::read_csv(TABLE.as_bytes()).unwrap();
        assert_eq!(calendar.years().collect::<Vec<_>>(), [2023, 2024, 2025, 2026]);
    }

    /// Guards that a bad table tells all of its faults at once, with their rows.
    #[test]
    fn every_bad_row_is_told() {
        let table = "类型,日期,名称\n休,2025-01-01,元旦\nfree,2025-1-1,\n班,2025-01-01,元旦\n";
        let faults = WorkCalendar::read_csv(table.as_bytes()).unwrap_err();
        let told: Vec<_> = faults.rows().iter().map(|fault| (fault.row, fault.error.code())).collect();
        assert_eq!(told, [(3, "date.not_a_day"), (3, "calendar.unknown_word"), (4, "calendar.twice")]);
        let faults = WorkCalendar::read_csv("date\n".as_bytes()).unwrap_err();
        assert_eq!(faults.rows()[0].error.code(), "calendar.column_missing");
    }

    proptest::proptest! {
        /// Guards counting against its inverse: between a day and the answer lie as many working days as were asked for,
        /// and the answer is the last of them.
        #[test]
        fn as_many_working_days_lie_between(start in 0_usize..1000, days in 1_u32..60) {
            let calendar = WorkCalendar::read_csv(TABLE.as_bytes()).unwrap();
            let from = std::iter::successors(Some(day("2023-01-01")), |day| day.next()).nth(start).unwrap();
            let answer = calendar.working_days_after(from, NonZeroU32::new(days).unwrap(), None).unwrap();
            let between = std::iter::successors(from.next(), |day| day.next()).take_while(|day| *day <= answer);
            let worked: Vec<Date> = between.filter(|day| calendar.is_working_day(*day).unwrap()).collect();
            proptest::prop_assert_eq!((worked.len(), worked.last()), (days as usize, Some(&answer)));
        }
    }
}
