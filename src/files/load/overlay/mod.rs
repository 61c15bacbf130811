//! Scenarios laid over a model. The order of overrides cannot matter: two that disagree are an error.

mod apply;
mod change;
mod layer;
mod merge;

pub use apply::apply;
pub use layer::{Layer, is_scenario, read};

use crate::load::node::TomlNode;
use base::diagnostic::Place;

/// A value for a path, and where the path was written.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The value.
    pub node: TomlNode,
    /// Where the path was written.
    pub place: Option<Place>,
}
