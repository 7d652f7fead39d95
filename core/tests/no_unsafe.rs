//! Guards that the compiler's word is taken for nothing but the one call it cannot judge.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn one_file_has_the_one_unsafe_call() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&source, &mut found);
    assert!(found.len() > 100);
    let words =
        ["unsafe {", "unsafe fn", "unsafe impl", "unsafe trait", "unsafe extern", "unsafe(", "unsafe_code"];
    let text = |path: &PathBuf| fs::read_to_string(path).unwrap();
    found.retain(|path| words.iter().any(|word| text(path).contains(word)));
    found.sort();
    assert_eq!(found, [source.join("digest/lanes/sha_ni.rs"), source.join("lib.rs")]);
    assert_eq!(text(&found[0]).matches("unsafe {").count(), 1);
    let forbidden = r#"#![cfg_attr(not(target_arch = "x86_64"), forbid(unsafe_code))]"#;
    assert!(text(&found[1]).contains(forbidden));
    assert_eq!(text(&found[1]).matches("unsafe").count(), 1);
}
