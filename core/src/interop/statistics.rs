//! What a sample tells about its pool, and tests of past draws.

use serde_json::{Value, json};

use super::fault::Fault;
use super::request::{
    ConsistencyRequest, CountedResults, EstimateFrom, EstimateRequest, Outcomes, PoolRow, RepeatsRequest,
    WeightsRequest,
};
use crate::progress::Watch;
use crate::ratio::Ratio;
use crate::record::DrawRecord;
use crate::statistics::{self, ConfidenceLevel, PoolEntry, Sample, StratumCount, SurveyRow};

pub(super) fn weights(request: &WeightsRequest) -> Result<Value, Fault> {
    let record = DrawRecord::from_json(&request.record)?;
    let sample = Sample::of(&record, &request.task)?;
    Ok(json!({ "draw": sample.draw(), "weights": sample.weights().collect::<Vec<_>>() }))
}

pub(super) fn estimate(request: EstimateRequest) -> Result<Value, Fault> {
    let level = level_of(request.level)?;
    let counts = match request.from {
        EstimateFrom::Counts(counts) => counts,
        EstimateFrom::Inspected(Outcomes { record, task, outcomes }) => {
            let record = DrawRecord::from_json(&record)?;
            Sample::of(&record, &task)?.inspected(outcomes)?.counts()
        }
    };
    estimated(&counts, level)
}

pub(super) fn estimated(counts: &[StratumCount], level: ConfidenceLevel) -> Result<Value, Fault> {
    let estimate = statistics::estimate_share(counts, level)?;
    Ok(json!({ "level": level.ratio(), "strata": estimate.strata, "overall": estimate.overall }))
}

pub(super) fn survey_export(request: Outcomes) -> Result<Value, Fault> {
    let record = DrawRecord::from_json(&request.record)?;
    let inspected = Sample::of(&record, &request.task)?.inspected(request.outcomes)?;
    let rows: Vec<SurveyRow<'_>> = inspected.survey_rows().collect();
    Ok(json!({ "rows": rows, "csv": statistics::survey_csv(rows.iter().copied()) }))
}

pub(super) fn consistency(request: &ConsistencyRequest, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let found = statistics::consistency(&request.rows, watch)?;
    Ok(json!({ "tests": found.tests, "fisher": found.fisher }))
}

pub(super) fn repeats<'a>(request: &'a RepeatsRequest, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let entry =
        |PoolRow { draw, stratum, id, drawn }: &'a PoolRow| PoolEntry { draw, stratum, id, drawn: *drawn };
    let entries: Vec<PoolEntry<'_>> = request.rows.iter().map(entry).collect();
    let found = statistics::repeats(&entries, watch)?;
    Ok(json!({ "tests": found.tests, "fisher": found.fisher }))
}

pub(super) fn early_warning(request: &CountedResults, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let level = level_of(request.level)?;
    let found = statistics::early_warning(&request.rows, level, watch)?;
    let directed: Vec<&str> = found.directed().collect();
    Ok(
        json!({ "level": level.ratio(), "directed": directed, "groups": found.groups, "spread": found.spread }),
    )
}

pub(super) fn tier_trend(request: &CountedResults) -> Result<Value, Fault> {
    let level = level_of(request.level)?;
    Ok(json!({ "level": level.ratio(), "trend": statistics::tier_trend(&request.rows, level)? }))
}

pub(super) fn level_of(level: Option<Ratio>) -> Result<ConfidenceLevel, Fault> {
    Ok(level.map(ConfidenceLevel::new).transpose()?.unwrap_or_default())
}
