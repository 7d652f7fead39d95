//! Long work: done on a thread of its own, while the caller's looks after progress and Ctrl-C.

use std::mem;
use std::ops::ControlFlow;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use double_random::{Interrupted, Watch};
use pyo3::exceptions::{PyKeyboardInterrupt, PyRuntimeError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::fault::Refused;

/// The caller looks up this often, so that Ctrl-C is answered at once even where the work is between two reports.
const LOOK: Duration = Duration::from_millis(20);

/// What assigning inspectors may need at its deepest.
const STACK: usize = 16 << 20;

/// How far the work is, and whether it is to go on.
#[derive(Default)]
struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    stopped: AtomicBool,
}

impl Progress {
    fn now(&self) -> (u64, u64) {
        (self.done.load(Relaxed), self.total.load(Relaxed))
    }
}

/// The worker's end of it.
struct Worker(Arc<Progress>);

impl Watch for Worker {
    fn at(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.0.total.store(total, Relaxed);
        self.0.done.store(done, Relaxed);
        if self.0.stopped.load(Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// The result of `work`, done without holding the interpreter.
///
/// # Errors
///
/// What a handler of a signal or `report` raises; the work is then given up, and stops at its next report.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    report: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&mut dyn Watch) -> T + Send + 'static,
) -> PyResult<T> {
    let progress = Arc::new(Progress::default());
    let mut worker = Worker(Arc::clone(&progress));
    let (give, mut take) = mpsc::sync_channel(1);
    let threads = threads()?;
    thread::Builder::new().spawn(move || {
        // Nobody takes it where the work was given up.
        let _ = give.send(threads.install(|| work(&mut worker)));
    })?;
    let mut told = (0, 0);
    loop {
        let given;
        (take, given) = py.detach(move || {
            let given = take.recv_timeout(LOOK);
            (take, given)
        });
        let now = progress.now();
        let looked = py.check_signals().and_then(|()| match report {
            Some(report) if now != told => report.call1(now).map(drop),
            _ => Ok(()),
        });
        told = now;
        match (looked, given) {
            (Err(raised), _) => {
                progress.stopped.store(true, Relaxed);
                return Err(stopped(py, raised, now));
            }
            (Ok(()), Ok(result)) => return Ok(result),
            (Ok(()), Err(RecvTimeoutError::Timeout)) => {}
            (Ok(()), Err(RecvTimeoutError::Disconnected)) => {
                return Err(PyRuntimeError::new_err("the work ended without a result; please report this"));
            }
        }
    }
}

/// The threads of this process: as many as it may use, or as `RAYON_NUM_THREADS` says.
///
/// rayon's own would not do. A process that was forked has none of its parent's threads, and would wait for them for ever.
fn threads() -> PyResult<Arc<ThreadPool>> {
    static THREADS: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

    let mut threads = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((process, threads)) = &*threads
        && *process == process::id()
    {
        return Ok(Arc::clone(threads));
    }
    let started = ThreadPoolBuilder::new().stack_size(STACK).build();
    let started = Arc::new(started.map_err(|error| PyRuntimeError::new_err(error.to_string()))?);
    // The parent's are not ended: they are not here.
    mem::forget(threads.replace((process::id(), Arc::clone(&started))));
    Ok(started)
}

/// Ctrl-C as the package's own exception; whatever else was raised stays as it is.
fn stopped(py: Python<'_>, raised: PyErr, (done, total): (u64, u64)) -> PyErr {
    if !raised.is_instance_of::<PyKeyboardInterrupt>(py) {
        return raised;
    }
    let interrupted = PyErr::from(Refused::from(Interrupted::Stopped { done, total }));
    interrupted.set_cause(py, Some(raised));
    interrupted
}
