//! Validated names and ids, and the two profiles an id may follow.
//!
//! Each spelling of a code is another ticket, so an id that does not fit is refused and never repaired: a repair made
//! after the seed is known would be a free second try.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::is_nfkc;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::legible::{REPLACEMENT, code_point};
use crate::message::{catalogue, read_from};

catalogue! {
    /// Why a text is not a name or an id.
    pub enum IdError {
        /// Nothing at all.
        Empty {}
            = "id.empty",
            en: "the id is empty",
            zh: "标识为空";
        /// Longer than the profile allows.
        TooLong { /** The id. */ id: String, /** Bytes it has. */ bytes: usize, /** Bytes it may have. */ allowed: usize }
            = "id.too_long",
            en: "`{id}` has {bytes} bytes; at most {allowed} are allowed",
            zh: "`{id}`有{bytes}个字节，最多允许{allowed}个";
        /// A character that the profile does not allow.
        BadCharacter {
            /** The id. */ id: String,
            /** The character, as `U+` and its number, so that invisible ones show. */ character: String,
            /** Its place, counted in characters from 1. */ place: usize,
        }
            = "id.bad_character",
            en: "character {place} of `{id}` is {character}, which an id of this profile may not hold",
            zh: "`{id}`的第{place}个字符是{character}，这一类标识不允许使用";
        /// Not in normal form NFKC, so it could be spelled in two ways.
        NotNormal { /** The id. */ id: String }
            = "id.not_normal",
            en: "`{id}` is not in Unicode normal form NFKC, so the same id could be written in two ways",
            zh: "`{id}`不是Unicode规范形式NFKC，同一标识会有两种写法";
        /// Not a name.
        NotAName { /** The text. */ text: String }
            = "id.not_a_name",
            en: "`{text}` is not a name; use 1 to 64 of `0-9 A-Z a-z . _ -`, a letter or digit first",
            zh: "`{text}`不能作名称；请用1至64个`0-9 A-Z a-z . _ -`，首字符为字母或数字";
    }
}

/// Which texts are ids (标识); committed with the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdProfile {
    /// 1 to 64 bytes of `0-9 A-Z . _ : / -`, as in a unified social credit code. The default.
    #[default]
    Ascii,
    /// 1 to 128 bytes of NFKC-normal Unicode without white space, control, format or private-use characters, and without U+FFFD,
    /// which stands where a character was lost: nobody could tell which id it was.
    Text,
}

impl IdProfile {
    /// The name that hashed texts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascii => "ascii",
            Self::Text => "text",
        }
    }

    /// Whether `id` is an id of this profile.
    ///
    /// ```
    /// use double_random::{Explain, IdProfile};
    ///
    /// assert!(IdProfile::Ascii.check("91140581724645568X").is_ok());
    /// assert_eq!(IdProfile::Ascii.check("高平").unwrap_err().code(), "id.bad_character");
    /// assert!(IdProfile::Text.check("高平-07").is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with it, with the offending character made visible.
    pub fn check(self, id: &str) -> Result<(), IdError> {
        let allowed = match self {
            Self::Ascii => 64,
            Self::Text => 128,
        };
        if id.is_empty() {
            return Err(IdError::Empty {});
        }
        if id.len() > allowed {
            return Err(IdError::TooLong { id: id.to_owned(), bytes: id.len(), allowed });
        }
        // Nearly all are of this kind, and fit both profiles.
        if id.bytes().all(|byte| fits_ascii(byte.into())) {
            return Ok(());
        }
        let fits = match self {
            Self::Ascii => fits_ascii,
            Self::Text => fits_text,
        };
        if let Some((at, character)) = id.chars().enumerate().find(|(_, character)| !fits(*character)) {
            let character = code_point(character);
            return Err(IdError::BadCharacter { id: id.to_owned(), character, place: at + 1 });
        }
        if !is_nfkc(id) {
            return Err(IdError::NotNormal { id: id.to_owned() });
        }
        Ok(())
    }
}

fn fits_ascii(character: char) -> bool {
    matches!(character, '0'..='9' | 'A'..='Z' | '.' | '_' | ':' | '/' | '-')
}

fn fits_text(character: char) -> bool {
    use GeneralCategory as Category;
    let forbidden = matches!(
        character.general_category(),
        Category::Control
            | Category::Format
            | Category::PrivateUse
            | Category::Surrogate
            | Category::Unassigned
    );
    !forbidden && !character.is_whitespace() && character != REPLACEMENT
}

/// The name of a plan or a task: `[0-9A-Za-z][0-9A-Za-z._-]{0,63}`.
///
/// ```
/// use double_random::Name;
///
/// let plan: Name = "gaoping-2025".parse()?;
/// assert_eq!(plan.as_str(), "gaoping-2025");
/// assert!("高平2025".parse::<Name>().is_err());
/// # Ok::<(), double_random::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Name(String);

read_from!(Name, String);

impl Name {
    /// Whether `text` is written as a name.
    pub(crate) fn check(text: &str) -> Result<(), IdError> {
        let starts_well = text.starts_with(|first: char| first.is_ascii_alphanumeric());
        let rest_fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        if starts_well && rest_fits && text.len() <= 64 {
            Ok(())
        } else {
            Err(IdError::NotAName { text: text.to_owned() })
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::check(text)?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Name {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of one draw (抽取编号): `<plan>/<task>/<attempt>`.
///
/// ```
/// use double_random::DrawId;
///
/// let id = DrawId::new("gaoping-2025".parse()?, "01".parse()?, std::num::NonZeroU32::MIN);
/// assert_eq!(id.to_string(), "gaoping-2025/01/1");
/// # Ok::<(), double_random::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "抽取编号")]
pub struct DrawId {
    /// The plan's name.
    pub plan: Name,
    /// The task's name.
    pub task: Name,
    /// The attempt (抽取次数), from 1.
    #[doc(alias = "抽取次数")]
    pub attempt: std::num::NonZeroU32,
}

impl DrawId {
    /// The id of attempt `attempt` at drawing `task` of `plan`.
    pub fn new(plan: Name, task: Name, attempt: std::num::NonZeroU32) -> Self {
        Self { plan, task, attempt }
    }
}

impl fmt::Display for DrawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.plan, self.task, self.attempt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    fn code(profile: IdProfile, id: &str) -> &'static str {
        profile.check(id).map_or_else(|error| error.code(), |()| "ok")
    }

    /// Guards the limits of both profiles, at the edge and one beyond.
    #[test]
    fn profiles_draw_the_line_where_the_spec_does() {
        use IdProfile::{Ascii, Text};
        for (profile, id, expected) in [
            (Ascii, "A", "ok"),
            (Ascii, &"X".repeat(64), "ok"),
            (Ascii, &"X".repeat(65), "id.too_long"),
            (Ascii, "", "id.empty"),
            (Ascii, "a", "id.bad_character"),
            (Ascii, " A", "id.bad_character"),
            (Ascii, "Ａ", "id.bad_character"),
            (Text, "个体户甲", "ok"),
            (Text, &"X".repeat(128), "ok"),
            (Text, &"X".repeat(129), "id.too_long"),
            (Text, "a b", "id.bad_character"),
            (Text, "a\u{200B}b", "id.bad_character"),
            (Text, "a\u{202E}b", "id.bad_character"),
            (Text, "a\u{E000}b", "id.bad_character"),
            (Text, "a\u{FFFD}b", "id.bad_character"),
            (Text, "\u{FF21}", "id.not_normal"),
            (Text, "e\u{301}", "id.not_normal"),
        ] {
            assert_eq!(code(profile, id), expected, "{profile:?} {id:?}");
        }
    }
}
