//! A line of text that a person wrote.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::message::{catalogue, read_from};

catalogue! {
    /// Why a text cannot stand in a document as a line.
    pub enum LineError {
        /// Nothing but white space.
        Empty {}
            = "line.empty",
            en: "the text is empty",
            zh: "文字为空";
        /// A control character, a line break included.
        ControlCharacter { /** The text. */ text: String }
            = "line.control_character",
            en: "`{text}` holds a control character or a line break",
            zh: "`{text}`含有控制字符或换行";
    }
}

/// A line of text that says something: not empty, without control characters.
///
/// ```
/// use double_random::Line;
///
/// assert!("纪检监察组未按时揭示".parse::<Line>().is_ok());
/// assert!("  ".parse::<Line>().is_err() && "a\nb".parse::<Line>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Line(String);

read_from!(Line, String);

impl Line {
    /// Words of this crate itself, which are a line.
    pub(crate) fn known(words: &'static str) -> Self {
        Self(words.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Line {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, LineError> {
        if text.trim().is_empty() {
            return Err(LineError::Empty {});
        }
        if text.chars().any(char::is_control) {
            return Err(LineError::ControlCharacter { text: text.to_owned() });
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Line {
    type Error = LineError;

    fn try_from(text: String) -> Result<Self, LineError> {
        text.parse()
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
