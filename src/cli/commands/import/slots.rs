//! `equipoise import slots`

use crate::cli::destination::{fresh, write_fresh};
use crate::cli::load_one::load_one;
use crate::cli::{VerbResult, output};
use base::diagnostic::Diagnostic;
use clap::Args;
use files::exchange::slots::scenario::{Over, SCENARIO, files, way};
use files::exchange::slots::template;
use std::path::{Path, PathBuf};

/// A template of appointment slots as people keep it becomes a scenario that opens it as it stands
#[derive(Debug, Args)]
pub struct ImportSlotsArgs {
    /// A workbook (.xlsx) or a table (.csv) with the columns type, day and start, and any of team, count, extra and held
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The model or scenario whose slots these are
    #[arg(long = "for", value_name = "FILE")]
    pub of: PathBuf,
    /// A new or empty folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

impl ImportSlotsArgs {
    /// Reads a template as people keep it and writes a scenario that opens it as it stands.
    pub fn run(&self) -> VerbResult {
        fresh(&self.out)?;
        let loaded = load_one(&self.of)?;
        if !loaded.model.services.iter().any(|service| service.booking().is_some()) {
            let message = format!("{} has no appointments", self.of.display());
            let help = "name a model with a service of the kind \"appointment\"";
            return Err(Diagnostic::error("no-slots", message, help).into());
        }
        let rows = template::typed(&self.file, &loaded.model)?;
        if rows.is_empty() {
            let message = format!("{} has no rows", self.file.display());
            return Err(Diagnostic::error("no-slots", message, "write a row for each slot below the header").into());
        }
        let (folder, from) = (self.out.display(), whole(&self.out).zip(whole(&loaded.path)));
        let path = from.map_or_else(|| loaded.path.clone(), |(folder, file)| way(&folder, &file));
        let over = if loaded.scenario { Over::Scenario(path) } else { Over::Model(path) };
        let title = self.file.file_stem().map_or_else(|| "Template".into(), |stem| stem.to_string_lossy());
        write_fresh(&self.out, &files(&loaded.model, &title, &over, &rows)?)?;
        let slots: u32 = rows.iter().flat_map(|row| &row.slots).map(|slot| slot.count).sum();
        output::result(&format!(
            "{title}: {slots} slots in the plan. Try:\n  equipoise plan {folder}/{SCENARIO} --out today\n"
        ))
    }
}

/// A path without links or dots, of which the last part need not be there yet.
fn whole(path: &Path) -> Option<PathBuf> {
    if let Ok(whole) = path.canonicalize() {
        return Some(whole);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(whole(parent)?.join(path.file_name()?))
}
