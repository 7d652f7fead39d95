//! What one target is given to check its own case.

use serde::{Deserialize, Serialize};

use super::{Commitment, ProvenRow, ReceiptFormat};
use crate::digest::Digest;
use crate::document::{self, stated};
use crate::pool::ExclusionReason;
use crate::risk::RiskTier;
use crate::seed::Source;

/// The receipt of one target (个体核验凭证): its own row with the proof that it was in the directory, and for each draw its
/// ticket and what became of it. Section 6.6 of the specification.
///
/// It holds the seed, from which anyone who knows the ids can tell all tickets, so it is for after the visits, like the record.
///
/// ```
/// # fn example(text: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{Receipt, ReceiptOutcome};
///
/// let receipt = Receipt::from_json(text)?;
/// let drawn = receipt.draws.iter().filter(|draw| draw.outcome == ReceiptOutcome::Drawn);
/// println!("{} was drawn {} times", receipt.id, drawn.count());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "个体核验凭证")]
pub struct Receipt {
    /// Always the same.
    pub format: ReceiptFormat,
    /// The digest of the record.
    pub record_digest: Digest,
    /// The commitment, whole.
    pub commitment: Commitment,
    /// The sources, revealed, in their order.
    pub sources: Vec<Source>,
    /// The seed.
    pub seed: Digest,
    /// The target.
    pub id: String,
    /// Its row of the directory: the fields as entered, joined by tabs.
    pub row: String,
    /// The salt of its leaf, in a salted directory.
    #[serde(deserialize_with = "stated")]
    pub salt: Option<Digest>,
    /// Its place in the directory, from 0.
    pub index: u64,
    /// The sibling hashes from its leaf up to the root.
    pub path: Vec<Digest>,
    /// What became of it, in the order of the commitment's draws.
    pub draws: Vec<ReceiptDraw>,
}

/// What became of one target in one draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptDraw {
    /// The draw id.
    pub draw: String,
    /// The key of the tickets.
    pub key: Digest,
    /// The target's ticket.
    pub ticket: Digest,
    /// What became of it.
    pub outcome: ReceiptOutcome,
    /// Why it was not in the pool; none if it was.
    #[serde(deserialize_with = "stated")]
    pub reason: Option<ExclusionReason>,
    /// The tier it was in; none if it was not in the pool.
    #[serde(deserialize_with = "stated")]
    pub tier: Option<RiskTier>,
    /// Its place in the order of the tier, if the record lists it.
    #[serde(deserialize_with = "stated")]
    pub rank: Option<u64>,
    /// The ticket of the last drawn of the tier; none where nobody was drawn.
    #[serde(deserialize_with = "stated")]
    pub cut_off: Option<Digest>,
}

/// What became of a target in a draw (抽取结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "抽取结果")]
pub enum ReceiptOutcome {
    /// Drawn, 抽中.
    Drawn,
    /// Listed after the drawn, 备选.
    Reserve,
    /// In the pool, and not listed, 未抽中.
    NotDrawn,
    /// Not in the pool, 剔除.
    Excluded,
}

impl ReceiptOutcome {
    /// The code, as documents write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Reserve => "reserve",
            Self::NotDrawn => "not_drawn",
            Self::Excluded => "excluded",
        }
    }
}

document::kept_as_json!(Receipt, "a receipt");

impl Receipt {
    /// The row with its proof.
    pub fn proven_row(&self) -> ProvenRow {
        let Self { row, salt, index, path, .. } = self;
        ProvenRow { row: row.clone(), salt: *salt, index: *index, path: path.clone() }
    }
}
