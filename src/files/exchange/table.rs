//! A roster as a table: `roster.csv` of the chosen people.

use super::export::{Export, ExportTarget, Exported};
use super::roster_request::RosterExport;
use crate::folder::roster;
use crate::roster::assignments;

/// See the module.
pub const EXPORT: RosterExport = Export {
    name: "csv",
    help: "roster.csv",
    target: ExportTarget::Text,
    republishes: false,
    write: |request| {
        let model = &request.kept.case.model;
        let all = assignments(model, &request.kept.plan);
        let chosen = all.iter().filter(|assignment| request.chosen.employees.contains(&assignment.employee));
        Ok(Exported::File(roster::write(model, chosen)?))
    },
};
