//! Sources of randomness.

use serde_json::{Value, json};

use super::{Refused, read, text};
use crate::beacon::{BeaconRound, Network};
use crate::digest::{Digest, Suite};
use crate::seed::{Secret, Seed, Source, SourceCommitment, Sources, Witness};

/// The sources of a request, as committed and as revealed.
pub(super) fn sources(
    suite: Suite,
    request: &Value,
    without_bits: Value,
) -> Result<(Vec<SourceCommitment>, Vec<Source>), Refused> {
    let (mut committed, mut revealed) = (Vec::new(), Vec::new());
    for source in request["sources"].as_array().ok_or("no sources")? {
        let (label, value) = (text(&source["label"])?, text(&source["value"])?);
        match text(&source["kind"])? {
            "secret" => {
                let secret = Secret::new(label, value)?;
                committed.push(SourceCommitment::secret(suite, label, &secret));
                revealed.push(Source::secret(label, secret));
            }
            "beacon" => {
                let (network, round) = label.split_once(':').ok_or("no round")?;
                let (network, round): (Network, u64) = (network.parse()?, round.parse()?);
                if label != format!("{network}:{round}") {
                    return Err("the round has another spelling".into());
                }
                committed.push(SourceCommitment::beacon(network, round));
                let previous = source.get("previous_signature").and_then(Value::as_str);
                let signature = match source.get("signature") {
                    Some(signature) => text(signature)?.to_owned(),
                    None => signature_of(network, round)?,
                };
                let published = BeaconRound::new(network, round, &signature, previous)?;
                revealed.push(Source::beacon(&published.with_randomness(&read(&source["value"])?)?));
            }
            "public" => {
                let bits = read(source.get("bits").unwrap_or(&without_bits))?;
                committed.push(SourceCommitment::public(label, bits));
                revealed.push(Source::public(label, value));
            }
            other => return Err(format!("no kind `{other}`").into()),
        }
    }
    Ok((committed, revealed))
}

/// Where a vector names a round without its signature, the published one.
fn signature_of(network: Network, round: u64) -> Result<String, Refused> {
    let networks: Value = serde_json::from_str(include_str!("../../vectors/public/drand-rounds.json"))?;
    let rounds =
        networks.get(network.name()).and_then(|network| network["rounds"].as_array()).ok_or("no rounds")?;
    let published =
        rounds.iter().find(|published| published["round"] == round).ok_or("no such round here")?;
    Ok(text(&published["signature"])?.to_owned())
}

pub(super) fn seed(request: &Value) -> Result<Value, Refused> {
    let suite = read(&request["suite"])?;
    let (committed, revealed) = sources(suite, request, json!(256))?;
    let alone = matches!(committed.as_slice(), [SourceCommitment::Secret { .. }]);
    let witness = if alone { Witness::Unwitnessed } else { Witness::Witnessed };
    let commitments: Vec<Digest> = committed
        .iter()
        .filter_map(|source| match source {
            SourceCommitment::Secret { commitment, .. } => Some(*commitment),
            _ => None,
        })
        .collect();
    let seed = Sources::new(committed, witness)?.reveal(suite, &revealed)?;
    Ok(json!({ "seed": seed.digest(), "commitments": commitments }))
}

pub(super) fn trial_seed(request: &Value) -> Result<Value, Refused> {
    let number = text(&request["number"])?.parse()?;
    Ok(json!(Seed::of_trial(read(&request["suite"])?, number).digest()))
}

pub(super) fn witness(request: &Value) -> Result<Value, Refused> {
    let mut committed = Vec::new();
    for source in request["sources"].as_array().ok_or("no sources")? {
        let label = text(&source["label"])?.to_owned();
        committed.push(match text(&source["kind"])? {
            "secret" => SourceCommitment::Secret { label, commitment: Suite::Sha256.hash(b"any") },
            "beacon" => {
                let (network, round) = label.split_once(':').ok_or("no round")?;
                SourceCommitment::beacon(network.parse()?, round.parse()?)
            }
            _ => SourceCommitment::Public { label, bits: read(&source["bits"])? },
        });
    }
    let truth =
        [Witness::Witnessed, Witness::Unwitnessed].map(|witness| Sources::new(committed.clone(), witness));
    let [witnessed, unwitnessed] = truth;
    witnessed.or(unwitnessed).map(|sources| json!(sources.witness())).map_err(Into::into)
}
