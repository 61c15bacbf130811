//! `equipoise schema`

use crate::cli::{VerbResult, output};
use clap::{Args, ValueEnum};
use files::load::{SchemaKind, schema};
use files::text::json::pretty;

/// Print the JSON Schema of a file, for editors
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of which file
    #[arg(value_enum)]
    pub file: DescribedFile,
}

impl SchemaArgs {
    /// Prints a JSON Schema.
    pub fn run(&self) -> VerbResult {
        let kind = match self.file {
            DescribedFile::Model => SchemaKind::Model,
            DescribedFile::Scenario => SchemaKind::Scenario,
            DescribedFile::Session => SchemaKind::Session,
        };
        output::result(&pretty(&schema(kind)))
    }
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DescribedFile {
    /// model.toml
    Model,
    /// A scenario
    Scenario,
    /// One provider's session
    Session,
}
