//! `equipoise schema`

use super::super::args::{Kind, SchemaArgs};
use super::super::{Exit, output};
use files::load::{SchemaKind, schema};
use files::text::json::pretty;

/// Prints a JSON Schema.
pub fn run(args: &SchemaArgs) -> Exit {
    let kind = match args.kind {
        Kind::Model => SchemaKind::Model,
        Kind::Scenario => SchemaKind::Scenario,
        Kind::Session => SchemaKind::Session,
    };
    output::result(&pretty(&schema(kind)))
}
