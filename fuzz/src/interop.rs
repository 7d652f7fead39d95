//! Requests of bindings.

use double_random::interop::answer;
use serde_json::Value;

/// Any text has an answer: what was asked for, or an error with its code, parameters and both sentences. The same
/// request has the same answer.
pub fn interop(data: &[u8]) {
    let request = String::from_utf8_lossy(data);
    let text = answer(&request);
    assert_eq!(answer(&request), text);
    let answered: Value = serde_json::from_str(&text).expect("an answer is JSON");
    let members = answered.as_object().expect("an answer is an object");
    assert_eq!(members.len(), 1, "{text}");
    match (members.get("ok"), members.get("error")) {
        (Some(ok), None) => assert!(ok.is_object(), "{text}"),
        (None, Some(error)) => is_error(error),
        _ => panic!("{text}"),
    }
}

fn is_error(error: &Value) {
    let word = |member: &str| error[member].as_str().expect("a text");
    assert!(
        word("code").split_once('.').is_some_and(|(room, what)| !room.is_empty() && !what.is_empty()),
        "{error}"
    );
    assert!(!word("zh").is_empty() && !word("en").is_empty() && word("zh") != word("en"), "{error}");
    assert!(error["params"].is_object() && error.as_object().map(serde_json::Map::len) == Some(4), "{error}");
}
