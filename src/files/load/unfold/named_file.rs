//! Files that a value names.

use crate::load::files::{Files, beside, expand};
use crate::load::node::{TomlNode, TomlTable, Value};
use base::diagnostic::{Diagnostics, Place, Source};
use std::path::Path;
use std::sync::Arc;

/// The text of the file that a value names, and where it is named.
pub fn open(node: &TomlNode, files: &mut Files, found: &mut Diagnostics) -> Option<(Arc<Source>, Option<Place>)> {
    let place = node.place.clone();
    match expand(node.text()?, |name| std::env::var(name).ok()) {
        Ok(expanded) => {
            let named_in = place.as_ref().map_or(Path::new(""), |place| place.source.path.as_path());
            files.table(&beside(named_in, &expanded), place.as_ref(), found).map(|source| (source, place))
        }
        Err(diagnostic) => {
            found.push(diagnostic.at(place));
            None
        }
    }
}

/// The table that a value is, to be changed.
pub fn table_mut(node: &mut TomlNode) -> Option<&mut TomlTable> {
    if let Value::Table(table) = &mut node.value { Some(table) } else { None }
}
