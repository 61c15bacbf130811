//! A session from a file, from the command line, or from both.

use super::asked_session::AskedSession;
use super::codes;
use super::files::{Files, tidy};
use super::node::{Value, unwritten};
use super::resolve;
use super::schema::{SchemaKind, schema};
use super::set::{finish, read};
use super::walk::walk;
use crate::load::node::{TomlEntry, TomlNode, TomlTable};
use base::diagnostic::{Diagnostic, Diagnostics};
use serde_json::Value as Json;
use std::path::Path;

/// A value that was given beside the file: the path of its key, and what was typed.
pub type Given<'a> = (&'a [&'a str], Json);

/// Reads a session; what is given beside the file counts before it.
///
/// # Errors
/// Every problem, each with its place if it has one.
pub fn load_session(path: Option<&Path>, given: &[Given<'_>]) -> Result<AskedSession, Diagnostics> {
    let mut found = Diagnostics::default();
    let asked = build(path, given, &mut found);
    let warnings = found.clone();
    finish(asked, found).map(|asked| AskedSession { warnings, ..asked })
}

fn build(path: Option<&Path>, given: &[Given<'_>], found: &mut Diagnostics) -> Option<AskedSession> {
    let mut files = Files::default();
    let mut root = match path {
        Some(path) => TomlNode::clone(&*files.tree(&tidy(path), None, found)?),
        None => TomlNode::unwritten(Value::Table(TomlTable::default())),
    };
    given.iter().for_each(|(path, value)| put(&mut root, path, unwritten(value)));
    walk(&root, schema(SchemaKind::Session), found);
    if found.has_errors() {
        if path.is_none() && found.iter().any(|problem| problem.code == codes::MISSING_KEY) {
            let help = "give `--people`, `--length`, `--slot` and `--service`, or name a file that says them";
            found.push(Diagnostic::error(codes::MISSING_KEY, "no file is named, and the options are not enough", help));
        }
        return None;
    }
    let file = read(&root, found)?;
    let name = path.and_then(Path::file_stem).map_or("session".to_owned(), |stem| stem.to_string_lossy().into_owned());
    resolve::session(&root, &file, &name, &mut files, found)
}

/// Sets the value at a path, making the tables on the way.
fn put(node: &mut TomlNode, path: &[&str], value: TomlNode) {
    let [key, rest @ ..] = path else {
        *node = value;
        return;
    };
    // A mean alone becomes one with its spread.
    if node.table().is_none() {
        let mean = std::mem::replace(node, TomlNode::unwritten(Value::Table(TomlTable::default())));
        put(node, &["mean"], mean);
    }
    if let Value::Table(table) = &mut node.value {
        if table.get(key).is_none() {
            let empty = TomlNode::unwritten(Value::Table(TomlTable::default()));
            table.0.push(TomlEntry { key: (*key).to_owned(), key_place: None, node: empty });
        }
        if let Some(below) = table.get_mut(key) {
            put(below, rest, value);
        }
    }
}
