//! A change to the list after the draw.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{AmendmentFormat, Line};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document::{self, stated};
use crate::risk::RiskTier;
use crate::rule::ReplacementReason;

/// One change after the draw (变更登记): an entry behind the record, chained to the entry before it, so that none can be
/// left out or put in later. Section 6.5 of the specification.
///
/// [`ListInForce`](crate::ListInForce) makes them.
///
/// ```
/// use double_random::Amendment;
///
/// fn show(document: &str) -> Result<(), double_random::DocumentError> {
///     let amendment = Amendment::from_json(document)?;
///     println!("{}: {} by {}", amendment.number, amendment.day, amendment.by);
///     Ok(())
/// }
/// assert!(show("{}").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "变更登记")]
pub struct Amendment {
    /// Always the same.
    pub format: AmendmentFormat,
    /// The hash function of the draw.
    pub suite: Suite,
    /// The digest of the record that is amended.
    pub record_digest: Digest,
    /// Its place in the chain, from 1.
    pub number: NonZeroU32,
    /// The digest of the amendment before; none for the first.
    #[serde(deserialize_with = "stated")]
    pub previous: Option<Digest>,
    /// When it was entered.
    pub day: Date,
    /// Who entered it.
    pub by: Line,
    /// What changes.
    pub change: AmendmentChange,
}

/// What changes after the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AmendmentChange {
    /// A target is taken off the list for good, and the next of its tier stands in for it (补抽).
    #[doc(alias = "补抽")]
    Replacement {
        /// The draw id.
        draw: String,
        /// The tier of both.
        tier: RiskTier,
        /// Who is taken off.
        out: String,
        /// Who stands in; none if and only if the order of the tier has come to its end.
        #[serde(rename = "in", deserialize_with = "stated")]
        next: Option<String>,
        /// Why.
        reason: ReplacementReason,
        /// What shows it.
        evidence: Line,
    },
    /// More targets are put on the list, the next of the tier (追加抽取).
    #[doc(alias = "追加抽取")]
    Supplement {
        /// The draw id.
        draw: String,
        /// The tier.
        tier: RiskTier,
        /// Who is added, in order.
        #[serde(rename = "in")]
        next: Vec<String>,
        /// Why.
        reason: Line,
    },
    /// An inspector turns out to have a conflict of interest with a target (回避).
    #[doc(alias = "回避")]
    Recusal {
        /// The draw id.
        draw: String,
        /// The target, which stays on the list.
        target: String,
        /// Who does not inspect it.
        inspector: Line,
        /// Who does instead, if that is known.
        #[serde(deserialize_with = "stated")]
        successor: Option<Line>,
        /// Why.
        reason: Line,
    },
}

impl AmendmentChange {
    /// The id of the draw that it changes.
    pub fn draw(&self) -> &str {
        match self {
            Self::Replacement { draw, .. } | Self::Supplement { draw, .. } | Self::Recusal { draw, .. } => {
                draw
            }
        }
    }
}

document::kept_as_json!(Amendment, "an amendment");

impl Amendment {
    /// The digest of the document, in its own suite: what the next amendment names as `previous`.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the written form that the specification fixes, and that a left-out `in` is not read as `null`.
    #[test]
    fn amendments_are_written_as_the_specification_says() {
        let zero = "0".repeat(64);
        let text = format!(
            r#"{{
  "format": "double-random/1 amendment",
  "suite": "sha256",
  "record_digest": "{zero}",
  "number": 1,
  "previous": null,
  "day": "2025-08-01",
  "by": "王某",
  "change": {{
    "replacement": {{
      "draw": "p/01/1",
      "tier": "A",
      "out": "X",
      "in": null,
      "reason": "moved_out",
      "evidence": "迁移通知书"
    }}
  }}
}}
"#
        );
        let amendment = Amendment::from_json(&text).unwrap();
        assert_eq!(amendment.to_json(), text);
        assert_eq!(amendment.digest(), Suite::Sha256.hash(text.as_bytes()));
        for (from, to) in [
            ("      \"in\": null,\n", ""),
            ("\"number\": 1", "\"number\": 0"),
            ("迁移通知书", " "),
            ("moved_out", "unreachable"),
        ] {
            assert!(Amendment::from_json(&text.replace(from, to)).is_err(), "{from}");
        }
    }
}
