//! Long work says how far it is and can be stopped.

use std::ops::{ControlFlow, Range};

use crate::message::catalogue;

catalogue! {
    /// The work was stopped on request; nothing of it remains.
    pub enum Interrupted {
        /// Stopped.
        Stopped { /** Steps done. */ done: u64, /** Steps there were. */ total: u64 }
            = "progress.interrupted",
            en: "stopped on request after {done} of {total} steps",
            zh: "已按要求停止，完成{done}步，共{total}步";
    }
}

/// Whoever watches long work: told now and then how far it is, and asked whether to go on.
///
/// Any closure of `(done, total)` will do; `&mut ()` watches nothing.
///
/// ```
/// use double_random::Watch;
/// use std::ops::ControlFlow;
///
/// let mut stop_at_half = |done: u64, total: u64| {
///     if done * 2 < total { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
/// };
/// assert!(Watch::at(&mut stop_at_half, 1, 10).is_continue());
/// assert!(Watch::at(&mut (), 10, 10).is_continue());
/// ```
pub trait Watch {
    /// `done` of `total` steps are done; `Break` stops the work.
    fn at(&mut self, done: u64, total: u64) -> ControlFlow<()>;
}

impl Watch for () {
    fn at(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(u64, u64) -> ControlFlow<()>> Watch for F {
    fn at(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self(done, total)
    }
}

/// Steps between two reports: often enough to stop within milliseconds, seldom enough to cost nothing.
const STEPS: usize = 1 << 14;

/// Runs `step` for each place from 0 to `total`, reporting now and then and once at the end.
pub(crate) fn watched(
    total: usize,
    watch: &mut dyn Watch,
    step: impl FnMut(usize),
) -> Result<(), Interrupted> {
    watched_every(STEPS, total, watch, step)
}

/// The same for steps that take longer: a report after so many of them.
pub(crate) fn watched_every(
    steps: usize,
    total: usize,
    watch: &mut dyn Watch,
    mut step: impl FnMut(usize),
) -> Result<(), Interrupted> {
    watched_ranges(steps, total, watch, |range| range.for_each(&mut step))
}

/// The same for steps that are taken together, so many at a time.
pub(crate) fn watched_ranges(
    length: usize,
    total: usize,
    watch: &mut dyn Watch,
    mut steps: impl FnMut(Range<usize>),
) -> Result<(), Interrupted> {
    let (mut from, all) = (0, total as u64);
    loop {
        let to = total.min(from + length);
        steps(from..to);
        if watch.at(to as u64, all).is_break() {
            return Err(Interrupted::Stopped { done: to as u64, total: all });
        }
        if to == total {
            return Ok(());
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that every step runs once, that the end is reported, and that a stop comes at the next report.
    #[test]
    fn work_is_reported_and_can_be_stopped() {
        for total in [0, 1, 16_384, 40_000] {
            let (mut steps, mut reports) = (Vec::new(), Vec::new());
            let mut watch = |done, total| {
                reports.push((done, total));
                ControlFlow::Continue(())
            };
            assert!(watched(total, &mut watch, |step| steps.push(step)).is_ok());
            assert!(steps.into_iter().eq(0..total));
            assert_eq!(reports.last(), Some(&(total as u64, total as u64)));
        }
        let mut steps = 0;
        let stopped = watched(40_000, &mut |_, _| ControlFlow::Break(()), |_| steps += 1);
        assert_eq!(
            (stopped, steps),
            (Err(Interrupted::Stopped { done: STEPS as u64, total: 40_000 }), STEPS)
        );
    }
}
