//! Cells of ratio, number and frequency: spelled from what they mean, and as anyone may type them.

use arbitrary::{Arbitrary, Unstructured};
use double_random::{Amount, Bound, Explain, Period, PlanError, Ratio, RatioNotation, StatedFrequency};

use crate::told::is_told;

/// What a cell means, with a choice among the ways to write it.
#[derive(Debug, Arbitrary)]
struct Meant {
    ratio: Option<MeantRatio>,
    count: Option<MeantCount>,
    frequency: Option<MeantFrequency>,
    remark: Option<u8>,
    in_brackets: bool,
    turned: bool,
    separator: u8,
    wide: bool,
}

#[derive(Debug, Arbitrary)]
struct MeantRatio {
    thousandths: u16,
    form: u8,
    word: u8,
    summed: bool,
    least: Option<u8>,
}

#[derive(Debug, Arbitrary)]
struct MeantCount {
    count: u32,
    word: u8,
    unit: u8,
    least: Option<u8>,
}

#[derive(Debug, Arbitrary)]
struct MeantFrequency {
    times: u32,
    in_words: bool,
    form: u8,
    least: Option<u8>,
}

const LEAST: [&str; 5] = ["≥", ">=", "不低于", "不少于", "至少"];

fn one_of<'a>(words: &[&'a str], choice: u8) -> &'a str {
    words[usize::from(choice) % words.len()]
}

fn bound(least: Option<u8>) -> Bound {
    least.map_or(Bound::Exactly, |_| Bound::AtLeast)
}

fn sign(least: Option<u8>) -> &'static str {
    least.map_or("", |choice| one_of(&LEAST, choice))
}

impl MeantRatio {
    fn thousandths(&self) -> u64 {
        1 + u64::from(self.thousandths) % 1000
    }

    fn spelled(&self) -> String {
        let (thousandths, summed) = (self.thousandths(), if self.summed { "之和" } else { "" });
        let number = match self.form % 4 {
            0 => format!("{}.{}%", thousandths / 10, thousandths % 10),
            1 => format!("{thousandths}‰"),
            2 => format!("{thousandths}/1000"),
            _ => format!("0{}.{}00%", thousandths / 10, thousandths % 10),
        };
        let word = one_of(&["抽查比例", "比例"], self.word);
        match self.word % 5 {
            0 if !self.summed => format!("{}{number}", sign(self.least)),
            1 => format!("{word}{summed}为{}{number}", sign(self.least)),
            _ => format!("{word}{summed}{}{number}", sign(self.least)),
        }
    }
}

impl MeantCount {
    /// Of at most nine digits, as cells hold them.
    fn count(&self) -> u32 {
        1 + self.count % 999_999_999
    }

    fn spelled(&self) -> String {
        let (word, unit) =
            (one_of(&["", "抽查", "抽查数量"], self.word), one_of(&["户", "家", "个"], self.unit));
        format!("{word}{}{}{unit}", sign(self.least), self.count())
    }
}

impl MeantFrequency {
    fn times(&self) -> u32 {
        if self.in_words { 1 + self.times % 10 } else { 1 + self.times % 999_999_999 }
    }

    /// A sign alone makes a frequency only where the plan names no time.
    fn stated(&self) -> StatedFrequency {
        let period = if self.form % 6 < 3 { Period::Year } else { Period::Plan };
        StatedFrequency { times: self.times(), bound: bound(self.least), period }
    }

    fn spelled(&self) -> String {
        let words = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let times = if self.in_words {
            words[self.times() as usize - 1].to_owned()
        } else {
            self.times().to_string()
        };
        let least = sign(self.least);
        match self.form % 6 {
            0 => format!("{least}{times}次/年"),
            1 => format!("每年{least}{times}次"),
            2 => format!("本年度检查{least}{times}次"),
            3 => format!("抽查{least}{times}次"),
            4 => format!("{least}{times}次"),
            _ => format!("{}{times}", self.least.map_or("=", |choice| one_of(&LEAST[..2], choice))),
        }
    }
}

const REMARKS: [&str; 3] = ["以实际为准", "含分支机构", "由牵头单位确定。"];

