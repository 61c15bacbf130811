//! Messages about a checked tree, by path.

use crate::base::diag::{Diagnostic, Diagnostics, Place};
use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::node::Node;

/// Messages after which no more are kept: nobody reads so many.
const MOST: usize = 1_000;

/// Where messages about values go.
pub struct Report<'a> {
    root: &'a Node,
    kept: usize,
    /// All messages so far.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Report<'a> {
    /// Messages about this tree.
    pub fn new(root: &'a Node, diagnostics: &'a mut Diagnostics) -> Self {
        Report { root, kept: 0, diagnostics }
    }

    /// Where the value at a path was written.
    pub fn place(&self, path: &[&str]) -> Option<Place> {
        self.root.place_of(path)
    }

    /// An error at a path.
    pub fn error(&mut self, path: &[&str], code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        self.push(path, Diagnostic::error(code, message, help));
    }

    /// A warning at a path.
    pub fn warning(&mut self, path: &[&str], code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        self.push(path, Diagnostic::warning(code, message, help));
    }

    fn push(&mut self, path: &[&str], diagnostic: Diagnostic) {
        self.kept += 1;
        if self.kept <= MOST {
            self.diagnostics.push(diagnostic.at(self.place(path)));
        }
    }

    /// The index of each id; an unknown id, and one named twice, is an error.
    pub fn indices<'n>(
        &mut self,
        path: &[&str],
        what: &str,
        ids: &[String],
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            let number = number.to_string();
            let here: Vec<&str> = path.iter().copied().chain([number.as_str()]).collect();
            match known.clone().position(|known| known == id) {
                None => {
                    let message = format!("there is no {what} `{id}`");
                    self.error(&here, codes::UNKNOWN_ID, message, suggest(id, known.clone()));
                }
                Some(index) if found.contains(&index) => {
                    let message = format!("the {what} `{id}` stands twice in the list");
                    self.error(&here, codes::DUPLICATE_ENTRY, message, "keep one of the two");
                }
                Some(index) => found.push(index),
            }
        }
        if ids.is_empty() {
            let message = format!("`{}` names no {what}", path.join("."));
            self.error(path, codes::EMPTY_LIST, message, format!("name at least one {what}"));
        }
        found
    }
}
