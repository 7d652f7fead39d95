//! Windows as plans write them.

use super::{PlanError, text};
use crate::date::{Date, Window};

/// The window (抽取检查起至时间) that a cell of a plan for `year` names.
///
/// `7月—11月`, `7-11月`, `2025年5月-11月`, `5月1日至11月30日`, `9月`, `全年`, and `11月底前` from the first day of the year.
pub(super) fn read(cell: &str, year: u16) -> Result<Window, PlanError> {
    let plain = text::plain(cell);
    let (from, to) =
        days(&plain, year).ok_or_else(|| PlanError::WindowNotUnderstood { text: cell.to_owned() })?;
    Window::new(from, to).map_err(|_| PlanError::WindowTurned { text: cell.to_owned() })
}

/// The dashes that people use between two days.
const DASHES: [char; 9] = ['—', '–', '-', '−', '─', '~', '〜', '至', '到'];

fn days(plain: &str, year: u16) -> Option<(Date, Date)> {
    if plain == "全年" {
        return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
    }
    if let Some(month) = plain.strip_suffix("底前") {
        let last = End::read(month, year).filter(|end| end.day.is_none())?.last()?;
        return Some((Date::new(last.year(), 1, 1)?, last));
    }
    match plain.split_once(DASHES) {
        None => {
            let end = End::read(plain, year)?;
            Some((end.first()?, end.last()?))
        }
        Some((from, to)) => {
            // `7-11月` leaves the first 月 out; `7月——11月` has two dashes.
            let to = to.trim_start_matches(DASHES);
            let month = text::number(from).filter(|_| to.ends_with('月'));
            let from = month.map_or_else(|| from.to_owned(), |month| format!("{month}月"));
            let from = End::read(&from, year)?;
            Some((from.first()?, End::read(to, from.year)?.last()?))
        }
    }
}

/// One end of a window: a month or a day.
struct End {
    year: u16,
    month: u8,
    day: Option<u8>,
}

impl End {
    /// `[2025年]7月[1日]`.
    fn read(text: &str, year: u16) -> Option<Self> {
        let (year, rest) = match text.split_once('年') {
            Some((year, rest)) => (u16::try_from(text::number(year)?).ok()?, rest),
            None => (year, text),
        };
        let small = |digits: &str| u8::try_from(text::number(digits)?).ok();
        let (month, rest) = rest.split_once('月')?;
        let day = match rest {
            "" => None,
            day => Some(small(day.strip_suffix('日')?)?),
        };
        Some(Self { year, month: small(month)?, day })
    }

    fn first(&self) -> Option<Date> {
        Date::new(self.year, self.month, self.day.unwrap_or(1))
    }

    fn last(&self) -> Option<Date> {
        match self.day {
            Some(day) => Date::new(self.year, self.month, day),
            None => Date::last_of_month(self.year, self.month),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    /// Guards the notations and the dashes.
    #[test]
    fn windows_are_read() {
        for (cell, from, to) in [
            ("7月—11月", "2025-07-01", "2025-11-30"),
            ("7月－11月", "2025-07-01", "2025-11-30"),
            ("7月–11月", "2025-07-01", "2025-11-30"),
            ("7月 - 11月", "2025-07-01", "2025-11-30"),
            ("7月~11月", "2025-07-01", "2025-11-30"),
            ("7月～11月", "2025-07-01", "2025-11-30"),
            ("7月——11月", "2025-07-01", "2025-11-30"),
            ("７月至１１月", "2025-07-01", "2025-11-30"),
            ("7-11月", "2025-07-01", "2025-11-30"),
            ("2025年5月-11月", "2025-05-01", "2025-11-30"),
            ("2025年11月-2026年2月", "2025-11-01", "2026-02-28"),
            ("5月1日—11月29日", "2025-05-01", "2025-11-29"),
            ("全年", "2025-01-01", "2025-12-31"),
            ("9月", "2025-09-01", "2025-09-30"),
            ("11月底前", "2025-01-01", "2025-11-30"),
        ] {
            let window = read(cell, 2025).unwrap();
            assert_eq!(
                (window.from().to_string(), window.to().to_string()),
                (from.into(), to.into()),
                "{cell}"
            );
        }
    }

    /// Guards against guessing: what is not plainly a window is refused, with the reason.
    #[test]
    fn what_is_not_a_window_is_refused() {
        for cell in [
            "",
            "—",
            "7月—",
            "7—11",
            "13月",
            "2月30日-3月1日",
            "上半年",
            "11月前",
            "5月1日底前",
            "7月-9月-11月",
        ] {
            assert_eq!(read(cell, 2025).unwrap_err().code(), "plan.window_not_understood", "{cell}");
        }
        assert_eq!(read("11月—7月", 2025).unwrap_err().code(), "plan.window_turned");
        assert!(read("全年", 0).is_err());
    }
}
