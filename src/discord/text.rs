//! Text of members made safe to show: it is seen as it was typed, and no more.

use crate::ids::UserId;

/// Stands where somebody is named whose data was erased.
pub const NOBODY: &str = "—";

/// Names somebody, in a way that Discord shows as their name.
#[must_use]
pub fn mention(user: UserId) -> String {
    if user.is_erased() {
        NOBODY.to_owned()
    } else {
        format!("<@{user}>")
    }
}

/// Escapes Markdown and mentions. Each character becomes at most two, and web
/// addresses stay as they are, so that they can be pressed. What would reach beyond the text, or
/// says nothing, is left out: turns of the writing direction, and control characters.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest.find(|c| !is_in_address(c)).unwrap_or(rest.len());
            escaped.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        if matches!(c, '\u{2028}' | '\u{2029}') {
            escaped.push('\n');
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if turns_direction(c) || (c.is_control() && !matches!(c, '\n' | '\t')) {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if matches!(
            c,
            '\\' | '*'
                | '_'
                | '~'
                | '`'
                | '|'
                | '>'
                | '<'
                | '#'
                | '-'
                | '+'
                | '['
                | ']'
                | '('
                | ')'
                | '@'
                | ':'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
        rest = &rest[c.len_utf8()..];
    }
    escaped
}

/// Characters of an address that mean nothing to Markdown.
fn is_in_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            ':' | '/' | '.' | '-' | '?' | '=' | '&' | '%' | '#' | '+' | '_' | '~'
        )
}

/// Overrides and isolates of writing direction, which would reach beyond the text.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// At most `most` characters on one line, with … where something was left out. Nothing
/// in it turns what stands around it.
#[must_use]
pub fn one_line(text: &str, most: usize) -> String {
    let line: String = text
        .chars()
        .filter(|c| !turns_direction(*c))
        .map(|c| {
            let ends_a_line = matches!(c, '\u{2028}' | '\u{2029}');
            if c.is_control() || ends_a_line {
                ' '
            } else {
                c
            }
        })
        .collect();
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// The text as a quotation of at most `most` characters, the marks of its lines counted, with
/// … where something was left out.
#[must_use]
pub fn quoted(text: &str, most: usize) -> String {
    let lines: Vec<String> = escape(text)
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    let quote = lines.join("\n");
    if quote.chars().count() <= most {
        return quote;
    }
    let cut: String = quote.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end_matches('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_and_mentions_are_shown_as_typed() {
        assert_eq!(escape("**太字**"), "\\*\\*太字\\*\\*");
        assert_eq!(escape("@everyone <@1>"), "\\@everyone \\<\\@1\\>");
        assert_eq!(escape("# 見出し"), "\\# 見出し");
        assert_eq!(
            escape("[見て](https://a.example/b_c)"),
            "\\[見て\\]\\(https://a.example/b_c\\)"
        );
    }

    #[test]
    fn nothing_turns_or_rings_what_stands_around_it() {
        let typed = "あ\u{2066}\u{202E}い\u{7}\u{1B}う\r\nえ\tお\u{2028}か";
        assert_eq!(escape(typed), "あいう\nえ\tお\nか");
    }

    #[test]
    fn escaping_at_most_doubles() {
        let worst = "*".repeat(1000);
        assert_eq!(escape(&worst).chars().count(), 2000);
    }

    #[test]
    fn a_quotation_keeps_to_its_length() {
        assert_eq!(quoted("あ*\nい", 20), "> あ\\*\n> い");
        assert_eq!(quoted("あいう", 4), "> あ…");
        assert_eq!(quoted("***", 5), "> \\*…");
    }

    #[test]
    fn cutting_counts_characters() {
        assert_eq!(one_line("あい\nう", 10), "あい う");
        assert_eq!(one_line("あいうえお", 4), "あいう…");
        assert_eq!(one_line("#1 \u{202E}abc", 10), "#1 abc");
        assert_eq!(one_line("😀😀😀", 3), "😀😀😀");
    }
}
