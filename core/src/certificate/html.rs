//! HTML in which a text is never markup.

use crate::legible::{code_point, is_hidden};

/// Markup. It is made only by the functions here: tags come from the program, and every text is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// A text of which nobody here knows the author: escaped, and kept from turning the writing direction of what follows.
    pub(super) fn quoted(text: &str) -> Self {
        element("bdi", text)
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// A text, escaped. What cannot be seen but changes how the rest is read is written by its number.
impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '&' => html += "&amp;",
                '<' => html += "&lt;",
                '>' => html += "&gt;",
                '"' => html += "&quot;",
                '\'' => html += "&#39;",
                '\n' => html += "<br>",
                hidden if is_hidden(hidden) => html += &format!("[{}]", code_point(hidden)),
                plain => html.push(plain),
            }
        }
        Self(html)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }
}

/// An element. The opening holds the name and, behind a blank, its attributes; being part of the program, it needs no escaping.
pub(super) fn element(opening: &'static str, inner: impl Into<Html>) -> Html {
    let name = opening.split(' ').next().unwrap_or_default();
    Html(format!("<{opening}>{}</{name}>", inner.into().0))
}

/// One after the other.
pub(super) fn all(parts: impl IntoIterator<Item = Html>) -> Html {
    parts.into_iter().collect()
}

/// The same in Chinese and in English.
pub(super) fn both(zh: impl Into<Html>, en: impl Into<Html>) -> Html {
    all([zh.into(), " ".into(), element("span lang=\"en\"", en)])
}

/// A list with a point for each.
pub(super) fn list(points: impl IntoIterator<Item = Html>) -> Html {
    element("ul", all(points.into_iter().map(|point| element("li", point))))
}

/// A section with its heading.
pub(super) fn section(zh: &str, en: &str, inner: impl IntoIterator<Item = Html>) -> Html {
    element("section", all([element("h2", both(zh, en)), all(inner)]))
}

/// A table whose head is repeated on each page; the first cell of a row names the row.
pub(super) fn table<const N: usize>(
    opening: &'static str,
    caption: Html,
    head: [Html; N],
    rows: impl IntoIterator<Item = [Html; N]>,
) -> Html {
    let head = all(head.map(|cell| element("th scope=\"col\"", cell)));
    let head = element("thead", element("tr", head));
    let body = element("tbody", all(rows.into_iter().map(row)));
    element(opening, all([element("caption", caption), head, body]))
}

/// A table of what is named in its first column.
pub(super) fn facts(caption: Html, rows: impl IntoIterator<Item = (Html, Html)>) -> Html {
    let body = element("tbody", all(rows.into_iter().map(|(name, value)| row([name, value]))));
    element("table class=\"facts\"", all([element("caption", caption), body]))
}

fn row<const N: usize>(cells: [Html; N]) -> Html {
    let mut opening = "th scope=\"row\"";
    let cells = cells.map(|cell| element(std::mem::replace(&mut opening, "td"), cell));
    element("tr", all(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the page against whatever a document holds.
    #[test]
    fn a_text_is_never_markup() {
        let html = Html::quoted("<script>alert(\"1\" & '2')</script>\u{202E}\u{0}\u{200B}甲").into_string();
        assert_eq!(
            html,
            "<bdi>&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;[U+202E][U+0000][U+200B]甲</bdi>"
        );
    }

    /// Guards that rows are named for those who hear a table instead of seeing it.
    #[test]
    fn the_first_cell_of_a_row_names_it() {
        let html =
            table("table class=\"t\"", "c".into(), ["a".into(), "b".into()], [["1".into(), "2".into()]]);
        assert_eq!(
            html.into_string(),
            "<table class=\"t\"><caption>c</caption><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\
             <tbody><tr><th scope=\"row\">1</th><td>2</td></tr></tbody></table>"
        );
    }
}
