//! All checks, one after the other.

use super::{fixed_forbidden, fixed_together, no_line, too_few_people, too_few_weekends, too_many_heads};
use crate::model::{Case, Policy};
use crate::roster::{PossibleWork, registry, write_roster};
use base::diagnostic::{Diagnostic, Diagnostics};
use rostering::search::feasible_line::people_without_line;

/// Everything that is impossible at first sight, what names the cause most plainly first; nothing for a case without
/// employees.
pub fn quick(case: &Case) -> Diagnostics {
    let mut found = Diagnostics::default();
    if case.model.employees.is_empty() {
        return found;
    }
    let rostering = write_roster(case);
    let forbidden = rostering.stamps.iter().map(|stamps| stamps.forbidden.as_slice()).collect();
    let work = PossibleWork { case, duties: &rostering.duties, forbidden };
    let no_line = people_without_line(&rostering.problem);
    let all = [
        too_few_people::check(&work),
        of_rules(&work),
        too_few_weekends::check(&work),
        too_many_heads::check(&work),
        fixed_forbidden::check(&work),
        fixed_together::check(case, &no_line),
        no_line::check(case, &no_line),
    ];
    all.into_iter().flatten().for_each(|problem| found.push(problem));
    found
}

/// What rules that must hold find by themselves.
fn of_rules(work: &PossibleWork) -> Vec<Diagnostic> {
    let hard = work.case.model.policies.iter().filter(|policy| policy.price.is_none());
    let check =
        |policy: &Policy| registry::rule(&policy.rule).map(|registered| registered.rule.impossible(work, policy));
    hard.filter_map(check).flatten().collect()
}
