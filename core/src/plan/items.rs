//! The items of a task.

use serde::Serialize;

use super::text;

/// One thing to be inspected (抽查事项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[doc(alias = "抽查事项")]
pub struct InspectionItem {
    /// Its number in the cell, if the cell numbers its items.
    pub number: Option<u32>,
    /// Its text, without number and closing punctuation; never empty.
    pub text: String,
}

/// What may stand between an item and the number of the next.
const SEPARATORS: [char; 7] = ['；', ';', '，', ',', '。', '、', '\n'];

/// The items of a cell, and the numbers after which nothing stands.
///
/// A cell is a numbered list if it begins with `1.` or `1、`; each next number begins an item only in its turn and behind
/// a separator, so a figure inside an item splits nothing. A cell without numbers is one item.
pub(super) fn read(cell: &str) -> (Vec<InspectionItem>, Vec<u32>) {
    let mut rest = cell.trim();
    if marked(rest, 1).is_none() {
        let text = Some(closed(rest)).filter(|text| !text.is_empty());
        return (text.map(|text| InspectionItem { number: None, text }).into_iter().collect(), Vec::new());
    }
    let (mut items, mut empty) = (Vec::new(), Vec::new());
    let mut number = 1;
    while let Some(after) = marked(rest, number) {
        let (text, next) = until_next(after, number + 1);
        match closed(text) {
            text if text.is_empty() => empty.push(number),
            text => items.push(InspectionItem { number: Some(number), text }),
        }
        (rest, number) = (next, number + 1);
    }
    (items, empty)
}

/// What follows the mark of this number, if the text begins with it.
fn marked(text: &str, number: u32) -> Option<&str> {
    let digits = number.to_string();
    let narrow: String = text.chars().take(digits.len()).map(crate::ratio::half_width).collect();
    let mut rest = text.chars();
    (narrow == digits).then(|| rest.by_ref().take(digits.len()).for_each(drop))?;
    rest.next().filter(|mark| ['.', '．', '、'].contains(mark)).map(|_| rest.as_str())
}

/// The text up to the separator before this number, and the text from the number on.
fn until_next(text: &str, number: u32) -> (&str, &str) {
    let split = text.match_indices(SEPARATORS).find_map(|(at, separator)| {
        let next = text.get(at + separator.len()..)?.trim_start();
        marked(next, number).and(text.get(..at)).map(|item| (item, next))
    });
    split.unwrap_or((text, ""))
}

fn closed(text: &str) -> String {
    text.trim().trim_end_matches(SEPARATORS).trim_end().to_owned()
}

/// Whether a cell without numbers joins what may be several items.
pub(super) fn joined(cell: &str) -> bool {
    marked(cell.trim(), 1).is_none()
        && text::squeezed(cell).trim_end_matches(SEPARATORS).contains(['、', '；', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &str) -> Vec<String> {
        let show = |item: InspectionItem| format!("{:?} {}", item.number, item.text);
        read(cell).0.into_iter().map(show).collect()
    }

    /// Guards that only the next number in its turn begins an item.
    #[test]
    fn items_are_split_at_their_numbers() {
        assert_eq!(shown("1.登记事项检查，2.公示信息检查"), ["Some(1) 登记事项检查", "Some(2) 公示信息检查"]);
        assert_eq!(
            shown("１、依据法律，核对3.5吨以下；5.丙；2．乙。"),
            ["Some(1) 依据法律，核对3.5吨以下；5.丙", "Some(2) 乙"]
        );
        assert_eq!(shown("食品销售、餐饮服务监督检查"), ["None 食品销售、餐饮服务监督检查"]);
        assert_eq!(shown("2025年检查"), ["None 2025年检查"]);
    }

    /// Guards that a number with nothing behind it is reported, not made an item.
    #[test]
    fn an_empty_number_is_no_item() {
        let (items, empty) = read("1.甲；2.；3.");
        assert_eq!((items.len(), empty), (1, vec![2, 3]));
    }
}
