//! Trees of hashes.

use serde_json::{Value, json};

use super::{Refused, read, text};
use crate::digest::{Digest, Suite};
use crate::merkle::{InclusionProof, MerkleTree, leaf_hash};

fn leaves(request: &Value) -> Result<(Suite, Vec<Digest>), Refused> {
    let suite = read(&request["suite"])?;
    let leaves = read::<Vec<String>>(&request["leaves"])?;
    Ok((suite, leaves.iter().map(|leaf| leaf_hash(suite, b"", leaf.as_bytes())).collect()))
}

pub(super) fn root(request: &Value) -> Result<Value, Refused> {
    let (suite, leaves) = leaves(request)?;
    Ok(json!(MerkleTree::new(suite, leaves).root()))
}

pub(super) fn proof(request: &Value) -> Result<Value, Refused> {
    let (suite, leaves) = leaves(request)?;
    let proof = MerkleTree::new(suite, leaves).prove(read(&request["index"])?);
    Ok(json!(proof.ok_or("no such leaf")?.path))
}

pub(super) fn check_proof(request: &Value) -> Result<Value, Refused> {
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
