//! Pools, draws and whole ceremonies.

use serde_json::{Map, Value, json};

use super::directories::{directory, inspectors};
use super::sources::sources;
use super::{Refused, read, text};
use crate::date::Date;
use crate::digest::Suite;
use crate::draw::{DrawSetting, PreparedDraw};
use crate::id::{IdProfile, Name};
use crate::plan::InspectionPlan;
use crate::pool::Pool;
use crate::risk::{PerTier, RiskTier};
use crate::rule::RuleSet;
use crate::sampling::{SampleSize, TicketKey, stratified_draw};
use crate::seed::Sources;
use crate::selector::Selector;
use crate::target::{Columns, TargetDirectory};

pub(super) fn pool(request: &Value) -> Result<Value, Refused> {
    let directory = directory(request)?;
    let (task, as_of): (Name, Date) = (read(&request["task"])?, read(&request["as_of"])?);
    let (selector, rules): (Selector, RuleSet) = (read(&request["selector"])?, read(&request["rules"])?);
    rules.check()?;
    let pool = Pool::new(&directory, &task, &selector, &rules, as_of, &mut ())?;
    let members =
        directory.iter().enumerate().filter_map(|(row, target)| Some((target.id(), pool.tier(row)?)));
    let tiers: Map<String, Value> = members.map(|(id, tier)| (id.to_owned(), json!(tier))).collect();
    Ok(json!({ "exclusions": pool.exclusions(), "not_classified": pool.not_classified(), "tiers": tiers }))
}

pub(super) fn draw(request: &Value) -> Result<Value, Refused> {
    let key = TicketKey::new(read(&request["suite"])?, &read(&request["key"])?);
    let rows: Vec<(String, RiskTier)> = read(&request["rows"])?;
    let (ids, tiers): (Vec<String>, Vec<RiskTier>) = rows.into_iter().unzip();
    // Plain columns are taken as they are; a directory is what refuses bad ids.
    TargetDirectory::from_rows(Columns::new(["id"])?, IdProfile::Text, ids.iter().map(|id| [id]))?;
    let size =
        SampleSize { drawn: read::<PerTier<u64>>(&request["quota"])?, reserve: read(&request["reserve"])? };
    let strata = stratified_draw(&key, &ids[..], |row| tiers.get(row).copied(), &size, &mut ())?;
    let named = |rows: &[usize]| rows.iter().filter_map(|row| ids.get(*row)).collect::<Vec<_>>();
    let mut answer = Map::new();
    for (tier, stratum) in strata.iter() {
        let last = stratum.drawn.last().and_then(|row| ids.get(*row));
        let cut_off = last.map(|id| key.ticket(id.as_bytes()));
        let value = json!({
            "drawn": named(&stratum.drawn), "reserve": named(&stratum.reserve), "cut_off": cut_off,
        });
        answer.insert(tier.letter().to_owned(), value);
    }
    Ok(Value::Object(answer))
}

pub(super) fn ceremony(request: &Value) -> Result<Value, Refused> {
    let suite: Suite = read(&request["suite"])?;
    let plan = InspectionPlan::from_json(text(&request["plan"])?)?;
    let directory = directory(request)?;
    let setting = DrawSetting {
        suite,
        tasks: read(&request["tasks"])?,
        as_of: read(&request["as_of"])?,
        attempt: read(&request["attempt"])?,
        previous: read(&request["previous"])?,
        committed_at: read(&request["committed_at"])?,
    };
    let (committed, revealed) = sources(suite, request, Value::Null)?;
    let sources = Sources::new(committed, read(&request["witness"])?)?;
    let inspectors = inspectors(request)?;
    let mut prepared = PreparedDraw::new(&plan, &directory, setting, &mut ())?;
    if let Some(inspectors) = &inspectors {
        prepared = prepared.with_inspectors(inspectors)?;
    }
    let committed = prepared.commit(sources, &mut ())?;
    let commitment = committed.commitment().to_json();
    let mut record = committed.reveal(revealed)?.draw(&mut ())?;
    // The library states its own name and version; here the request's stand in their place, as the specification has them.
    record.software = text(&request["software"])?.to_owned();
    if record.software.is_empty() || record.software.contains(char::is_control) {
        return Err("the software has no name".into());
    }
    Ok(json!({ "commitment": commitment, "record": record.to_json() }))
}
