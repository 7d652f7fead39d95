//! A receipt is verified without the directory, tells nothing of anyone else, and no edit of it goes unnoticed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "test data is known"
)]

#[path = "common/ceremony.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod small;

use std::collections::BTreeSet;

use double_random::{
    CommittedTier, Coordination, DrawDigest, DrawRecord, ExclusionReason, Explain, InclusionProof,
    InspectionPlan, MerkleTree, ProofReport, ProvenDirectory, Receipt, ReceiptEvidence, ReceiptOutcome,
    Suite, TargetDirectory, leaf_hash, verify_receipt,
};
use serde_json::{Value, json};
use small::{directory_of, draw, plan, rows, salted, setting};

struct Ceremony {
    plan: InspectionPlan,
    directory: TargetDirectory,
    record: DrawRecord,
    digest: String,
}

fn ceremony(coordination: Coordination, suite: Suite, directory: TargetDirectory) -> Ceremony {
    let plan = plan(coordination);
    let (_, record) = draw(&plan, &directory, setting(suite));
    let digest = DrawDigest::of(&record).to_json();
    Ceremony { plan, directory, record, digest }
}

fn usual() -> Ceremony {
    ceremony(Coordination::Independent, Suite::Sha256, salted())
}

impl Ceremony {
    fn proven(&self) -> ProvenDirectory<'_> {
        ProvenDirectory::new(&self.record.commitment, &self.directory, &mut ()).unwrap()
    }

    fn receipt(&self, id: &str) -> Receipt {
        self.proven().receipts(&self.record, &self.plan).unwrap().of(id).unwrap()
    }

    fn evidence(&self) -> ReceiptEvidence<'_> {
        let published = ReceiptEvidence::new(self.record.commitment_digest, self.record.digest());
        ReceiptEvidence { digest: Some(&self.digest), ..published }
    }

    fn verify(&self, text: &str) -> ProofReport {
        verify_receipt(text, &ReceiptEvidence { plan: Some(&self.plan.to_json()), ..self.evidence() })
    }

    /// A receipt with each outcome in the second task, which has all four.
    fn each_outcome(&self) -> Vec<Receipt> {
        let all: Vec<Receipt> = self.directory.iter().map(|target| self.receipt(target.id())).collect();
        let outcomes = [
            ReceiptOutcome::Drawn,
            ReceiptOutcome::Reserve,
            ReceiptOutcome::NotDrawn,
            ReceiptOutcome::Excluded,
        ];
        outcomes
            .map(|outcome| all.iter().find(|receipt| receipt.draws[1].outcome == outcome).unwrap().clone())
            .into()
    }
}

fn failed(report: &ProofReport) -> Vec<&'static str> {
    report.failed().map(|check| check.name.code()).collect()
}

/// Guards honest receipts: of every target, in both suites, merged or not, salted or not, every check is done and passes, and
/// what the receipts say is what the record says.
#[test]
fn every_target_can_check_its_own_case() {
    for suite in Suite::ALL {
        for coordination in [Coordination::Independent, Coordination::MergedVisits] {
            for directory in [salted(), directory_of(&rows())] {
                let ceremony = ceremony(coordination, suite, directory);
                let (proven, plan) = (ceremony.proven(), ceremony.plan.to_json());
                let receipts = proven.receipts(&ceremony.record, &ceremony.plan).unwrap();
                let evidence = ReceiptEvidence { plan: Some(&plan), ..ceremony.evidence() };
                let (mut seen, mut drawn) = (BTreeSet::new(), 0);
                for target in ceremony.directory.iter() {
                    let receipt = receipts.of(target.id()).unwrap();
                    let report = verify_receipt(&receipt.to_json(), &evidence);
                    assert!(report.holds() && report.not_done().next().is_none(), "{report}");
                    drawn +=
                        receipt.draws.iter().filter(|case| case.outcome == ReceiptOutcome::Drawn).count();
                    seen.extend(receipt.draws.iter().map(|case| case.outcome.code()));
                }
                assert_eq!(seen, BTreeSet::from(["drawn", "reserve", "not_drawn", "excluded"]));
                let recorded: usize = ceremony.record.draws.iter().map(|draw| draw.drawn().count()).sum();
                assert_eq!(drawn, recorded);
            }
        }
    }
}

/// Where every value of a document stands.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, value)| places(value, &format!("{at}/{index}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

