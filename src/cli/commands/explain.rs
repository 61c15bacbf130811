//! `equipoise explain`

use super::super::args::ExplainArgs;
use super::super::{Exit, output};
use crate::base::diag::Diagnostic;
use crate::load::{Loaded, load_all};
use crate::report::Grid;
use crate::report::folder::sheet::nearest;

/// Says where a value comes from.
pub fn run(args: &ExplainArgs) -> Exit {
    let all = match load_all(std::slice::from_ref(&args.file)) {
        Ok(all) => all,
        Err(problems) => return output::refuse(problems),
    };
    let texts: Option<Vec<String>> = all.iter().map(|loaded| origin(loaded, &args.value)).collect();
    match texts {
        Some(texts) => output::result(&texts.join("\n")),
        None => {
            let known = all.iter().flat_map(|loaded| loaded.inputs.iter().map(|input| input.path.as_str()));
            let help = match nearest(&args.value, known) {
                Some(near) => format!("write \"{near}\""),
                None => "list all values with `equipoise check FILE --defaults`".to_owned(),
            };
            output::refuse(Diagnostic::error("unknown-path", format!("there is no value \"{}\"", args.value), help))
        }
    }
}

/// The value of a path, or all values below it, with what a scenario changed.
fn origin(loaded: &Loaded, path: &str) -> Option<String> {
    let below =
        |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let mut grid = Grid::new(&["value", "is", "was", "from"], 4);
    for input in loaded.inputs.iter().filter(|input| below(&input.path)) {
        let change = loaded.overrides.iter().find(|change| change.path == input.path);
        let old =
            change.map_or_else(String::new, |change| change.old.clone().unwrap_or_else(|| "(not set)".to_owned()));
        grid.row([input.path.clone(), input.text.clone(), old, input.origin.clone()]);
    }
    (!grid.is_empty()).then(|| format!("{}: {}\n{}", loaded.name, loaded.title, grid.text()))
}
