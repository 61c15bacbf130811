//! The known name that someone probably meant.

/// The known name most like a word, if one is alike enough to be worth a guess.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name));
    // The first of equals wins, so that the answer does not depend on anything but the order given.
    let best = scored.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.filter(|(score, _)| *score >= 0.75).map(|(_, name)| name)
}

/// Names for a message: `a`, `b`, `c`; the first few of many.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.len() {
        0 => "none".to_string(),
        1..=12 => names.join(", "),
        count => format!("{} and {} more", names[..10].join(", "), count - 10),
    }
}

/// The help for an unknown name: the nearest, or all of them.
pub fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(name) => format!("write `{name}`, if that is meant; known: {}", list(known)),
        None => format!("choose one of these: {}", list(known)),
    }
}
