//! Many hashes at once: one in each lane of the machine's vector registers.
//!
//! The instructions of one compression wait for each other; those of thirty-two do not. Which machine does how many at a time
//! changes no byte.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is a constant, or a lane, below the fixed length of its array; none depends on what is hashed"
)]

mod blocks;
mod groups;
mod path;
mod registers;
mod sha256;
#[cfg(target_arch = "x86_64")]
mod sha_ni;
mod sm3;
mod texts;

pub(crate) use blocks::{Blocks, ONE_BLOCK};
pub use path::HashPath;
pub(crate) use path::at_most;
pub(crate) use texts::Texts;

/// So many hashes are worked on together: twice the lanes of the widest registers there are, as two groups of instructions
/// that do not wait for each other keep a processor busy where one does not.
pub(crate) const LANES: usize = 32;

/// The states of as many hashes: for each of the eight words of a state, that word of each.
pub(crate) type States = [[u32; LANES]; 8];

/// The first two words of as many hashes: all that most comparisons need.
pub(crate) type Prefixes = [[u32; LANES]; 2];
