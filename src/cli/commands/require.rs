//! `equipoise require`

use super::super::args::{Format, RequireArgs};
use super::super::{Exit, output};
use super::load_one;
use crate::report::requirement::RequirementFigures;
use crate::report::requirement_table;
use crate::run;
use files::text::json::pretty;

/// Works out the requirement.
pub fn run(args: &RequireArgs) -> Exit {
    let loaded = match load_one(&args.file) {
        Ok(loaded) => loaded,
        Err(problems) => return output::refuse(problems),
    };
    output::warn(&loaded.warnings, args.printing.quiet);
    let case = match run::requirement(loaded.model) {
        Ok(case) => case,
        Err(problems) => return output::refuse(problems),
    };
    let requirement = RequirementFigures::of(&case);
    let all = args.printing.verbose;
    output::result(&match args.printing.format {
        Format::Table => requirement_table::text(&loaded.title, &case, &requirement, all),
        Format::Json => pretty(&requirement_table::json(&loaded.name, &loaded.title, &case, &requirement, all)),
        Format::Csv => requirement_table::csv(&case),
    })
}
