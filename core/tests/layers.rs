//! Guards the house: a module uses only modules on the floors above it, as `docs/design.md` lists them, floating point stays in
//! its one room, and no file outgrows what a reader takes in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the top floor down.
const FLOORS: [&str; 36] = [
    "legible",
    "message",
    "ratio",
    "id",
    "digest",
    "date",
    "region",
    "rows",
    "progress",
    "parts",
    "document",
    "table",
    "calendar",
    "risk",
    "salt",
    "target",
    "inspector",
    "selector",
    "team",
    "rule",
    "plan",
    "beacon",
    "merkle",
    "seed",
    "stream",
    "pool",
    "refusal",
    "quota",
    "sampling",
    "assignment",
    "record",
    "draw",
    "results",
    "certificate",
    "interop",
    "selftest",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// All source files with the module each belongs to.
fn modules() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    files(&source(), &mut found);
    let module = |path: &PathBuf| {
        let below = path.strip_prefix(source()).unwrap();
        below.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
    };
    found.into_iter().map(|path| (module(&path), path)).filter(|(module, _)| module != "lib").collect()
}

/// The code of a file: neither its comments nor its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Modules that stand beside another on its floor: none of them uses another.
const BESIDE: [(&str, &str); 5] = [
    ("amend", "draw"),
    ("explain", "draw"),
    ("publish", "draw"),
    ("verify", "draw"),
    ("statistics", "certificate"),
];

fn beside(module: &str) -> Option<&'static str> {
    BESIDE.iter().find(|(one, _)| *one == module).map(|(_, other)| *other)
}

fn floor(module: &str) -> usize {
    let module = beside(module).unwrap_or(module);
    FLOORS
        .iter()
        .position(|floor| *floor == module)
        .unwrap_or_else(|| panic!("`{module}` stands on no floor"))
}

#[test]
fn modules_use_only_what_is_above_them() {
    for (module, path) in modules() {
        for used in code(&path).split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let named = FLOORS.contains(&used.as_str()) || beside(&used).is_some();
            assert!(
                !named || used == module || floor(&used) < floor(&module),
                "{}: uses {used}",
                path.display()
            );
        }
    }
}

/// Guards the promise that nothing which decides a draw is a floating-point number: they live in `statistics`, and of the other
/// rooms only `interop`, which decides nothing, uses it.
#[test]
fn floating_point_stays_in_its_room() {
    for (module, path) in modules().into_iter().filter(|(module, _)| module != "statistics") {
        let code = code(&path);
        let word = |word: &str| code.split(|c: char| !c.is_ascii_alphanumeric()).any(|found| found == word);
        assert!(!word("f64") && !word("f32"), "{}: floating point", path.display());
        assert!(module == "interop" || !code.contains("statistics::"), "{}: uses statistics", path.display());
    }
}

#[test]
fn files_stay_small() {
    for (_, path) in modules() {
        let lines = code(&path).lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 400, "{}: {lines} lines of code", path.display());
    }
}

#[test]
fn nothing_outside_is_touched() {
    let outside =
        ["std::fs", "std::net", "std::time", "std::env", "std::process", "std::thread", "HashMap", "HashSet"];
    for (_, path) in modules() {
        let code = code(&path);
        assert!(outside.iter().all(|used| !code.contains(used)), "{}", path.display());
    }
}
