//! Answers to the requests of the vectors, by the Rust implementation: the same requests that
//! `docs/spec/reference/draw_v1.py answer` takes.

use std::num::{NonZeroU32, NonZeroU64};

use double_random::{
    BeaconRound, Columns, CommittedDirectory, Date, Digest, DrawSetting, IdProfile, InclusionProof,
    InspectionPlan, InspectorColumns, InspectorDirectory, MerkleRoot, MixStream, Name, Network, PerTier,
    Pool, PreparedDraw, Purpose, QuotaRule, Quotas, Ratio, RiskTier, Rounding, RuleSet, SampleSize, Secret,
    Seed, Selector, Source, SourceCommitment, Sources, Suite, TargetDirectory, TicketKey, Witness, leaf_hash,
    stratified_draw,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::assign::assign;
use super::documents;

/// A refusal, in words.
pub(crate) type Refused = Box<dyn std::error::Error>;

/// The answer to a request, or why it is refused.
pub(crate) fn answer(request: &Value) -> Result<Value, String> {
    let answer = match request["do"].as_str().unwrap() {
        "hash" => hash(request),
        "id" => id(request),
        "ratio" => ratio(request),
        "seed" => seed(request),
        "witness" => witness(request),
        "trial_seed" => trial_seed(request),
        "key" => key(request),
        "ticket" => ticket(request),
        "below" => below(request),
        "root" => root(request),
        "proof" => proof(request),
        "check_proof" => check_proof(request),
        "directory" => directory_digest(request),
        "quota" => quota(request),
        "pool" => pool(request),
        "draw" => draw(request),
        "assign" => assign(request),
        "ceremony" => ceremony(request),
        "void" => documents::void(request),
        "amend" => documents::amend(request),
        "in_force" => documents::in_force(request),
        "receipt" => documents::receipt(request),
        "check_receipt" => documents::check_receipt(request),
        "absence" => documents::absence(request),
        "check_absence" => documents::check_absence(request),
        "notice" => documents::notice(request),
        "digest" => documents::digest(request),
        "verify" => documents::check_chains(request),
        other => panic!("no request `{other}`"),
    };
    answer.map_err(|refused| refused.to_string())
}

pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Refused> {
    Ok(serde_json::from_value(value.clone())?)
}

pub(crate) fn text(value: &Value) -> Result<&str, Refused> {
    value.as_str().ok_or_else(|| "not a text".into())
}

fn hash(request: &Value) -> Result<Value, Refused> {
    Ok(json!(read::<Suite>(&request["suite"])?.hash(text(&request["text"])?.as_bytes())))
}

fn id(request: &Value) -> Result<Value, Refused> {
    read::<IdProfile>(&request["profile"])?.check(text(&request["id"])?)?;
    Ok(request["id"].clone())
}

fn ratio(request: &Value) -> Result<Value, Refused> {
    Ok(json!(text(&request["text"])?.parse::<Ratio>()?.fraction()))
}

/// The sources of a request, as committed and as revealed.
fn sources(
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
    let rounds = networks[network.name()]["rounds"].as_array().ok_or("no rounds")?;
    let published =
        rounds.iter().find(|published| published["round"] == round).ok_or("no such round here")?;
    Ok(text(&published["signature"])?.to_owned())
}

fn seed(request: &Value) -> Result<Value, Refused> {
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

fn trial_seed(request: &Value) -> Result<Value, Refused> {
    let number = text(&request["number"])?.parse()?;
    Ok(json!(Seed::of_trial(read(&request["suite"])?, number).digest()))
}

fn witness(request: &Value) -> Result<Value, Refused> {
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

fn key(request: &Value) -> Result<Value, Refused> {
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

fn ticket(request: &Value) -> Result<Value, Refused> {
    let key = TicketKey::new(read(&request["suite"])?, &read(&request["key"])?);
    let mut tickets = Vec::new();
    for id in read::<Vec<String>>(&request["ids"])? {
        IdProfile::Text.check(&id)?;
        tickets.push(key.ticket(id.as_bytes()));
    }
    Ok(json!(tickets))
}

fn below(request: &Value) -> Result<Value, Refused> {
    let mut stream = MixStream::new(&read(&request["key"])?);
    let bound: NonZeroU64 = read(&request["n"])?;
    let numbers = (0..read(&request["count"])?).map(|_: u64| stream.below(bound).to_string());
    Ok(json!(numbers.collect::<Vec<_>>()))
}

fn leaves(request: &Value) -> Result<(Suite, Vec<Digest>), Refused> {
    let suite = read(&request["suite"])?;
    let leaves = read::<Vec<String>>(&request["leaves"])?;
    Ok((suite, leaves.iter().map(|leaf| leaf_hash(suite, b"", leaf.as_bytes())).collect()))
}

fn root(request: &Value) -> Result<Value, Refused> {
    let (suite, leaves) = leaves(request)?;
    let mut root = MerkleRoot::new(suite);
    leaves.into_iter().for_each(|leaf| root.push(leaf));
    Ok(json!(root.finish()))
}

fn proof(request: &Value) -> Result<Value, Refused> {
    let (suite, leaves) = leaves(request)?;
    let index = read(&request["index"])?;
    let proof = InclusionProof::new(suite, index, leaves.len() as u64, |at| leaves[at as usize]);
    Ok(json!(proof.ok_or("no such leaf")?.path))
}

fn check_proof(request: &Value) -> Result<Value, Refused> {
    let suite: Suite = read(&request["suite"])?;
    let proof = InclusionProof {
        index: read(&request["index"])?,
        leaves: read(&request["size"])?,
        path: read(&request["proof"])?,
    };
    let leaf = leaf_hash(suite, b"", text(&request["leaf"])?.as_bytes());
    let proved = proof.proves(suite, &leaf, &read(&request["root"])?);
    if proved { Ok(json!(true)) } else { Err("not proved".into()) }
}

/// The directory of a request, in the profile `text` where none is named.
pub(crate) fn directory(request: &Value) -> Result<TargetDirectory, Refused> {
    let profile = request.get("profile").map_or(Ok(IdProfile::Text), read)?;
    let columns = Columns::new(read::<Vec<String>>(&request["columns"])?)?;
    let rows = read::<Vec<Vec<String>>>(&request["rows"])?;
    let directory = TargetDirectory::from_rows(columns, profile, rows)?;
    Ok(match request.get("salt_key") {
        None | Some(Value::Null) => directory,
        Some(key) => directory.salted(text(key)?.parse()?),
    })
}

fn directory_digest(request: &Value) -> Result<Value, Refused> {
    let suite = read(&request["suite"])?;
    let committed = match request.get("kind").map_or(Ok("targets"), text)? {
        "targets" => CommittedDirectory::of(&directory(request)?, suite, &mut ())?,
        "inspectors" if !request["salt_key"].is_null() => return Err("inspectors are not salted".into()),
        "inspectors" => CommittedDirectory::of_inspectors(&inspector_directory(request)?, suite, &mut ())?,
        other => return Err(format!("no kind `{other}`").into()),
    };
    Ok(json!({ "digest": committed.digest, "root": committed.root }))
}

/// The directory of inspectors that a request brings along, if it does.
pub(crate) fn inspectors(request: &Value) -> Result<Option<InspectorDirectory>, Refused> {
    request.get("inspectors").filter(|given| !given.is_null()).map(inspector_directory).transpose()
}

fn inspector_directory(request: &Value) -> Result<InspectorDirectory, Refused> {
    let columns = InspectorColumns::new(read::<Vec<String>>(&request["columns"])?)?;
    let profile = request.get("profile").map_or(Ok(IdProfile::Ascii), read)?;
    Ok(InspectorDirectory::from_rows(columns, profile, read::<Vec<Vec<String>>>(&request["rows"])?)?)
}

fn quota(request: &Value) -> Result<Value, Refused> {
    let (rule, rounding): (QuotaRule, Rounding) = (read(&request["quota"])?, read(&request["rounding"])?);
    let quotas = Quotas::new(&rule, rounding, &read(&request["pool"])?)?;
    let tiers: Vec<_> = quotas.iter().map(|(_, tier)| *tier).collect();
    Ok(json!({
        "ideal": tiers.iter().map(|tier| tier.ideal).collect::<Vec<_>>(),
        "quota": tiers.iter().map(|tier| tier.quota).collect::<Vec<_>>(),
        "added": tiers.iter().map(|tier| tier.added).collect::<Vec<_>>(),
        "realised": tiers.iter().map(|tier| tier.realised()).collect::<Vec<_>>(),
        "inversions": quotas.inversions(),
    }))
}

fn pool(request: &Value) -> Result<Value, Refused> {
    let directory = directory(request)?;
    let (task, as_of): (Name, Date) = (read(&request["task"])?, read(&request["as_of"])?);
    let (selector, rules): (Selector, RuleSet) = (read(&request["selector"])?, read(&request["rules"])?);
    rules.check()?;
    let pool = Pool::new(&directory, &task, &selector, &rules, as_of, &mut ())?;
    let members =
        directory.iter().enumerate().filter_map(|(row, target)| Some((target.id(), pool.tier(row)?)));
    let tiers: serde_json::Map<String, Value> =
        members.map(|(id, tier)| (id.to_owned(), json!(tier))).collect();
    Ok(json!({ "exclusions": pool.exclusions(), "not_classified": pool.not_classified(), "tiers": tiers }))
}

fn draw(request: &Value) -> Result<Value, Refused> {
    let key = TicketKey::new(read(&request["suite"])?, &read(&request["key"])?);
    let rows: Vec<(String, RiskTier)> = read(&request["rows"])?;
    let (ids, tiers): (Vec<String>, Vec<RiskTier>) = rows.into_iter().unzip();
    // Plain columns are taken as they are; a directory is what refuses bad ids.
    TargetDirectory::from_rows(Columns::new(["id"])?, IdProfile::Text, ids.iter().map(|id| [id]))?;
    let size =
        SampleSize { drawn: read::<PerTier<u64>>(&request["quota"])?, reserve: read(&request["reserve"])? };
    let strata = stratified_draw(&key, &ids[..], |row| Some(tiers[row]), &size, &mut ())?;
    let named = |rows: &[usize]| rows.iter().map(|row| ids[*row].clone()).collect::<Vec<_>>();
    let mut answer = serde_json::Map::new();
    for (tier, stratum) in strata.iter() {
        let cut_off = stratum.drawn.last().map(|row| key.ticket(ids[*row].as_bytes()));
        let value = json!({
            "drawn": named(&stratum.drawn), "reserve": named(&stratum.reserve), "cut_off": cut_off,
        });
        answer.insert(tier.letter().to_owned(), value);
    }
    Ok(Value::Object(answer))
}

fn ceremony(request: &Value) -> Result<Value, Refused> {
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
