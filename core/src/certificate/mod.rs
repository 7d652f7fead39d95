//! The certificate (抽取证书): a draw on a few pages, for those who do not read JSON.
//!
//! One HTML document without scripts and without anything from outside, in Chinese with English beside it, to be read on a screen
//! or printed on A4. It repeats what plan, record and report say and decides nothing. It names no target, so it may be published
//! as soon as the draw is over; what would give the drawn away to whoever knows their ids is kept until [`CertificateStage::AfterVisits`].

mod attempts;
mod by_hand;
mod checks;
mod findings;
mod head;
mod html;
mod numbers;
mod rules;
mod shell;
mod sources;
mod tasks;
mod teams;
mod words;

use crate::plan::InspectionPlan;
use crate::record::{DrawRecord, VoidedAttempt};
use crate::verify::VerificationReport;
use html::{Html, all, element};

/// How much a certificate shows (证书阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[doc(alias = "证书阶段")]
pub enum CertificateStage {
    /// Neither secrets nor seed nor keys: with them and the cut-offs, whoever knows a target's id could tell before the visit
    /// whether it was drawn. The default.
    #[default]
    BeforeVisits,
    /// Everything but the targets themselves.
    AfterVisits,
}

/// What a certificate is about.
struct Facts<'a> {
    record: &'a DrawRecord,
    plan: &'a InspectionPlan,
    report: &'a VerificationReport,
    voids: &'a [VoidedAttempt],
    stage: CertificateStage,
}

impl Facts<'_> {
    /// Whether secrets, seed and keys may be shown.
    fn opened(&self) -> bool {
        self.stage == CertificateStage::AfterVisits
    }
}

/// The certificate of a draw (抽取证书), as one HTML document.
///
/// `report` is what [`verify`](crate::verify()) found about this record with this plan, `voids` are the attempts before it, the first first.
///
/// ```
/// # use double_random::*;
/// # fn example(record: &DrawRecord, plan: &InspectionPlan, targets: &TargetDirectory) -> Result<(), Box<dyn std::error::Error>> {
/// let (text, document) = (plan.to_json(), record.to_json());
/// let report = verify(&document, &Evidence::new(&text, targets), &mut ())?;
/// let page = certificate(record, plan, &report, &[], CertificateStage::BeforeVisits);
/// std::fs::write("certificate.html", page)?;
/// # Ok(())
/// # }
/// ```
#[doc(alias = "抽取证书")]
pub fn certificate(
    record: &DrawRecord,
    plan: &InspectionPlan,
    report: &VerificationReport,
    voids: &[VoidedAttempt],
    stage: CertificateStage,
) -> String {
    let facts = Facts { record, plan, report, voids, stage };
    let body = all([
        head::header(&facts),
        element(
            "main",
            all([
                head::section(&facts),
                attempts::section(&facts),
                sources::section(&facts),
                tasks::overview(&facts),
                tasks::section(&facts),
                teams::section(&facts),
                findings::section(&facts),
                checks::section(&facts),
                by_hand::section(&facts),
            ]),
        ),
        head::footer(&facts),
    ]);
    page(record.commitment.plan.name.as_str(), body)
}

/// Nothing is loaded and nothing runs, whatever a document holds.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'\">";

fn page(name: &str, body: Html) -> String {
    let (title, body) = (Html::from(format!("抽取证书 {name}")).into_string(), body.into_string());
    let style = include_str!("style.css");
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}
