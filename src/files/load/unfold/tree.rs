//! All tables of a tree.

use super::{cover, people, slots};
use crate::load::files::Files;
use crate::load::node::TomlNode;
use crate::load::shape::SchemaShape;
use base::diagnostic::Diagnostics;
use serde_json::Value as Json;

/// Whether a path of a scenario names a file to unfold; such paths are set before the others.
pub fn names_a_file(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let slots = matches!(parts[..], ["slots"] | ["slots", "template" | "booked"]);
    slots || parts[0] == "employees" || matches!(parts[..], ["cover"] | ["cover", _] | ["cover", _, "file"])
}

/// Unfolds every file that the tree names.
pub fn unfold(root: &mut TomlNode, schema: &Json, files: &mut Files, found: &mut Diagnostics) {
    let shape = SchemaShape::root(schema);
    people::unfold(root, shape, files, found);
    cover::unfold(root, shape, files, found);
    slots::unfold(root, shape, files, found);
}
