//! Drawing targets: each gets a ticket, and in each tier the smallest tickets are drawn (随机抽取).
//!
//! A ticket is `H(key || id)`, so it depends on nothing but the key and the id. That makes the draw *mergeable*: keep the
//! smallest tickets of each part of a population, put the parts together, keep the smallest again, and the result is the
//! draw of the whole, whatever the parts and whatever the order of rows. In the literature this is bottom-k sampling
//! (E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007) with permanent random numbers.
//!
//! - [`TicketKey`] makes tickets, [`IdColumn`] is where ids are read from, [`PackedIds`] one such place, [`IdPieces`] several.
//! - [`stratified_draw`] takes one pass over the ids and holds memory of the order of the sample.
//! - [`PartialDraw`] is the draw of one part, to be merged with others, on other machines if need be.

mod candidates;
mod column;
mod partial;
mod run;
mod stratified;
mod ticket;

pub use column::{IdColumn, IdPieces, PackedIds};
pub use partial::PartialDraw;
pub use run::PartialEntry;
pub use stratified::{StratumDraw, stratified_draw};
pub use ticket::TicketKey;

use crate::message::catalogue;
use crate::progress::Interrupted;
use crate::risk::{PerTier, RiskTier};

catalogue! {
    /// Why a sample cannot be drawn.
    pub enum SamplingError {
        /// Fewer targets in a tier than are to be drawn.
        PoolTooSmall { /** The tier. */ tier: RiskTier, /** To be drawn. */ wanted: u64, /** In the pool. */ found: u64 }
            = "sampling.pool_too_small",
            en: "{wanted} targets are to be drawn in tier {tier}, but the pool has {found}",
            zh: "{tier}级应抽取{wanted}个检查对象，但抽查范围内只有{found}个";
        /// One id twice.
        DuplicateId { /** The id. */ id: String }
            = "sampling.duplicate_id",
            en: "`{id}` is there twice, so it would have two chances",
            zh: "`{id}`出现了两次，等于有两次机会";
        /// An id that is not text.
        NotText { /** Its row, from 0. */ row: u64 }
            = "sampling.not_text",
            en: "the id in row {row} is not UTF-8 text",
            zh: "第{row}行的标识不是UTF-8文本";
        /// Partial draws of a pool that kept fewer of a tier than a draw may need.
        TooFewKept { /** The tier. */ tier: RiskTier, /** The drawn and the reserve. */ wanted: u64, /** Kept. */ kept: u64, /** In the pool. */ seen: u64 }
            = "sampling.too_few_kept",
            en: "of tier {tier} the parts keep {kept} targets where {wanted} of {seen} are wanted: fewer are there than were said to be; make the parts without saying how many",
            zh: "{tier}级应从{seen}个检查对象中取{wanted}个，各部分只留下{kept}个：实有数少于所称数；请不指明总数，重做各部分";
        /// Partial draws made with different keys or sizes.
        DoNotBelongTogether {}
            = "sampling.do_not_belong_together",
            en: "partial draws made with different keys or sizes cannot be merged",
            zh: "密钥或数量不同的部分抽取不能合并";
        /// A partial draw that no part of a population has.
        NotAPartialDraw { /** The tier in which that shows. */ tier: RiskTier }
            = "sampling.not_a_partial_draw",
            en: "tier {tier} is not what a partial draw keeps: the smallest tickets of its key, in order, of as many targets as were seen",
            zh: "{tier}级不是部分抽取应保留的内容：所见对象中签号最小者，由其密钥得出并按顺序排列";
        /// Counts that add up to more than a number can hold.
        TooManySeen {}
            = "sampling.too_many_seen",
            en: "the partial draws say that they have seen more targets than can be counted",
            zh: "各部分抽取所称的对象总数超出可计数的范围";
    }
    wraps {
        /// Stopped by whoever watched; nothing was drawn.
        Interrupted(Interrupted),
    }
}

/// How many tickets of each tier a draw keeps: the drawn and, after them, the reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SampleSize {
    /// How many are drawn in each tier.
    pub drawn: PerTier<u64>,
    /// How many more of each tier are kept in reserve.
    pub reserve: u32,
}

impl SampleSize {
    fn kept(&self, tier: RiskTier) -> usize {
        usize::try_from(self.drawn[tier].saturating_add(self.reserve.into())).unwrap_or(usize::MAX)
    }
}
