//! Partial draws merged, against the draw of the whole and against sorting everything.

use std::collections::BTreeSet;

use arbitrary::{Arbitrary, Unstructured};
use double_random::{PartialDraw, PartialEntry, RiskTier, SamplingError, Suite};

use crate::edit::{Edit, edited};
use crate::hash::{hash, hex};
use crate::population::{Kept, Population};
use crate::told::is_told;

#[derive(Debug, Arbitrary)]
struct Case {
    population: Population,
    /// To which part each row goes, in turn.
    parts: Vec<u8>,
    /// Which two of the parts that are left are merged next; what is left at the end is merged at once.
    order: Vec<(u8, u8)>,
    /// What somebody does to the whole as it is written.
    edits: Vec<Edit>,
}

/// However rows are spread over parts, and in whatever order the parts are merged, each written and read in between,
/// the result is the draw of the whole: the smallest of each tier. An id that stands in two rows is refused or, kept
/// nowhere, changes nothing. A draw that was altered is refused when it is read, unless it could be another one's.
pub fn merge(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let population = &case.population;
    let ids = population.ids();
    let differ = ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
    let whole = part(population, &ids, |_| true);
    match merged(&case, &ids) {
        Err(error) => {
            assert!(!differ, "{error} of {case:?}");
            is_told(&error);
        }
        Ok(merged) => {
            assert_eq!(whole.as_ref(), Ok(&merged), "{case:?}");
            is_smallest(population, &ids, &merged);
            altered(&case.edits[..case.edits.len().min(4)], &merged);
        }
    }
}

/// The draw of the rows that are taken.
fn part(
    population: &Population,
    ids: &[String],
    takes: impl Fn(usize) -> bool + Sync,
) -> Result<PartialDraw, SamplingError> {
    let tier = |row: usize| population.tier(row).filter(|_| takes(row));
    PartialDraw::new(&population.key(), ids, tier, population.size(), &mut ())
}

const PARTS: usize = 5;

fn merged(case: &Case, ids: &[String]) -> Result<PartialDraw, SamplingError> {
    let of =
        |row: usize| row.checked_rem(case.parts.len()).map_or(0, |at| usize::from(case.parts[at]) % PARTS);
    let part = |number: usize| part(&case.population, ids, |row| of(row) == number);
    let mut parts = (0..PARTS).map(part).collect::<Result<Vec<_>, _>>()?;
    for (one, other) in &case.order {
        if parts.len() == 1 {
            break;
        }
        let one = parts.remove(usize::from(*one) % parts.len());
        let other = parts.remove(usize::from(*other) % parts.len());
        parts.push(sent(&one).merge(sent(&other))?);
    }
    let others: Vec<PartialDraw> = parts.iter().skip(1).map(sent).collect();
    parts[0].merge_all(&others)
}

/// The part as another machine reads it.
fn sent(part: &PartialDraw) -> PartialDraw {
    let text = serde_json::to_string(part).expect("plain data");
    let read = serde_json::from_str(&text).expect("what was written");
    assert_eq!(&read, part);
    read
}

/// What can still be read keeps what a draw keeps, and merges or is refused.
fn altered(edits: &[Edit], draw: &PartialDraw) {
    let text = serde_json::to_string(draw).expect("plain data");
    let text = edited(&text, edits, |_| None);
    let Ok(read) = serde_json::from_str::<PartialDraw>(&text) else { return };
    let written = serde_json::to_value(&read).expect("plain data");
    let suite = if written["suite"] == "sm3" { Suite::Sm3 } else { Suite::Sha256 };
    let key = written["key"].as_str().expect("a key");
    for tier in RiskTier::ALL {
        let drawn = read.drawn(tier).into_iter().flatten();
        let kept: Vec<Kept> = kept(drawn.chain(read.reserve(tier)));
        assert!(kept.windows(2).all(|pair| pair[0] < pair[1]), "{text}");
        let own = |(ticket, id): &Kept| *ticket == hex(&hash(suite, &[key.as_bytes(), id.as_bytes()]));
        assert!(kept.iter().all(own), "{text}");
        // Without a limit, as many were kept as there must be; with one, it is asked whether they were.
        let (drawn, seen) = (written["size"]["drawn"][tier as usize].as_u64(), read.seen()[tier]);
        let wanted =
            drawn.zip(written["size"]["reserve"].as_u64()).map(|(drawn, reserve)| seen.min(drawn + reserve));
        let listed = written["entries"][tier as usize].as_array().map(|entries| entries.len() as u64);
        assert_eq!(read.drawn(tier).is_ok(), drawn <= Some(seen) && wanted <= listed, "{text}");
    }
    if let Err(error) = read.merge(draw.clone()) {
        is_told(&error);
    }
}

fn is_smallest(population: &Population, ids: &[String], draw: &PartialDraw) {
    let sorted = population.sorted(ids);
    for (tier, sorted) in sorted.iter() {
        let (drawn, reserve) = population.kept(tier, sorted);
        assert_eq!(draw.seen()[tier], sorted.len() as u64);
        match draw.drawn(tier) {
            Ok(found) => assert_eq!(kept(found), drawn, "{population:?}"),
            Err(_) => assert!((sorted.len() as u64) < population.size().drawn[tier], "{population:?}"),
        }
        assert_eq!(kept(draw.reserve(tier)), reserve, "{population:?}");
    }
}

fn kept<'a>(entries: impl Iterator<Item = PartialEntry<'a>>) -> Vec<Kept> {
    entries.map(|entry| (entry.ticket.to_string(), entry.id.to_owned())).collect()
}
