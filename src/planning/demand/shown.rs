//! What people wrote, as it can stand in a message.

const LONGEST: usize = 60;

/// A value on one line, cut if it is long.
pub fn shown(text: &str) -> String {
    one_line(text, LONGEST)
}

/// A text on one line, without control characters, cut behind so many.
pub fn one_line(text: &str, longest: usize) -> String {
    let mut escaped = text.chars().flat_map(|c| {
        let (plain, code) = if c.is_control() { (None, Some(c.escape_default())) } else { (Some(c), None) };
        plain.into_iter().chain(code.into_iter().flatten())
    });
    let mut shown: String = escaped.by_ref().take(longest).collect();
    if escaped.next().is_some() {
        shown.push_str("...");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_message_stays_on_one_short_line() {
        assert_eq!(shown("plain \u{fc}"), "plain \u{fc}");
        assert_eq!(shown("a\n\u{1b}[31m"), "a\\n\\u{1b}[31m");
        assert_eq!(shown(&"x".repeat(61)), format!("{}...", "x".repeat(60)));
    }
}
