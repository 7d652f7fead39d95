//! One request in, one answer out, both plain data: the surface that bindings call, so that they translate and decide nothing.
//!
//! A request is JSON with a member `do`; documents go in and out as their exact texts. The answer is `{"ok": …}` or
//! `{"error": {"code", "params", "zh", "en"}}`. Nothing is kept between requests: each state of a ceremony is a document that the
//! caller saves and hands in again, and a document that was altered in between is refused. A caller may hold directories, which are large, as
//! [`Held`].
//!
//! ```
//! use double_random::interop;
//!
//! let answer = interop::answer(r#"{"do": "quota", "pool": [30, 15, 10, 5], "rounding": "up",
//!     "quota": {"progressive": {"ratio": "10%", "weights": [1, 2, 4, 8], "minimum": 1, "tier_minimums": [0, 0, 0, 0]}}}"#);
//! assert!(answer.contains(r#""quota":[1,1,2,2]"#));
//!
//! let error = interop::answer(r#"{"do": "quota"}"#);
//! assert!(error.starts_with(r#"{"error":{"code":"interop.bad_request""#));
//! ```

mod ceremony;
mod checks;
mod documents;
mod fault;
mod held;
mod inspectors;
mod plan;
mod request;
mod results;
mod results_request;
mod statistics;
mod targets;

use serde_json::{Value, json};

use fault::Fault;
pub use fault::RequestError;
pub use held::Held;
use request::Request;

use crate::message::Explain;
use crate::progress::Watch;
use crate::table::sheet_text;

/// The answer to a request.
pub fn answer(request: &str) -> String {
    answer_watched(request, &mut ())
}

/// As [`answer`], telling `watch` how far long work is; when it stops the work, the answer is the error `progress.interrupted`.
pub fn answer_watched(request: &str, watch: &mut dyn Watch) -> String {
    answer_held(request, Held::default(), watch)
}

/// As [`answer_watched`], with directories that need not be in the request.
pub fn answer_held(request: &str, held: Held<'_>, watch: &mut dyn Watch) -> String {
    let answered = serde_json::from_str(request).map_err(|error| Fault::bad_request(&error));
    match answered.and_then(|request| dispatch(request, held, watch)) {
        Ok(answer) => json!({ "ok": answer }),
        Err(fault) => json!({ "error": fault }),
    }
    .to_string()
}

/// An error in the form in which answers carry it, for what a binding calls without a request.
///
/// ```
/// use double_random::{Date, interop};
///
/// let error = "2025-02-29".parse::<Date>().unwrap_err();
/// assert!(interop::error(&error).starts_with(r#"{"error":{"code":"date.not_a_day""#));
/// ```
pub fn error(error: &impl Explain) -> String {
    json!({ "error": Fault::of(error) }).to_string()
}

fn dispatch(request: Request, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    match request {
        Request::ReadPlan(request) => plan::read(request),
        Request::CompletePlan(request) => plan::complete(request),
        Request::Findings(request) => plan::findings(&request),
        Request::Tasks(request) => plan::tasks(&request),
        Request::Rules(request) => Ok(plan::rules(request)),
        Request::Quota(request) => plan::quota(&request),
        Request::Targets(request) => targets::inspect(request, held, watch),
        Request::Inspectors(request) => inspectors::inspect(request, held, watch),
        Request::Preview(request) => ceremony::preview(request, held, watch),
        Request::Trial(request) => ceremony::trial(request, held, watch),
        Request::Secret(request) => ceremony::secret(&request),
        Request::Commit(request) => ceremony::commit(request, held, watch),
        Request::Draw(request) => ceremony::draw(request, held, watch),
        Request::Sheet(request) => Ok(json!({ "csv": sheet_text(&request.rows) })),
        Request::Hash(request) => Ok(json!({ "digest": request.suite.hash(request.text.as_bytes()) })),
        Request::Void(request) => ceremony::void(request),
        Request::Verify(request) => ceremony::verify(request, held, watch),
        Request::Amend(request) => documents::amend(request, held, watch),
        Request::InForce(request) => documents::in_force(request, held, watch),
        Request::Explain(request) => documents::explain(request, held, watch),
        Request::Receipt(request) => documents::receipt(request, held, watch),
        Request::VerifyReceipt(request) => documents::verify_receipt(&request),
        Request::Absence(request) => documents::absence(request, held, watch),
        Request::VerifyAbsence(request) => documents::verify_absence(&request),
        Request::Notice(request) => documents::notice(&request),
        Request::Digest(request) => documents::digest(&request),
        Request::PublicList(request) => documents::public_list(request, held, watch),
        Request::Certificate(request) => documents::certificate(request, held, watch),
        Request::Weights(request) => statistics::weights(&request),
        Request::Estimate(request) => statistics::estimate(request),
        Request::SurveyExport(request) => statistics::survey_export(request),
        Request::Consistency(request) => statistics::consistency(&request, watch),
        Request::Repeats(request) => statistics::repeats(&request, watch),
        Request::EarlyWarning(request) => statistics::early_warning(&request, watch),
        Request::TierTrend(request) => statistics::tier_trend(&request),
        Request::WorkingDays(request) => results::working_days(&request),
        Request::EnterResults(request) => results::enter(request),
        Request::MergeResults(request) => results::merge(&request),
        Request::Results(request) => results::results(request, held, watch),
        Request::Progress(request) => results::progress(request, held, watch),
        Request::Feedback(request) => results::feedback(request, held, watch),
        Request::Disclosure(request) => results::disclosure(request, held, watch),
    }
}
