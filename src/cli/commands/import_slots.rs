//! `equipoise import slots`

use super::super::args::ImportSlotsArgs;
use super::super::destination::fresh;
use super::super::{Exit, output};
use super::load_one;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::file_io::write_folder;
use files::exchange::slots::scenario::{Over, SCENARIO, files, way};
use files::exchange::slots::template;
use std::path::{Path, PathBuf};

/// Reads a template as people keep it and writes a scenario that opens it as it stands.
pub fn run(args: &ImportSlotsArgs) -> Exit {
    let read = || -> Result<_, Diagnostics> {
        fresh(&args.out)?;
        let loaded = load_one(&args.of)?;
        if !loaded.model.services.iter().any(|service| service.booking().is_some()) {
            let message = format!("{} has no appointments", args.of.display());
            let help = "name a model with a service of the kind \"appointment\"";
            return Err(Diagnostic::error("no-slots", message, help).into());
        }
        let rows = template::typed(&args.file, &loaded.model)?;
        if rows.is_empty() {
            let message = format!("{} has no rows", args.file.display());
            return Err(Diagnostic::error("no-slots", message, "write a row for each slot below the header").into());
        }
        Ok((loaded, rows))
    };
    let (loaded, rows) = match read() {
        Ok(read) => read,
        Err(problems) => return output::refuse(problems),
    };
    let (folder, from) = (args.out.display(), whole(&args.out).zip(whole(&loaded.path)));
    let path = from.map_or_else(|| loaded.path.clone(), |(folder, file)| way(&folder, &file));
    let over = if loaded.scenario { Over::Scenario(path) } else { Over::Model(path) };
    let title = args.file.file_stem().map_or_else(|| "Template".into(), |stem| stem.to_string_lossy());
    let written = match files(&loaded.model, &title, &over, &rows) {
        Ok(files) => write_folder(&args.out, &files),
        Err(error) => {
            output::message(&format!("equipoise: {error}"));
            return Exit::Bug;
        }
    };
    if let Err(error) = written {
        let message = format!("cannot write to {folder}: {error}");
        return output::refuse(Diagnostic::error("bad-destination", message, "name a new folder"));
    }
    let slots: u32 = rows.iter().flat_map(|row| &row.slots).map(|slot| slot.count).sum();
    output::result(&format!(
        "{title}: {slots} slots in the plan. Try:\n  equipoise plan {folder}/{SCENARIO} --out today\n"
    ))
}

/// A path without links or dots, of which the last part need not be there yet.
fn whole(path: &Path) -> Option<PathBuf> {
    if let Ok(whole) = path.canonicalize() {
        return Some(whole);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(whole(parent)?.join(path.file_name()?))
}
