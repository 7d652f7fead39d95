//! After the visits: what counts, what is found, and figures that anyone can add up.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "test data is known"
)]

#[allow(dead_code, reason = "not every test needs every part of the ceremony")]
#[path = "../common/ceremony.rs"]
mod ceremony;
mod feedback;
mod figures;
mod findings;
mod ground;
mod hand_over;
mod import;
mod ledger;
mod publication;
