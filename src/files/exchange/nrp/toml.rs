//! Lines of TOML as people would write them.

/// A key, quoted where it must be.
pub fn key(id: &str) -> String {
    let bare = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
    if !id.is_empty() && id.chars().all(bare) { id.to_owned() } else { text(id) }
}

/// A text in quotes.
pub fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A list of texts, in lines of at most 100 characters or so.
pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines = vec![String::new()];
    for item in items {
        let item = text(item);
        let line = lines.last_mut().expect("a list of lines that begins with one");
        if line.is_empty() {
            line.push_str(&item);
        } else if line.len() + item.len() < 96 {
            line.push_str(", ");
            line.push_str(&item);
        } else {
            line.push(',');
            lines.push(item);
        }
    }
    match lines.len() {
        1 => format!("[{}]", lines[0]),
        _ => format!("[\n  {},\n]", lines.join("\n  ")),
    }
}

/// Minutes as `56h`, `7h30` or `45min`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}min"),
        (hours, 0) => format!("{hours}h"),
        (hours, rest) => format!("{hours}h{rest:02}"),
    }
}