/// Other values of the same kind as this one.
fn others(at: &str, value: &Value) -> Vec<Value> {
    let member = at.rsplit('/').next().unwrap();
    let words: Vec<&str> = match member {
        "outcome" => vec!["drawn", "reserve", "not_drawn", "excluded"],
        "reason" => ExclusionReason::ALL.map(ExclusionReason::code).to_vec(),
        "tier" => vec!["A", "B", "C", "D"],
        "cut_off" | "salt" if value.is_null() => {
            vec!["00000000000000000000000000000000000000000000000000000000000000ff"]
        }
        _ => vec![],
    };
    let nullable = ["reason", "tier", "cut_off", "salt", "rank"].contains(&member);
    let mut others: Vec<Value> = words.into_iter().map(Value::from).collect();
    match value {
        // Of a rank only the bounds are known without the record.
        _ if member == "rank" => others.extend([json!(0), json!(100_000)]),
        Value::Number(number) => others.push(json!(number.as_u64().unwrap() + 1)),
        Value::String(text) if others.is_empty() => {
            let other = if text.ends_with('0') { '1' } else { '0' };
            let kept: String = text.chars().take(text.chars().count() - 1).collect();
            others.push(format!("{kept}{other}").into());
        }
        Value::Bool(flag) => others.push(json!(!flag)),
        _ => {}
    }
    others.extend(nullable.then_some(Value::Null));
    others.retain(|other| other != value);
    others
}

/// The checks one of which must be the first to find an edit at this place.
fn finders(at: &str) -> &'static [&'static str] {
    let member = at.rsplit('/').next().unwrap();
    match at.split('/').nth(1).unwrap() {
        "format" => &["receipt.layout"],
        "record_digest" => &["receipt.record"],
        // A commitment that contradicts the receipt, or that cannot be one, shows in the layout already.
        "commitment" => &["receipt.commitment", "receipt.layout"],
        "sources" if at == "/sources/1/value" => &["receipt.keys"],
        "sources" => &["receipt.sources", "receipt.layout"],
        "seed" => &["receipt.keys"],
        "id" | "row" | "salt" | "index" | "path" => &["receipt.row"],
        _ => match member {
            "draw" => &["receipt.layout"],
            "key" => &["receipt.keys"],
            "ticket" => &["receipt.tickets"],
            "outcome" | "rank" | "cut_off" => &["receipt.layout", "receipt.outcomes"],
            "reason" => &["receipt.layout", "receipt.rules"],
            "tier" => &["receipt.layout", "receipt.outcomes", "receipt.rules"],
            _ => &[],
        },
    }
}

/// Guards every single member: edited, the right check is the first to find it; left out, the layout.
#[test]
fn every_edit_is_found_by_the_right_check() {
    for directory in [salted(), directory_of(&rows())] {
        let ceremony = ceremony(Coordination::Independent, Suite::Sha256, directory);
        for receipt in ceremony.each_outcome() {
            let document: Value = serde_json::from_str(&receipt.to_json()).unwrap();
            let mut found = Vec::new();
            places(&document, "", &mut found);
            for at in found {
                for other in others(&at, document.pointer(&at).unwrap()) {
                    let mut edited = document.clone();
                    *edited.pointer_mut(&at).unwrap() = other.clone();
                    let report = ceremony.verify(&(serde_json::to_string_pretty(&edited).unwrap() + "\n"));
                    let first = failed(&report).first().copied().unwrap_or("none");
                    assert!(finders(&at).contains(&first), "{at} = {other}: {first}\n{report}");
                    assert!(
                        !report.plain_en.contains(&receipt.id),
                        "nothing is repeated of what does not hold"
                    );
                }
                let (parent, member) = at.rsplit_once('/').unwrap();
                let mut cut = document.clone();
                if let Some(members) = cut.pointer_mut(parent).and_then(Value::as_object_mut) {
                    members.remove(member);
                    let report = ceremony.verify(&(serde_json::to_string_pretty(&cut).unwrap() + "\n"));
                    assert_eq!(failed(&report), ["receipt.layout"], "{at} left out");
                    assert!(!report.holds());
                }
            }
        }
    }
}

/// Guards the proof itself: a path cut short or drawn out, another's row, and another's row under one's own id.
#[test]
fn only_ones_own_row_is_proven() {
    let ceremony = usual();
    let (own, other) = (ceremony.receipt("140581-0042"), ceremony.receipt("140581-0043"));
    let fails = |forged: Receipt| failed(&ceremony.verify(&forged.to_json()));

    let mut short = own.clone();
    short.path.pop();
    assert_eq!(fails(short), ["receipt.row"]);
    let mut long = own.clone();
    long.path.push(long.seed);
    assert_eq!(fails(long), ["receipt.row"]);

    let Receipt { row, salt, index, path, .. } = other.clone();
    let swapped = Receipt { row: row.clone(), salt, index, path: path.clone(), ..own.clone() };
    assert_eq!(fails(swapped)[0], "receipt.row");
    let renamed = Receipt { id: other.id, row, salt, index, path, ..own };
    assert_eq!(fails(renamed)[0], "receipt.tickets");
}

