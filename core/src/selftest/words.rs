//! Words, keys, tickets and random numbers.

use std::num::{NonZeroU32, NonZeroU64};

use serde_json::{Value, json};

use super::{Refused, read, text};
use crate::digest::{Digest, Suite};
use crate::id::{IdProfile, Name};
use crate::ratio::Ratio;
use crate::sampling::TicketKey;
use crate::seed::Purpose;
use crate::stream::MixStream;

pub(super) fn hash(request: &Value) -> Result<Value, Refused> {
    Ok(json!(read::<Suite>(&request["suite"])?.hash(text(&request["text"])?.as_bytes())))
}

pub(super) fn id(request: &Value) -> Result<Value, Refused> {
    read::<IdProfile>(&request["profile"])?.check(text(&request["id"])?)?;
    Ok(request["id"].clone())
}

pub(super) fn ratio(request: &Value) -> Result<Value, Refused> {
    Ok(json!(text(&request["text"])?.parse::<Ratio>()?.fraction()))
}

pub(super) fn key(request: &Value) -> Result<Value, Refused> {
    // A key is made from a seed that the library made itself; here the text of the specification is hashed as it stands.
    let suite: Suite = read(&request["suite"])?;
    let seed: Digest = read(&request["seed"])?;
    let purpose = [Purpose::Ticket, Purpose::Order, Purpose::Mix]
        .into_iter()
        .find(|purpose| Some(purpose.name()) == request["purpose"].as_str())
        .ok_or("no such purpose")?;
    let scope = text(&request["scope"])?;
    let names: Vec<&str> = scope.split('/').collect();
    match names[..] {
        [plan] => plan.parse::<Name>().map(|_| ())?,
        [plan, task, attempt] => {
            plan.parse::<Name>()?;
            task.parse::<Name>()?;
            let number: NonZeroU32 = attempt.parse()?;
            if number.to_string() != attempt {
                return Err("the attempt is not in decimal".into());
            }
        }
        _ => return Err("neither a draw id nor a plan's name".into()),
    }
    let lines = format!("double-random/1 key {suite}\n{}\n{scope}\n{seed}\n", purpose.name());
    Ok(json!(suite.hash(lines.as_bytes())))
}

pub(super) fn ticket(request: &Value) -> Result<Value, Refused> {
    let key = TicketKey::new(read(&request["suite"])?, &read(&request["key"])?);
    let mut tickets = Vec::new();
    for id in read::<Vec<String>>(&request["ids"])? {
        IdProfile::Text.check(&id)?;
        tickets.push(key.ticket(id.as_bytes()));
    }
    Ok(json!(tickets))
}

pub(super) fn below(request: &Value) -> Result<Value, Refused> {
    let mut stream = MixStream::new(&read(&request["key"])?);
    let bound: NonZeroU64 = read(&request["n"])?;
    let numbers = (0..read(&request["count"])?).map(|_: u64| stream.below(bound).to_string());
    Ok(json!(numbers.collect::<Vec<_>>()))
}
