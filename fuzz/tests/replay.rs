//! Plays seeds and regressions again, without a fuzzer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use double_random_fuzz::{PROPERTIES, Property};

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(of)
}

/// Names of what is in a folder; a folder that is not there has nothing in it.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.expect("a readable folder").file_name().into_string().expect("a plain name"))
        .collect()
}

fn replay(name: &str, property: Property) {
    for kept in ["seeds", "regressions"] {
        let folder = folder(kept).join(name);
        for file in names(&folder) {
            println!("{kept}/{name}/{file}");
            property(&fs::read(folder.join(file)).expect("a readable file"));
        }
    }
}

/// Guards every property on every input that was kept.
#[test]
fn what_was_kept_holds() {
    std::thread::scope(|scope| {
        for (name, property) in PROPERTIES {
            scope.spawn(move || replay(name, property));
        }
    });
}

/// Guards that every property is a target with seeds, and that nothing is kept for a target that is not there.
#[test]
fn every_target_has_seeds() {
    let properties: BTreeSet<String> = PROPERTIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let targets: BTreeSet<String> = names(&folder("fuzz_targets"))
        .into_iter()
        .map(|file| file.trim_end_matches(".rs").to_owned())
        .collect();
    assert_eq!(targets, properties);
    assert_eq!(names(&folder("seeds")), properties);
    for name in &properties {
        assert!(!names(&folder("seeds").join(name)).is_empty(), "{name}");
    }
    assert!(names(&folder("regressions")).is_subset(&properties));
}
