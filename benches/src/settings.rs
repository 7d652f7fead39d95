//! How the benches run.

use std::time::Duration;

use criterion::Criterion;
use criterion::measurement::Measurement;

use crate::ThreadClock;

/// The size that stands for all others where the benches are only tried out.
pub const QUICK: u32 = 1_000;

/// These sizes under `cargo bench`; a small one under `cargo test`, which only sees that the benches still run.
pub fn sizes(full: &[u32], quick: u32) -> Vec<u32> {
    if std::env::args().any(|argument| argument == "--bench") { full.to_vec() } else { vec![quick] }
}

/// Criterion on the thread's own clock.
pub fn start() -> Criterion<ThreadClock> {
    start_on(ThreadClock)
}

/// Criterion with few samples, as one may last seconds, and without plots: `table` shows every sample's extent.
pub fn start_on<M: Measurement + 'static>(clock: M) -> Criterion<M> {
    Criterion::default()
        .with_measurement(clock)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_secs(1))
        .nresamples(1_000)
        .without_plots()
        .configure_from_args()
}
