//! What must hold whatever comes in: one property in each file, with its oracle.
//!
//! A property takes bytes, which a fuzzer finds and `tests/replay.rs` plays again, and panics where it does not hold.

mod assignment;
#[allow(dead_code, reason = "the tests of the crate use more of it")]
#[path = "../../core/tests/assignment/brute_force.rs"]
mod brute_force;
#[allow(dead_code, reason = "the tests of the crate use more of it")]
#[path = "../../core/tests/common/ceremony.rs"]
mod ceremony;
mod csv;
mod directory;
mod documents;
mod edit;
mod hash;
#[allow(dead_code, reason = "the tests of the crate use more of it")]
#[path = "../../core/tests/assignment/instance.rs"]
mod instance;
mod interop;
mod layout;
mod merge;
mod merkle;
mod notation;
mod plan;
mod population;
mod quota;
mod ratio;
mod sampler;
mod staffed;
mod told;
mod verify;

pub use assignment::assignment;
pub use directory::directory;
pub use documents::documents;
pub use interop::interop;
pub use merge::merge;
pub use merkle::merkle;
pub use plan::plan;
pub use quota::quota;
pub use ratio::ratio;
pub use sampler::sampler;
pub use verify::verify;

/// A property, to be asked of bytes.
pub type Property = fn(&[u8]);

/// All properties, by the names of their targets.
pub const PROPERTIES: [(&str, Property); 11] = [
    ("assignment", assignment),
    ("directory", directory),
    ("documents", documents),
    ("interop", interop),
    ("merge", merge),
    ("merkle", merkle),
    ("plan", plan),
    ("quota", quota),
    ("ratio", ratio),
    ("sampler", sampler),
    ("verify", verify),
];
