//! Real rounds of drand are accepted, and nothing else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

use double_random::{BeaconError, BeaconRound, Digest, Explain, Network};
use serde_json::Value;

/// The published rounds of each network.
fn rounds() -> Vec<(Network, Value)> {
    let text = include_str!("../vectors/public/drand-rounds.json");
    let networks: Value = serde_json::from_str(text).unwrap();
    Network::ALL
        .into_iter()
        .flat_map(|network| {
            let rounds = networks[network.name()]["rounds"].as_array().unwrap().clone();
            rounds.into_iter().map(move |round| (network, round))
        })
        .collect()
}

fn read(network: Network, number: u64, round: &Value) -> Result<BeaconRound, BeaconError> {
    let signature = round["signature"].as_str().unwrap();
    let published: Digest = round["randomness"].as_str().unwrap().parse().unwrap();
    BeaconRound::new(network, number, signature, round["previous_signature"].as_str())?
        .with_randomness(&published)
}

/// Guards that every published round of every network is accepted, at the time it was due.
#[test]
fn published_rounds_are_accepted() {
    let rounds = rounds();
    assert!(rounds.len() > 100);
    for (network, round) in rounds {
        let number = round["round"].as_u64().unwrap();
        let read = read(network, number, &round).unwrap();
        assert_eq!((read.network(), read.round()), (network, number));
        let due = network.time_of(number).unwrap();
        assert_eq!(Some(due), round["time_unix"].as_u64());
        assert_eq!(
            (network.first_round_after(due - 1), network.first_round_after(due)),
            (number, number + 1)
        );
    }
}

/// Guards that a round with another number, randomness, signature, predecessor or network is refused, each for its reason.
#[test]
fn tampered_rounds_are_refused() {
    let code = |result: Result<BeaconRound, BeaconError>| result.map_or_else(|error| error.code(), |_| "ok");
    // One round in ten of the retired network is enough: they are all of one kind.
    for (at, (network, round)) in rounds().into_iter().enumerate() {
        if network == Network::Fastnet && at % 10 != 0 {
            continue;
        }
        let number = round["round"].as_u64().unwrap();
        assert_eq!(code(read(network, number + 1, &round)), "beacon.bad_signature");

        let flipped = |member: &str| {
            let mut forged = round.clone();
            let text = forged[member].as_str().unwrap();
            let last = if text.ends_with('0') { "1" } else { "0" };
            forged[member] = format!("{}{last}", &text.split_at(text.len() - 1).0).into();
            code(read(network, number, &forged))
        };
        assert_eq!(flipped("randomness"), "beacon.bad_randomness");
        assert_eq!(flipped("signature"), "beacon.bad_signature");
        for other in Network::ALL.into_iter().filter(|other| *other != network) {
            assert!(matches!(
                code(read(other, number, &round)),
                "beacon.bad_signature" | "beacon.wrong_chaining"
            ));
        }
        let mut unchained = round.clone();
        unchained["previous_signature"] = if network == Network::Default { Value::Null } else { "00".into() };
        assert_eq!(code(read(network, number, &unchained)), "beacon.wrong_chaining");
        if network == Network::Default {
            assert_eq!(flipped("previous_signature"), "beacon.bad_signature");
        }
        let mut capitals = round.clone();
        capitals["signature"] = capitals["signature"].as_str().unwrap().to_uppercase().into();
        assert_eq!(code(read(network, number, &capitals)), "beacon.not_hex");
    }
}
