//! Civil days and the windows between them. No clock is read here: every day is handed in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::message::{catalogue, read_from};

catalogue! {
    /// Why a text is not a day, or two days are not a window.
    pub enum DateError {
        /// Not a day of the calendar in the form `2025-07-01`.
        NotADay { /** The text. */ text: String }
            = "date.not_a_day",
            en: "`{text}` is not a day; write it as `2025-07-01`",
            zh: "`{text}`不是日期；请写作`2025-07-01`";
        /// A window that ends before it begins.
        WindowTurned { /** Its first day. */ from: Date, /** Its last day. */ to: Date }
            = "date.window_turned",
            en: "the window ends on {to}, before it begins on {from}",
            zh: "时间窗口的终止日{to}早于起始日{from}";
    }
}

/// A day of the Gregorian calendar, from year 1 to 9999, written `2025-07-01`.
///
/// ```
/// use double_random::Date;
///
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
/// assert!(Date::new(2025, 2, 29).is_none());
/// assert_eq!(Date::last_of_month(2025, 11).unwrap().to_string(), "2025-11-30");
/// # Ok::<(), double_random::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

read_from!(Date, String);

impl Date {
    /// The day with this year, month and day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The last day of a month, if there is such a month.
    pub fn last_of_month(year: u16, month: u8) -> Option<Self> {
        Self::new(year, month, days_in_month(year, month))
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day of the week, from 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    ///
    /// ```
    /// use double_random::Date;
    ///
    /// let day: Date = "2025-01-26".parse()?;
    /// assert_eq!(day.weekday(), 7);
    /// # Ok::<(), double_random::DateError>(())
    /// ```
    pub fn weekday(self) -> u8 {
        // The first day of year 1 was a Monday.
        (1..=7).nth((self.ordinal() % 7) as usize).unwrap_or_default()
    }

    /// How many days it comes after another; none if it comes before.
    ///
    /// ```
    /// use double_random::Date;
    ///
    /// let (late, due): (Date, Date) = ("2025-03-02".parse()?, "2025-02-18".parse()?);
    /// assert_eq!((late.days_after(due), due.days_after(late)), (Some(12), None));
    /// # Ok::<(), double_random::DateError>(())
    /// ```
    pub fn days_after(self, other: Self) -> Option<u32> {
        self.ordinal().checked_sub(other.ordinal())
    }

    /// Days since the first of year 1.
    fn ordinal(self) -> u32 {
        let before = u32::from(self.year) - 1;
        let years = before * 365 + before / 4 - before / 100 + before / 400;
        let months: u32 = (1..self.month).map(|month| u32::from(days_in_month(self.year, month))).sum();
        years + months + u32::from(self.day) - 1
    }

    /// The day after; none after the last day of 9999.
    ///
    /// ```
    /// use double_random::Date;
    ///
    /// let day: Date = "2024-02-29".parse()?;
    /// assert_eq!(day.next(), Date::new(2024, 3, 1));
    /// # Ok::<(), double_random::DateError>(())
    /// ```
    pub fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        Self::new(year, month, day + 1)
            .or_else(|| Self::new(year, month + 1, 1))
            .or_else(|| Self::new(year + 1, 1, 1))
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |digits: &str, width: usize| {
            let plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let parse = || {
            let (year, rest) = text.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            let month = u8::try_from(number(month, 2)?).ok()?;
            Self::new(number(year, 4)?, month, u8::try_from(number(day, 2)?).ok()?)
        };
        parse().ok_or_else(|| DateError::NotADay { text: text.to_owned() })
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The days from one to another, both included (抽取检查起至时间).
///
/// ```
/// use double_random::Window;
///
/// let window = Window::new("2025-07-01".parse()?, "2025-11-30".parse()?)?;
/// assert!(window.contains("2025-11-30".parse()?));
/// # Ok::<(), double_random::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "Days")]
#[doc(alias = "抽取检查起至时间")]
pub struct Window {
    from: Date,
    to: Date,
}

read_from!(Window, Days);

impl Window {
    /// The window from the first to the last day.
    ///
    /// # Errors
    ///
    /// When the last day comes before the first.
    pub fn new(from: Date, to: Date) -> Result<Self, DateError> {
        if to < from { Err(DateError::WindowTurned { from, to }) } else { Ok(Self { from, to }) }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether every day of it lies in one of these windows, which may overlap and stand in any order.
    ///
    /// ```
    /// use double_random::Window;
    ///
    /// let window = |from: &str, to: &str| Window::new(from.parse()?, to.parse()?);
    /// let visits = window("2025-07-01", "2025-07-31")?;
    /// let leave = [window("2025-07-15", "2025-08-31")?, window("2025-06-01", "2025-07-14")?];
    /// assert!(visits.is_covered_by(&leave) && !visits.is_covered_by(&leave[..1]));
    /// # Ok::<(), double_random::DateError>(())
    /// ```
    pub fn is_covered_by(self, windows: &[Self]) -> bool {
        // The first day that is not known to lie in one.
        let mut open = Some(self.from);
        while let Some(day) = open.filter(|day| *day <= self.to) {
            let last = windows.iter().filter(|window| window.contains(day)).map(|window| window.to).max();
            match last {
                Some(last) => open = last.next(),
                None => return false,
            }
        }
        true
    }
}

/// A window as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    from: Date,
    to: Date,
}

impl TryFrom<Days> for Window {
    type Error = DateError;

    fn try_from(days: Days) -> Result<Self, DateError> {
        Self::new(days.from, days.to)
    }
}

impl From<Window> for Days {
    fn from(window: Window) -> Self {
        Self { from: window.from, to: window.to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the calendar: century rule, month lengths, and one spelling per day.
    #[test]
    fn only_days_of_the_calendar_are_days() {
        for good in ["2000-02-29", "2024-12-31", "0001-01-01", "9999-12-31"] {
            assert_eq!(good.parse::<Date>().unwrap().to_string(), good);
        }
        for bad in [
            "1900-02-29",
            "2025-04-31",
            "2025-13-01",
            "2025-00-10",
            "2025-1-1",
            "2025/01/01",
            "20250101",
            "2025-01-+1",
        ] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    /// Guards that windows cannot be built turned round, by hand or from JSON.
    #[test]
    fn a_window_runs_forwards() {
        let text = r#"{"from":"2025-11-30","to":"2025-07-01"}"#;
        assert!(serde_json::from_str::<Window>(text).is_err());
    }

    /// Guards that the days follow each other without a gap, over leap years and to the end of the calendar.
    #[test]
    fn every_day_of_the_calendar_comes_once() {
        let first: Date = "1999-12-31".parse().unwrap();
        let days: Vec<Date> =
            std::iter::successors(Some(first), |day| day.next()).take(366 + 365 + 2).collect();
        assert!(days.is_sorted_by(|a, b| a < b));
        assert_eq!(days.iter().filter(|day| day.year() == 2000).count(), 366);
        assert_eq!(days.last().unwrap().to_string(), "2002-01-01");
        assert_eq!("9999-12-31".parse::<Date>().unwrap().next(), None);
    }

    /// Guards weekdays and distances against the calendar itself, day after day over the rules of leap years: 1 January 1900 was a
    /// Monday, 1 January 2000 a Saturday.
    #[test]
    fn days_are_counted_without_a_gap() {
        let first: Date = "1899-12-31".parse().unwrap();
        let days = std::iter::successors(Some(first), |day| day.next());
        for (number, day) in (0..366 * 130).zip(days) {
            assert_eq!(day.days_after(first), Some(number), "{day}");
            assert_eq!(u32::from(day.weekday()), (number + 6) % 7 + 1, "{day}");
        }
        assert_eq!("2000-01-01".parse::<Date>().unwrap().weekday(), 6);
        assert_eq!("0001-01-01".parse::<Date>().unwrap().weekday(), 1);
    }

    /// Guards the seams: windows that touch leave no day out, and the end of the calendar is an end.
    #[test]
    fn windows_cover_from_day_to_day() {
        let window = |text: &str| {
            let (from, to) = text.split_once('/').unwrap();
            Window::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
        };
        let year = window("2025-01-01/2025-12-31");
        for (windows, expected) in [
            (&[][..], false),
            (&["2024-01-01/2026-01-01"], true),
            (&["2025-07-01/2026-01-01", "2024-01-01/2025-06-30"], true),
            (&["2025-07-02/2026-01-01", "2024-01-01/2025-06-30"], false),
            (&["2025-01-01/2025-12-30", "2025-03-01/2025-04-01"], false),
        ] {
            let windows: Vec<_> = windows.iter().map(|text| window(text)).collect();
            assert_eq!(year.is_covered_by(&windows), expected, "{windows:?}");
        }
        let end = window("9999-12-30/9999-12-31");
        assert!(end.is_covered_by(&[end]));
    }

    proptest::proptest! {
        /// Guards covering against what it means: a count day by day, over windows within some weeks around a new year.
        #[test]
        fn covering_is_what_a_count_day_by_day_says(
            ends in proptest::collection::vec((0_usize..40, 0_usize..20), 1..6)
        ) {
            let first: Date = "2023-12-10".parse().unwrap();
            let days: Vec<Date> = std::iter::successors(Some(first), |day| day.next()).take(60).collect();
            let windows: Vec<Window> =
                ends.iter().map(|(from, more)| Window::new(days[*from], days[from + more]).unwrap()).collect();
            let (window, others) = windows.split_first().unwrap();
            let in_one = |day: &&Date| others.iter().any(|other| other.contains(**day));
            let counted = days.iter().filter(|day| window.contains(**day)).all(|day| in_one(&day));
            proptest::prop_assert_eq!(window.is_covered_by(others), counted);
        }
    }
}
