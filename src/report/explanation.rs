//! Why somebody works what they work on a day, for people.

use super::grid::wrapped;
use crate::run::explain::{Alternative, AssignmentExplanation};
use crate::run::reoptimisation::Reoptimised;
use base::money::Money;
use planning::model::Model;
use planning::roster::registry;

/// The text.
pub fn text(why: &AssignmentExplanation, model: &Model) -> String {
    let currency = &model.currency;
    let id = &model.employees[why.employee].id;
    let what = if why.works.is_empty() { "is off".to_owned() } else { format!("works {}", why.works.join(", ")) };
    let mut text = format!("{id} {what} on {}.\n", why.date);
    for (cover, need, there) in &why.covers {
        text.push_str(&wrapped(&format!("It counts to cover {cover}: {there} there, {need} wanted."), 2));
    }
    for (rule, account, amount) in &why.charges {
        text.push_str(&wrapped(&format!("It is charged {amount} {currency} by {rule} ({account})."), 2));
    }
    text.push_str("\nWhy nothing else:\n\n");
    for other in &why.others {
        text.push_str(&wrapped(&format!("{}: {}", other.what, reason(other, currency)), 2));
    }
    text
}

fn reason(other: &Alternative, currency: &str) -> String {
    if !other.forbidden.is_empty() {
        let named = |id: &String| match registry::rule(id) {
            Some(rule) => format!("{id} ({})", rule.card.title),
            None => id.clone(),
        };
        return format!("forbidden by {}.", other.forbidden.iter().map(named).collect::<Vec<_>>().join(", "));
    }
    let more = |amount: Money| match amount.0 {
        1.. => format!("costs {amount} {currency} more"),
        0 => "costs the same".to_owned(),
        _ => format!("costs {} {currency} less", Money(-amount.0)),
    };
    let mut text = match other.costs {
        Some(costs) => format!("{}, nothing else changed.", more(costs)),
        None => format!("breaks {}", other.broken.join("; ")),
    };
    if !text.ends_with('.') {
        text.push('.');
    }
    match other.replanned {
        Some(costs) => text.push_str(&format!(" With the rest of the line chosen anew it {}.", more(costs))),
        None if other.costs.is_none() => text.push_str(" No other line with it was found beside everybody else's."),
        None => {}
    }
    match other.reoptimised {
        Some(Reoptimised::Costs(costs)) => {
            text.push_str(&format!(
                " With everybody's lines chosen anew it {}, or less: a search cut short.",
                more(costs)
            ));
        }
        Some(Reoptimised::Impossible) => text.push_str(" No roster at all keeps every rule with it."),
        Some(Reoptimised::NotFound) => text.push_str(" No roster with it was found in time, whatever the others work."),
        None => {}
    }
    text
}