/// Guards against a second preimage: an inner node has the hash of no row, and a subtree is no directory of fewer rows.
#[test]
fn an_inner_node_is_no_row() {
    let suite = Suite::Sha256;
    let leaves: Vec<_> = (0..8_u8).map(|at| leaf_hash(suite, b"", &[at])).collect();
    let tree = MerkleTree::new(suite, leaves.clone());
    let proof = tree.prove(4).unwrap();
    let above = InclusionProof { index: 2, leaves: 4, path: proof.path[1..].to_vec() };
    let children = [leaves[4].as_bytes().as_slice(), leaves[5].as_bytes()].concat();
    assert!(!above.proves(suite, &leaf_hash(suite, b"", &children), &tree.root()));
    // It is the first byte, and the committed number of rows, that keep the two apart.
    let node = suite.hash(&[&[1], children.as_slice()].concat());
    assert!(above.proves(suite, &node, &tree.root()));
    assert!(!InclusionProof { leaves: 8, ..above }.proves(suite, &node, &tree.root()));
}

/// Guards that a salt is not taken for the beginning of a row: the leaf would be the same, the id another.
#[test]
fn a_salt_is_no_part_of_the_row() {
    let ceremony = usual();
    let own = ceremony.receipt("140581-0042");
    let salt = own.salt.unwrap().to_string();
    let row = format!("{salt}{}", own.row);
    assert_eq!(
        leaf_hash(Suite::Sha256, b"", row.as_bytes()),
        leaf_hash(Suite::Sha256, salt.as_bytes(), own.row.as_bytes())
    );
    let forged = Receipt { id: format!("{salt}{}", own.id), row, salt: None, ..own };
    let report = ceremony.verify(&forged.to_json());
    assert_eq!(failed(&report)[0], "receipt.row", "{report}");
}

/// Guards the neighbour: without salts the first sibling confirms a guess of its row, with salts nothing does.
#[test]
fn a_salted_receipt_confirms_no_guess_of_a_neighbour() {
    for (directory, confirms) in [(directory_of(&rows()), true), (salted(), false)] {
        let ceremony = ceremony(Coordination::Independent, Suite::Sha256, directory);
        let own = ceremony.receipt("140581-0042");
        let neighbour = ceremony.directory.get(43).unwrap();
        let guess = leaf_hash(Suite::Sha256, b"", neighbour.row_text().as_bytes());
        assert_eq!(own.path[0] == guess, confirms);
        let with_own_salt = leaf_hash(
            Suite::Sha256,
            own.salt.map(|salt| salt.to_string()).unwrap_or_default().as_bytes(),
            neighbour.row_text().as_bytes(),
        );
        assert_eq!(own.path.contains(&with_own_salt), confirms);
        let text = own.to_json();
        assert!(ceremony.directory.iter().all(|target| target.id() == own.id || !text.contains(target.id())));
    }
}

/// Guards what was not handed in: it is called not done, the sentence says so, and a forged cut-off shows only against the
/// published one.
#[test]
fn what_was_not_handed_in_is_not_called_passed() {
    let ceremony = usual();
    let drawn = ceremony.each_outcome().remove(0);
    let bare = ReceiptEvidence::new(ceremony.record.commitment_digest, ceremony.record.digest());
    let report = verify_receipt(&drawn.to_json(), &bare);
    assert!(report.holds());
    assert_eq!(report.not_done().map(|check| check.name.code()).collect::<Vec<_>>(), ["receipt.rules"]);
    assert!(report.plain_zh.contains("未提供抽取摘要") && report.plain_zh.contains("未提供抽查计划"));

    // Whoever was drawn is told otherwise, with a cut-off made to fit.
    let mut forged = drawn;
    let case = &mut forged.draws[1];
    case.cut_off = Some("00".repeat(32).parse().unwrap());
    (case.outcome, case.rank) = (ReceiptOutcome::NotDrawn, None);
    assert!(verify_receipt(&forged.to_json(), &bare).holds());
    assert_eq!(failed(&ceremony.verify(&forged.to_json())), ["receipt.outcomes"]);

    let others = DrawDigest::of(&self::ceremony(Coordination::MergedVisits, Suite::Sha256, salted()).record);
    let (own, others) = (ceremony.receipt("140581-0000").to_json(), others.to_json());
    for digest in [others.as_str(), "{}"] {
        let report = verify_receipt(&own, &ReceiptEvidence { digest: Some(digest), ..bare });
        assert_eq!(failed(&report), ["receipt.outcomes"]);
    }
    let report = verify_receipt(&own, &ReceiptEvidence { plan: Some("{}"), ..bare });
    assert_eq!(failed(&report), ["receipt.rules"]);
}

