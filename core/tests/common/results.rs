//! Answers to the requests about what happens after the visits, by the surface that bindings call.

use double_random::interop;
use serde_json::Value;

use super::answer::Refused;

/// What both implementations must say alike: without sentences, tables for people and estimates.
pub(crate) fn results(request: &Value) -> Result<Value, Refused> {
    let mut answer: Value = serde_json::from_str(&interop::answer(&request.to_string()))?;
    let mut told = match answer.get_mut("ok") {
        Some(told) => told.take(),
        None => return Err(answer.to_string().into()),
    };
    without(&mut told, &["csv"]);
    for (list, members) in [("findings", ["zh", "en"].as_slice()), ("tasks", &["estimate"])] {
        for told in told.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            without(told, members);
        }
    }
    Ok(told)
}

fn without(told: &mut Value, members: &[&str]) {
    for member in members {
        told.as_object_mut().map(|told| told.remove(*member));
    }
}
