//! Messages about a checked tree, by path.

use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::node::TomlNode;
use base::diagnostic::{Diagnostic, Diagnostics, Place};
use planning::demand::shown::shown;
use std::collections::BTreeSet;

/// Messages after which no more are kept: nobody reads so many.
const MOST: usize = 1_000;

/// Where messages about values go.
pub struct Report<'a> {
    root: &'a TomlNode,
    kept: usize,
    /// All messages so far.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Report<'a> {
    /// Messages about this tree.
    pub fn new(root: &'a TomlNode, diagnostics: &'a mut Diagnostics) -> Self {
        Report { root, kept: 0, diagnostics }
    }

    /// Where the value at a path was written.
    pub fn place(&self, path: &[&str]) -> Option<Place> {
        self.root.place_of(path)
    }

    /// How many messages there were so far.
    pub fn count(&self) -> usize {
        self.kept
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
        let known: Vec<(&str, usize)> = known.enumerate().map(|(index, id)| (id, index)).collect();
        self.words(path, what, ids, &known)
    }

    /// The indices that words stand for, each once, in the order in which they are named; an unknown word, and one
    /// named twice, is an error.
    pub fn words(&mut self, path: &[&str], what: &str, words: &[String], known: &[(&str, usize)]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, word) in words.iter().enumerate() {
            let here = number.to_string();
            let here: Vec<&str> = path.iter().copied().chain([here.as_str()]).collect();
            if words[..number].contains(word) {
                let message = format!("the {what} `{}` stands twice in the list", shown(word));
                self.error(&here, codes::DUPLICATE_ENTRY, message, "keep one of the two");
                continue;
            }
            let meant = self.word(&here, what, word, known);
            found.extend(meant.into_iter().filter(|index| seen.insert(*index)));
        }
        if words.is_empty() {
            let message = format!("`{}` names no {what}", path.join("."));
            self.error(path, codes::EMPTY_LIST, message, format!("name at least one {what}"));
        }
        found
    }

    /// The indices that one word stands for; none is an error.
    pub fn word(&mut self, path: &[&str], what: &str, word: &str, known: &[(&str, usize)]) -> Vec<usize> {
        let meant: Vec<usize> = known.iter().filter(|(name, _)| *name == word).map(|(_, index)| *index).collect();
        if meant.is_empty() {
            let message = format!("there is no {what} `{}`", shown(word));
            let mut names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let mut seen = BTreeSet::new();
            names.retain(|name| seen.insert(*name));
            self.error(path, codes::UNKNOWN_ID, message, suggest(word, names));
        }
        meant
    }
}
