//! The published vectors: every case of every file gives the expected answer, and every invalid one is refused.
//!
//! The expected values were written by the second implementation, `docs/spec/reference/draw_v1.py`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    reason = "a test fails by panicking"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "test data is known"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use double_random::{Digest, InclusionProof, MixStream, Suite, selftest};
use serde_json::Value;

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Guards each case of one file; fails with all cases that differ, not just the first.
fn check(name: &str) {
    let text = file(name);
    let vectors: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(vectors["protocol"], "double-random/1");
    let outcomes = selftest::check(&text).unwrap();
    let ids: BTreeSet<u64> = outcomes.iter().map(|outcome| outcome.id).collect();
    assert_eq!(ids.len(), outcomes.len(), "each case has its own number");
    let wrong: Vec<_> = outcomes.iter().filter(|outcome| !outcome.passed).collect();
    assert!(!outcomes.is_empty() && wrong.is_empty(), "{name}: {wrong:#?}");
}

/// Guards that a case with another answer, and one that should be refused and is not, do not pass.
#[test]
fn differences_are_found() {
    let mut vectors: Value = serde_json::from_str(&file("hash.json")).unwrap();
    vectors["cases"].as_array_mut().unwrap().truncate(2);
    let passed = |vectors: &Value| -> Vec<bool> {
        selftest::check(&vectors.to_string()).unwrap().iter().map(|outcome| outcome.passed).collect()
    };
    assert_eq!(passed(&vectors), [true, true]);
    vectors["cases"][0]["expected"] = "00".repeat(32).into();
    vectors["cases"][1]["result"] = "invalid".into();
    assert_eq!(passed(&vectors), [false, false]);
}

macro_rules! vectors {
    ($($name:ident)*) => { $( #[test] fn $name() { check(concat!(stringify!($name), ".json")); } )* };
}

vectors! {
    hash ids ratios seeds tickets mix merkle directories quotas pools draws inspectors assignments ceremonies voids amendments receipts absences notices
    workdays ledgers progress
}

/// Guards inclusion proofs against the vectors of transparency-dev/merkle, happy and forged.
#[test]
fn inclusion_proofs_of_rfc_6962() {
    let cases: Value = serde_json::from_str(&file("public/rfc6962-inclusion.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let digest = |value: &Value| base64(value.as_str().unwrap()).try_into().ok().map(Digest::from_bytes);
        let path: Option<Vec<Digest>> = match &case["proof"] {
            Value::Array(path) => path.iter().map(digest).collect(),
            _ => Some(Vec::new()),
        };
        let proof = path.map(|path| InclusionProof {
            index: case["leafIdx"].as_u64().unwrap(),
            leaves: case["treeSize"].as_u64().unwrap(),
            path,
        });
        let proved = match (proof, digest(&case["leafHash"]), digest(&case["root"])) {
            (Some(proof), Some(leaf), Some(root)) => proof.proves(Suite::Sha256, &leaf, &root),
            _ => false,
        };
        assert_eq!(proved, !case["wantErr"].as_bool().unwrap(), "{}", case["case"]);
    }
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|d| *d == byte)
    };
    let digits: Vec<usize> = text.bytes().filter_map(digit).collect();
    let bits: Vec<u8> =
        digits.iter().flat_map(|digit| (0..6).rev().map(move |bit| (digit >> bit & 1) as u8)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
}

/// Guards the generator against numpy's published test set, seeded as numpy seeds it (`SeedSequence(0xdeadbeaf)`, whose four
/// words are written out here).
#[test]
fn pcg64_gives_the_words_of_numpy() {
    use rand_core::Rng;
    let words: [u64; 4] = SEED_SEQUENCE;
    let state = u128::from(words[0]) << 64 | u128::from(words[1]);
    let stream = u128::from(words[2]) << 64 | u128::from(words[3]);
    let mut generator = rand_pcg::Pcg64::new(state, stream);
    let set = file("public/pcg64-testset-1.csv");
    let expected: Vec<u64> = set
        .lines()
        .skip(1)
        .map(|line| u64::from_str_radix(line.split_once(", 0x").unwrap().1, 16).unwrap())
        .collect();
    assert_eq!(expected.len(), 1000);
    assert!(expected.iter().all(|word| *word == generator.next_u64()));
}

/// `numpy.random.SeedSequence(0xdeadbeaf).generate_state(4, numpy.uint64)`.
const SEED_SEQUENCE: [u64; 4] =
    [0x5031_2a63_d516_e24a, 0x4063_bc8b_ca44_dc77, 0xb780_f022_ab4e_c9e2, 0x2056_086e_8249_885a];

/// Guards SM3 against the examples of GB/T 32905-2016.
#[test]
fn sm3_examples_of_the_standard() {
    let (mut message, mut checked, mut length) = (Vec::new(), 0, 0);
    for line in file("public/sm3-oscca.txt").lines() {
        match line.split_once(" = ") {
            Some(("Len", bits)) => length = bits.parse::<usize>().unwrap() / 8,
            Some(("Msg", hex)) => {
                message =
                    (0..length).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
            }
            Some(("MD", digest)) => {
                assert_eq!(Suite::Sm3.hash(&message).to_string(), digest);
                checked += 1;
            }
            _ => {}
        }
    }
    assert_eq!(checked, 6);
}

/// Guards the numbers of the worked example, which are literals here so that no regenerated file can move them.
#[test]
fn worked_mix_numbers() {
    let key = "40d337057ee466f60683b20ad53e82ac47b12e4547ef2d1ce87a82a60de5bccb".parse().unwrap();
    let mut stream = MixStream::new(&key);
    let below: [u64; 8] = std::array::from_fn(|_| stream.below(1000.try_into().unwrap()));
    assert_eq!(below, [222, 121, 31, 678, 734, 295, 806, 191]);
}