/// What was committed of the tier that the case has in the second draw.
fn tier_in_second_draw(receipt: &Receipt) -> &CommittedTier {
    let (committed, case) = (&receipt.commitment.draws[1], &receipt.draws[1]);
    committed.tiers.iter().find(|tier| Some(tier.tier) == case.tier).unwrap()
}

/// Guards the bounds of ranks: the reserve stands after the drawn, and the list ends.
#[test]
fn ranks_have_their_bounds() {
    let ceremony = usual();
    let honest = ceremony.each_outcome().remove(1);
    let tier = tier_in_second_draw(&honest);
    let end = tier.pool.min(tier.quota + u64::from(honest.commitment.draws[1].reserve));
    for rank in [tier.quota, end + 1] {
        let mut forged = honest.clone();
        forged.draws[1].rank = Some(rank);
        assert_eq!(failed(&ceremony.verify(&forged.to_json())), ["receipt.outcomes"], "{rank}");
    }
}

/// Guards that nobody is told "not drawn" where the reserve takes in everybody, which a commitment says beside the tickets.
#[test]
fn nobody_is_left_over_where_all_are_listed() {
    let ceremony = usual();
    let honest = ceremony.each_outcome().remove(2);
    let tier = tier_in_second_draw(&honest);
    let all = u32::try_from(tier.pool - tier.quota).unwrap();
    for (reserve, told) in [(all - 1, false), (all, true), (all + 1, true)] {
        let mut forged = honest.clone();
        forged.commitment.draws[1].reserve = reserve;
        assert_eq!(
            failed(&ceremony.verify(&forged.to_json())).contains(&"receipt.outcomes"),
            told,
            "{reserve}"
        );
    }
}

/// Guards the sentences: each outcome is told, with its reason and how many of its tier were drawn, in both languages.
#[test]
fn each_outcome_is_told_in_plain_words() {
    let ceremony = usual();
    let told = [
        ("抽中，签号", "drawn, since"),
        ("列为备选", "reserve"),
        ("未抽中，签号", "not drawn, since"),
        ("原因是", "because it is"),
    ];
    for (receipt, (zh, en)) in ceremony.each_outcome().iter().zip(told) {
        let report = ceremony.verify(&receipt.to_json());
        let line = |text: &str| text.lines().nth(2).unwrap().to_owned();
        assert!(line(&report.plain_zh).contains(zh) && line(&report.plain_en).contains(en), "{report}");
        let (committed, case) = (&receipt.commitment.draws[1], &receipt.draws[1]);
        if let Some(tier) = committed.tiers.iter().find(|tier| Some(tier.tier) == case.tier) {
            let (zh, en) = (format!("最小的{}个之内", tier.quota), format!("the {} smallest", tier.quota));
            assert!(line(&report.plain_zh).contains(&zh) && line(&report.plain_en).contains(&en), "{report}");
        }
        assert!(report.zh().contains(&report.plain_zh) && report.to_string().contains(&report.plain_en));
    }
}

/// Guards that nothing is made of what does not belong together.
#[test]
fn what_does_not_fit_is_refused() {
    let ceremony = usual();
    let plain = directory_of(&rows());
    let other_key = directory_of(&rows()).salted("cd".repeat(32).parse().unwrap());
    for directory in [&plain, &other_key, &directory_of(&rows()[1..])] {
        let refused = ProvenDirectory::new(&ceremony.record.commitment, directory, &mut ()).unwrap_err();
        assert_eq!(refused.code(), "publish.directory_differs");
        assert!(refused.zh().contains("名录库"));
    }
    let proven = ceremony.proven();
    let receipts = |record: &DrawRecord, plan: &InspectionPlan| {
        proven.receipts(record, plan).map_or_else(|error| error.code(), |_| "ok")
    };
    let merged = self::ceremony(Coordination::MergedVisits, Suite::Sha256, salted());
    assert_eq!(receipts(&merged.record, &ceremony.plan), "publish.record_differs");
    assert_eq!(receipts(&ceremony.record, &merged.plan), "publish.plan_differs");
    let missing = proven.receipts(&ceremony.record, &ceremony.plan).unwrap().of("Z").unwrap_err();
    assert_eq!(missing.code(), "publish.not_in_directory");
}
