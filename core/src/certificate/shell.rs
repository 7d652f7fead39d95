//! Lines for a shell, filled in with the values of this draw.

use super::html::{Html, element};
use crate::digest::Suite;

/// A line with what it prints.
pub(super) fn line(command: &str, printed: &str) -> Html {
    element("pre", format!("{command}\n# {printed}"))
}

/// The command that hashes a file.
pub(super) fn digest_of(suite: Suite, file: &str) -> String {
    format!("{} {file}", hash(suite))
}

/// The command that hashes what `printf` writes: the format, as printf reads it, and its arguments.
pub(super) fn printed(suite: Suite, format: &str, arguments: &[&str]) -> String {
    let arguments: String = arguments.iter().map(|argument| format!(" {}", quoted(argument))).collect();
    format!("printf '{format}'{arguments} | {}", hash(suite))
}

fn hash(suite: Suite) -> &'static str {
    match suite {
        Suite::Sha256 => "sha256sum",
        Suite::Sm3 => "openssl dgst -sm3",
    }
}

/// An argument that no shell reads as anything but itself.
fn quoted(argument: &str) -> String {
    format!("'{}'", argument.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards whoever copies a line: a label is an argument and never a command.
    #[test]
    fn a_label_is_never_a_command() {
        let line = printed(Suite::Sm3, "%s", &["a'; rm -rf ~ #"]);
        assert_eq!(line, r"printf '%s' 'a'\''; rm -rf ~ #' | openssl dgst -sm3");
    }
}
