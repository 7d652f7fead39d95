//! The sample as a table that packages for survey data read.

use serde::Serialize;

use super::InspectedSample;
use crate::risk::RiskTier;

/// One drawn target, as packages for survey data take it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SurveyRow<'a> {
    /// The target.
    pub id: &'a str,
    /// The tier it was drawn in.
    pub stratum: RiskTier,
    /// Targets in the tier's pool, `N_t`.
    pub pool: u64,
    /// How many of them were drawn, `n_t`.
    pub drawn: u64,
    /// `N_t / n_t`.
    pub weight: f64,
    /// The finite population correction as a factor, `1 - n_t / N_t`.
    pub fpc: f64,
    /// 1 where there was a problem, 0 where there was none.
    pub outcome: u8,
}

impl<'a> InspectedSample<'a> {
    /// The sample row by row, for packages for survey data (抽样调查软件包).
    ///
    /// R, package `survey` (Lumley 2010), which takes the size of the pool for its `fpc`:
    ///
    /// ```r
    /// sample <- read.csv("sample.csv", colClasses = c(id = "character"))
    /// design <- svydesign(id = ~1, strata = ~stratum, weights = ~weight, fpc = ~pool, data = sample)
    /// svymean(~outcome, design)
    /// svyby(~outcome, ~stratum, design, svymean)
    /// ```
    ///
    /// Python, package `samplics`, which takes the factor:
    ///
    /// ```python
    /// sample = pandas.read_csv("sample.csv", dtype={"id": str})
    /// estimator = TaylorEstimator(PopParam.mean)
    /// estimator.estimate(y=sample["outcome"], samp_weight=sample["weight"], stratum=sample["stratum"],
    ///                    fpc=dict(zip(sample["stratum"], sample["fpc"])))
    /// ```
    ///
    /// Both want at least two drawn targets in each stratum that is not a census.
    #[doc(alias = "抽样调查软件包")]
    pub fn survey_rows(&self) -> impl Iterator<Item = SurveyRow<'a>> {
        self.sample.weights().map(|target| {
            let (pool, drawn) = self.sizes(target.tier);
            SurveyRow {
                id: target.id,
                stratum: target.tier,
                pool,
                drawn,
                weight: target.weight,
                fpc: 1.0 - drawn as f64 / pool as f64,
                outcome: u8::from(self.problem(target.id)),
            }
        })
    }
}

/// The rows as CSV with a heading, lines ended by LF. Numbers are written so that they read back as themselves.
///
/// It is for programs: unlike the public list it does not guard against cells that a spreadsheet takes for formulas.
pub fn survey_csv<'a>(rows: impl IntoIterator<Item = SurveyRow<'a>>) -> String {
    let mut text = "id,stratum,pool,drawn,weight,fpc,outcome\n".to_owned();
    for SurveyRow { id, stratum, pool, drawn, weight, fpc, outcome } in rows {
        text += &format!("{},{stratum},{pool},{drawn},{weight},{fpc},{outcome}\n", quoted(id));
    }
    text
}

/// A cell, quoted where CSV needs it.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
