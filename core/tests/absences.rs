//! An absence proves that an id is not in the directory, and nobody who is there can be proven absent.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

#[path = "common/ceremony.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod small;

use double_random::{
    Absence, Commitment, Coordination, Explain, ProofReport, ProvenDirectory, ProvenRow, Suite,
    TargetDirectory, verify_absence,
};
use small::{directory_of, draw, plan, rows, salted, setting};

fn commitment(directory: &TargetDirectory) -> Commitment {
    draw(&plan(Coordination::Independent), directory, setting(Suite::Sm3)).1.commitment
}

fn verify(commitment: &Commitment, text: &str) -> ProofReport {
    verify_absence(text, &commitment.digest())
}

fn failed(report: &ProofReport) -> Vec<&'static str> {
    report.failed().map(|check| check.name.code()).collect()
}

/// Guards absence before the first, between two, behind the last, and from an empty directory, salted or not.
#[test]
fn an_absent_id_is_proven_absent() {
    for directory in [salted(), directory_of(&rows()), directory_of(&[]), directory_of(&rows()[..1])] {
        let empty = directory.is_empty();
        let commitment = commitment(&directory);
        let proven = ProvenDirectory::new(&commitment, &directory, &mut ()).unwrap();
        for id in ["0", "140581-0042X", "Z"] {
            let absence = proven.absence(id).unwrap();
            let report = verify(&commitment, &absence.to_json());
            assert!(report.holds() && report.not_done().next().is_none(), "{report}");
            assert!(report.plain_zh.starts_with(id) && report.plain_zh.contains("不在"));
            assert_eq!(absence.before.is_none(), empty || id == "0");
            assert_eq!(
                absence.after.is_none(),
                empty || absence.before.as_ref().is_some_and(|row| row.index + 1 == commitment.targets.rows)
            );
        }
    }
}

/// Guards that nobody who is there is proven absent, by whatever rows, and that another spelling is no absence.
#[test]
fn nobody_who_is_there_is_proven_absent() {
    let directory = salted();
    let commitment = commitment(&directory);
    let proven = ProvenDirectory::new(&commitment, &directory, &mut ()).unwrap();
    let fails = |absence: &Absence| failed(&verify(&commitment, &absence.to_json()));
    let honest = proven.absence("140581-0042X").unwrap();
    let other = proven.absence("140581-0043X").unwrap();
    let there = |absence: Absence| Absence { id: "140581-0043".to_owned(), ..absence };
    assert_eq!(fails(&there(honest.clone())), ["absence.place"]);
    assert_eq!(fails(&there(other.clone())), ["absence.place"]);
    let apart = Absence { after: other.after.clone(), ..honest.clone() };
    assert_eq!(fails(&there(apart)), ["absence.place"]);
    for forged in [
        Absence { before: None, ..honest.clone() },
        Absence { after: None, ..honest.clone() },
        Absence { id: "140581-0042x".to_owned(), ..honest.clone() },
        Absence { id: "A".to_owned(), ..honest.clone() },
    ] {
        assert_eq!(fails(&forged), ["absence.place"]);
    }
    let neither = Absence { before: None, after: None, ..honest.clone() };
    assert_eq!(fails(&neither), ["absence.rows", "absence.place"]);

    let mut renumbered = honest.clone();
    renumbered.after = other.after.map(|row| ProvenRow { index: 43, ..row });
    assert_eq!(fails(&there(renumbered)), ["absence.rows"]);
    let mut edited = honest.clone();
    edited.commitment.targets.rows += 1;
    assert_eq!(fails(&edited)[0], "absence.commitment");
    let text = honest.to_json().replace("absence", "receipt");
    assert_eq!(failed(&verify(&commitment, &text)), ["absence.layout"]);

    let code = |id: &str| proven.absence(id).unwrap_err().code();
    assert_eq!(code("140581-0043"), "publish.in_directory");
    assert!(code("140581-0042x").starts_with("id."));
}
