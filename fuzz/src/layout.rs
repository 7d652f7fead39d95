//! The one layout of documents, in the words of section 6 of the specification: brackets, commas and strings are all
//! it looks at.

/// The JSON text laid out: indented by two spaces, a line for each member and element, `: ` after a name, one LF at the end.
pub(crate) fn laid_out(json: &str) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    let mut rest = json.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = token(rest);
        let (token, after) = rest.split_at(length);
        let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
        match first {
            '[' | '{' => {
                text += token;
                depth += 1;
                if !after.trim_start().starts_with([']', '}']) {
                    text += &line(depth);
                }
            }
            ']' | '}' => {
                depth -= 1;
                if !text.ends_with(['[', '{']) {
                    text += &line(depth);
                }
                text += token;
            }
            ',' => text += &format!(",{}", line(depth)),
            ':' => text += ": ",
            _ => text += token,
        }
        rest = after.trim_start();
    }
    text + "\n"
}

/// The bytes of the next bracket, sign, string or word.
fn token(text: &str) -> usize {
    let mut letters = text.char_indices();
    match letters.next() {
        Some((_, '"')) => {
            let mut escaped = false;
            for (at, letter) in letters {
                match letter {
                    '"' if !escaped => return at + 1,
                    '\\' => escaped = !escaped,
                    _ => escaped = false,
                }
            }
            text.len()
        }
        Some((_, '[' | ']' | '{' | '}' | ',' | ':')) => 1,
        _ => text
            .find(|letter: char| "[]{},:\"".contains(letter) || letter.is_whitespace())
            .unwrap_or(text.len()),
    }
}

/// Whether every number is whole, without exponent, and at most 2^53.
pub(crate) fn has_exact_numbers(json: &str) -> bool {
    let mut rest = json.trim_start();
    while !rest.is_empty() {
        let (token, after) = rest.split_at(token(rest));
        let is_number = token.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        if is_number && !token.parse::<u64>().is_ok_and(|number| number <= 1 << 53) {
            return false;
        }
        rest = after.trim_start();
    }
    true
}

/// Whether strings are escaped only where JSON demands it, in the one way there is.
pub(crate) fn is_escaped_as_demanded(json: &str) -> bool {
    let mut letters = json.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            continue;
        }
        let number = match letters.next() {
            Some('"' | '\\' | 'n' | 'r' | 't' | 'b' | 'f') => continue,
            Some('u') => letters.by_ref().take(4).collect::<String>(),
            _ => return false,
        };
        let short = ["0008", "0009", "000a", "000c", "000d"];
        let control =
            number.starts_with("00") && u32::from_str_radix(&number, 16).is_ok_and(|code| code < 0x20);
        if !control || short.contains(&number.as_str()) || number != number.to_lowercase() {
            return false;
        }
    }
    true
}
