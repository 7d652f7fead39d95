//! The request `assign`: the four steps on numbers alone.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refused, read, text};
use crate::assignment::{AssignmentProblem, Candidate, Competitor};
use crate::digest::Digest;
use crate::id::IdProfile;

#[derive(Deserialize)]
struct Inspector {
    id: String,
    load: u32,
    cap: Option<u32>,
}

#[derive(Deserialize)]
struct Visit {
    order_key: Digest,
    target: String,
    slots: Vec<Vec<usize>>,
}

pub(super) fn assign(request: &Value) -> Result<Value, Refused> {
    let inspectors: Vec<Inspector> = read(&request["inspectors"])?;
    let ids: Vec<String> = inspectors.iter().map(|inspector| inspector.id.clone()).collect();
    ids.iter().try_for_each(|id| IdProfile::Text.check(id))?;
    let candidate = |Inspector { id, load, cap }| Candidate { id, load, cap };
    let candidates = inspectors.into_iter().map(candidate).collect();
    let mut problem = AssignmentProblem::new(read(&request["suite"])?, candidates)?;
    for visit in read::<Vec<Visit>>(&request["visits"])? {
        IdProfile::Text.check(&visit.target)?;
        problem.push_visit(&visit.order_key, &visit.target, &visit.slots)?;
    }
    let assignment = problem.assign(&text(&request["mix_key"])?.parse()?, &mut ())?;
    let (mut open, mut shortages) = (Vec::new(), Vec::new());
    for (visit, slots) in assignment.start.iter().enumerate() {
        for (slot, _) in slots.iter().enumerate().filter(|(_, holder)| holder.is_none()) {
            let shortage = problem.shortage(visit, slot).ok_or("no such place")?;
            let competitor =
                |who: &Competitor| json!({ "inspector": ids.get(who.inspector), "takes": who.takes });
            open.push((visit, slot));
            shortages.push(json!({
                "visit": visit,
                "slot": slot,
                "slots": shortage.slots,
                "inspectors": shortage.inspectors.iter().map(competitor).collect::<Vec<_>>(),
            }));
        }
    }
    let named = |visits: &[Vec<Option<usize>>]| -> Vec<Vec<Option<&String>>> {
        visits
            .iter()
            .map(|slots| slots.iter().map(|holder| holder.and_then(|who| ids.get(who))).collect())
            .collect()
    };
    Ok(json!({
        "open": open,
        "start": named(&assignment.start),
        "teams": named(&assignment.teams),
        "loads": assignment.loads,
        "shortages": shortages,
    }))
}