impl Meant {
    fn spelled(&self) -> String {
        let count = self.count.as_ref().map(MeantCount::spelled);
        let (outside, inside) = if self.in_brackets { (None, count) } else { (count, None) };
        let mut parts: Vec<String> = [
            self.ratio.as_ref().map(MeantRatio::spelled),
            outside,
            self.frequency.as_ref().map(MeantFrequency::spelled),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.turned {
            parts.reverse();
        }
        let mut text = parts.join(one_of(&[";", "；", ", ", "，", "、", " | ", "｜"], self.separator));
        let remark = self.remark.map(|choice| one_of(&REMARKS, choice).to_owned());
        for inner in [inside, remark].into_iter().flatten() {
            text += &format!(" ({inner})");
        }
        if self.wide { wide(&text) } else { text }
    }

    fn read(&self, text: &str) -> Result<Figures, PlanError> {
        let ratio = self.ratio.as_ref().and_then(|ratio| Ratio::new(ratio.thousandths(), 1000));
        let amount = match (ratio, self.count.as_ref().map(MeantCount::count)) {
            (Some(ratio), Some(count)) => Amount::Both { ratio, count },
            (Some(ratio), None) => Amount::Ratio(ratio),
            (None, Some(count)) => Amount::Count(count),
            (None, None) => return Err(PlanError::RatioNoAmount { text: text.to_owned() }),
        };
        let least = [
            self.ratio.as_ref().and_then(|ratio| ratio.least),
            self.count.as_ref().and_then(|count| count.least),
        ];
        Ok(Figures {
            amount,
            bound: bound(least.into_iter().flatten().next()),
            summed: self.ratio.as_ref().is_some_and(|ratio| ratio.summed),
            frequency: self.frequency.as_ref().map(MeantFrequency::stated),
            has_remark: self.remark.is_some(),
        })
    }
}

/// A cell spelled from what it means is read as just that, whatever words, widths and separators were chosen.
pub(crate) fn as_spelled(data: &[u8]) {
    let Ok(meant) = Meant::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let text = meant.spelled();
    let expected = meant.read(&text);
    let read = text.parse::<RatioNotation>();
    assert_eq!(read.as_ref().map(Figures::of), expected.as_ref().copied(), "`{text}` of {meant:?}");
}

/// However a cell is typed, white space and the width of characters change nothing of its reading; what is read names
/// a number, and what is not says why.
pub(crate) fn as_typed(text: &str) {
    let read = text.parse::<RatioNotation>();
    let spaced: String = text.chars().flat_map(|letter| [letter, ' ']).collect();
    for other in [wide(text), spaced] {
        match (&read, other.parse::<RatioNotation>()) {
            (Ok(read), Ok(other)) => assert_eq!(Figures::of(read), Figures::of(&other), "{text}"),
            (Err(read), Err(other)) => assert_eq!(read.code(), other.code(), "{text}"),
            (read, other) => panic!("`{text}` is {read:?}, and otherwise typed {other:?}"),
        }
    }
    match read {
        Ok(notation) => {
            assert_eq!(notation.text, text);
            let (Amount::Count(count) | Amount::Both { count, .. }) = notation.amount else { return };
            assert!(count > 0 && notation.frequency.is_none_or(|frequency| frequency.times > 0), "{text}");
        }
        Err(error) => is_told(&error),
    }
}

/// What a cell says, whatever its words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figures {
    amount: Amount,
    bound: Bound,
    summed: bool,
    frequency: Option<StatedFrequency>,
    has_remark: bool,
}

impl Figures {
    fn of(notation: &RatioNotation) -> Self {
        let RatioNotation { amount, bound, summed, frequency, remark, .. } = notation;
        Self {
            amount: *amount,
            bound: *bound,
            summed: *summed,
            frequency: *frequency,
            has_remark: remark.is_some(),
        }
    }
}

/// The text with full-width twins of all that has one.
fn wide(text: &str) -> String {
    let twin = |letter: char| match letter {
        '!'..='~' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter),
        other => other,
    };
    text.chars().map(twin).collect()
}
