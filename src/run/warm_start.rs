//! A roster that is given to begin with.

use planning::model::Case;
use planning::plan::{Person, StaffingPlan};
use planning::roster::employee_of;
use planning::roster::rules::meet_cover;
use planning::verify::judge_roster;
use std::collections::BTreeSet;

/// A roster to begin with, and what was left out of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WarmStart {
    /// The lines that keep all rules about one person.
    pub plan: StaffingPlan,
    /// One sentence for each line that does not.
    pub told: Vec<String>,
}

/// The lines of some people that may be worked; the others are left out, with a sentence each.
pub fn warm_start(case: &Case, people: Vec<Person>) -> WarmStart {
    let plan = StaffingPlan { people, ..StaffingPlan::default() };
    let ids: BTreeSet<&str> = case.model.employees.iter().map(|employee| employee.id.as_str()).collect();
    let mut told = Vec::new();
    let mut out: BTreeSet<String> = BTreeSet::new();
    for breach in judge_roster(case, &plan).breaches {
        // What is about several people at once, such as cover, is mended by the search.
        if breach.rule != meet_cover::CARD.id && ids.contains(breach.subject.who.as_str()) {
            let id = breach.subject.who;
            if out.insert(id.clone()) {
                told.push(format!("the line of {id} is not used to begin with: {}", breach.sentence));
            }
        }
    }
    let keeps = |person: &Person| {
        let id = employee_of(&case.model, person.team, person.number).map(|index| &case.model.employees[index].id);
        id.is_some_and(|id| !out.contains(id))
    };
    let people = plan.people.into_iter().filter(keeps).collect();
    WarmStart { plan: StaffingPlan { people, ..StaffingPlan::default() }, told }
}
