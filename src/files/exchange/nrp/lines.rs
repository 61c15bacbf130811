//! The lines of an instance by section, each field with its place.

use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::whole_number::whole_number;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names of the sections, in the order in which they are understood.
pub const SECTIONS: [&str; 7] =
    ["HORIZON", "SHIFTS", "STAFF", "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER"];

/// One line that is neither empty nor a comment, cut at its commas.
pub struct NrpLine {
    source: Arc<Source>,
    fields: Vec<(String, usize)>,
}

impl NrpLine {
    fn of(source: &Arc<Source>, start: usize, text: &str) -> NrpLine {
        let mut at = start;
        let mut fields = Vec::new();
        for part in text.split(',') {
            let blanks = part.len() - part.trim_start().len();
            fields.push((part.trim().to_owned(), at + blanks));
            at += part.len() + 1;
        }
        NrpLine { source: source.clone(), fields }
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// The text of a field; empty beyond the last.
    pub fn text(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", |(text, _)| text)
    }

    /// An error about a field.
    pub fn problem(
        &self,
        code: &'static str,
        field: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let place = self.fields.get(field.min(self.fields.len() - 1)).map(|(text, start)| Place {
            source: self.source.clone(),
            start: *start,
            end: start + text.len(),
        });
        Diagnostic::error(code, message, help).at(place)
    }

    /// A whole number in a field.
    pub fn number(&self, field: usize, what: &str, most: u32, problems: &mut Diagnostics) -> Option<u32> {
        let text = self.text(field);
        let number = whole_number(text).filter(|&number| number <= most);
        if number.is_none() {
            let message = format!("{what}: \"{text}\" is not a whole number from 0 to {most}");
            problems.push(self.problem("bad-number", field, message, "write plain digits"));
        }
        number
    }
}

/// The lines of each section.
pub fn sections(source: &Arc<Source>, problems: &mut Diagnostics) -> BTreeMap<&'static str, Vec<NrpLine>> {
    let mut found: BTreeMap<&'static str, Vec<NrpLine>> = BTreeMap::new();
    let mut current = None;
    let mut start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for whole in source.text[start..].split_inclusive('\n') {
        let text = whole.trim();
        let line = NrpLine::of(source, start + (whole.len() - whole.trim_start().len()), text);
        start += whole.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(name) = text.strip_prefix("SECTION_") {
            current = SECTIONS.into_iter().find(|known| *known == name);
            match current {
                Some(known) if found.contains_key(known) => {
                    problems.push(line.problem("bad-section", 0, format!("{text} is there twice"), "keep one of them"));
                }
                Some(known) => drop(found.insert(known, Vec::new())),
                None => {
                    let help = format!("known are {}", SECTIONS.map(|name| format!("SECTION_{name}")).join(", "));
                    problems.push(line.problem("bad-section", 0, format!("unknown section \"{text}\""), help));
                    // What stands in it is not understood either; one message is enough.
                    current = Some("");
                }
            }
            continue;
        }
        match current {
            Some("") => {}
            Some(section) => found.entry(section).or_default().push(line),
            None => problems.push(line.problem(
                "bad-section",
                0,
                format!("\"{text}\" stands before the first section"),
                "begin with SECTION_HORIZON",
            )),
        }
    }
    found
}
