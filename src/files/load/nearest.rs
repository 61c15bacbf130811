//! The known name that someone probably meant.

/// The known name most like a word, if one is alike enough to be worth a guess.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let scored = known.into_iter().map(|name| (likeness(&lower, &name.to_lowercase()), name));
    // The first of equals wins, so that the answer does not depend on anything but the order given.
    let best = scored.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.filter(|(score, _)| *score >= 0.75).map(|(_, name)| name)
}

/// 0 to 1; one slip of the finger is alike whatever the length.
fn likeness(word: &str, name: &str) -> f64 {
    let slip = word.len() > 1 && strsim::damerau_levenshtein(word, name) == 1;
    strsim::jaro_winkler(word, name).max(if slip { 0.9 } else { 0.0 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(nearest("mn", ["price", "min", "max"]), Some("min"));
        assert_eq!(nearest("Heads", ["hours", "heads"]), Some("heads"));
        assert_eq!(nearest("colour", ["price", "min"]), None);
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        assert!(list(names.iter().map(String::as_str)).ends_with("`9` and 10 more"));
        assert_eq!(list([]), "none");
    }
}
