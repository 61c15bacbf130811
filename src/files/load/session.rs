//! A session from a file, from the command line, or from both.

use super::codes;
use super::files::{Files, tidy};
use super::node::{Entry, Node, Table, Value, unwritten};
use super::resolve;
use super::schema::{SchemaKind, schema};
use super::set::{finish, read};
use super::walk::walk;
use base::diagnostic::{Diagnostic, Diagnostics};
use queueing::session::Session;
use serde_json::Value as Json;
use std::path::Path;

/// A session that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedSession {
    /// What people call it.
    pub title: String,
    /// Minute of the day of the first start.
    pub begin: u32,
    /// The session.
    pub session: Session,
    /// Templates to stand beside the best one, by name: people in each slot.
    pub templates: Vec<(String, Vec<u32>)>,
    /// What is probably not as meant.
    pub warnings: Diagnostics,
}

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
        Some(path) => Node::clone(&*files.tree(&tidy(path), None, found)?),
        None => Node::unwritten(Value::Table(Table::default())),
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
fn put(node: &mut Node, path: &[&str], value: Node) {
    let [key, rest @ ..] = path else {
        *node = value;
        return;
    };
    // A mean alone becomes one with its spread.
    if node.table().is_none() {
        let mean = std::mem::replace(node, Node::unwritten(Value::Table(Table::default())));
        put(node, &["mean"], mean);
    }
    if let Value::Table(table) = &mut node.value {
        if table.get(key).is_none() {
            let empty = Node::unwritten(Value::Table(Table::default()));
            table.0.push(Entry { key: (*key).to_owned(), key_place: None, node: empty });
        }
        if let Some(below) = table.get_mut(key) {
            put(below, rest, value);
        }
    }
}
