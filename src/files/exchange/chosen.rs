//! Of whom something is exported.

use crate::folder::table_file::nearest;
use base::diagnostic::{Diagnostic, Diagnostics};
use planning::model::Model;
use std::collections::BTreeSet;

/// The employees of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Indices of the employees, ascending.
    pub employees: BTreeSet<usize>,
    /// Indices of the teams that are exported as such, ascending.
    pub teams: BTreeSet<usize>,
    /// True if nobody is left out.
    pub all: bool,
}

impl Chosen {
    /// The people with these ids and those of these teams; everybody if nothing is said.
    ///
    /// # Errors
    /// Ids that the model does not have.
    pub fn of(model: &Model, employees: &[String], teams: &[String]) -> Result<Chosen, Diagnostics> {
        if employees.is_empty() && teams.is_empty() {
            let employees = (0..model.employees.len()).collect();
            return Ok(Chosen { employees, teams: (0..model.teams.len()).collect(), all: true });
        }
        let mut problems = Diagnostics::default();
        let people: Vec<&str> = model.employees.iter().map(|employee| employee.id.as_str()).collect();
        let groups: Vec<&str> = model.teams.iter().map(|team| team.id.as_str()).collect();
        let mut employees = indices("employee", employees, &people, &mut problems);
        let teams = indices("team", teams, &groups, &mut problems);
        if problems.has_errors() {
            return Err(problems);
        }
        let of_team = |employee: &usize| teams.contains(&model.employees[*employee].team);
        employees.extend((0..model.employees.len()).filter(of_team));
        Ok(Chosen { employees, teams, all: false })
    }
}

fn indices(what: &str, wanted: &[String], known: &[&str], problems: &mut Diagnostics) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for id in wanted {
        match known.iter().position(|other| other == id) {
            Some(index) => drop(found.insert(index)),
            None => {
                let help = nearest(id, known.iter().copied())
                    .map_or("write an id of the model".to_owned(), |near| format!("write \"{near}\""));
                problems.push(Diagnostic::error("unknown-id", format!("there is no {what} \"{id}\""), help));
            }
        }
    }
    found
}
