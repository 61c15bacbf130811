//! The levers of a plan in figures: how far each is pulled, and what it costs or earns.

use crate::report::grid::TextTable;
use base::money::Money;
use files::text::number::number;
use planning::model::Model;
use planning::plan::Contributions;
use planning::plan::{Ledger, LeverEffect, StaffingPlan, accounts};
use serde_json::{Value, json};

/// One lever in a plan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LeverFigures {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Id of its kind.
    pub kind: String,
    /// True if it is pulled at all.
    pub pulled: bool,
    /// How far: contacts, minutes or heads that it takes or brings, by what it takes first.
    pub amount: f64,
    /// What the amount counts.
    pub unit: &'static str,
    /// What it costs (below zero: earns).
    pub cost: Money,
}

/// Each lever of the model, in its order.
pub fn levers(model: &Model, plan: &StaffingPlan, ledger: &Ledger) -> Vec<LeverFigures> {
    let figures = model.levers.iter().enumerate().map(|(index, lever)| {
        let lever_settings = || plan.lever_settings.iter().filter(|setting| setting.lever == index);
        let sum = |of: fn(LeverEffect) -> bool| -> f64 {
            lever_settings().filter(|setting| of(setting.effect)).map(|setting| setting.micro as f64 / 1e6).sum()
        };
        let taken = sum(|effect| matches!(effect, LeverEffect::Out(_) | LeverEffect::Helped(_)));
        let brought = sum(|effect| matches!(effect, LeverEffect::In(_)));
        let left = sum(|effect| matches!(effect, LeverEffect::Put(_)));
        let heads = sum(|effect| {
            use LeverEffect::{Borrowed, Hired, Lent, Longer, Shorter};
            matches!(effect, Borrowed(_) | Hired(_) | Lent(_) | Longer(_) | Shorter(_))
        });
        let things = sum(|effect| matches!(effect, LeverEffect::ThingsBorrowed(_) | LeverEffect::ThingsLent(_)));
        let amounts =
            [(taken, "contacts"), (left, "minutes"), (heads, "heads"), (things, "of it"), (brought, "contacts")];
        let (amount, unit) = amounts.into_iter().find(|(amount, _)| *amount > 0.0).unwrap_or((0.0, ""));
        LeverFigures {
            id: lever.id.clone(),
            title: lever.title.clone(),
            kind: lever.kind.clone(),
            pulled: lever_settings().next().is_some(),
            amount,
            unit,
            cost: ledger
                .entries
                .iter()
                .filter(|entry| accounts::lever_of(&entry.account) == Some(&lever.id))
                .map(|entry| entry.amount)
                .sum(),
        }
    });
    figures.collect()
}

/// For people.
pub fn text(levers: &[LeverFigures], currency: &str) -> String {
    let mut grid = TextTable::new(&["lever", "kind", "pulled", currency], 2);
    for lever in levers {
        let pulled = match (lever.pulled, lever.unit) {
            (false, _) => "not".to_owned(),
            (true, "") => "yes".to_owned(),
            (true, unit) => format!("{} {unit}", number(lever.amount, 1)),
        };
        grid.row([lever.id.clone(), lever.kind.clone(), pulled, lever.cost.to_string()]);
    }
    grid.text()
}

/// What each lever contributes, for people.
pub fn contributions(found: &Contributions, currency: &str) -> String {
    let mut grid = TextTable::new(&["lever", currency], 1);
    grid.row(["without levers".to_owned(), found.without.to_string()]);
    for (id, amount) in &found.each {
        grid.row([id.clone(), (-*amount).to_string()]);
    }
    grid.row(["with all of them".to_owned(), found.with.to_string()]);
    let text = "each with all above it, by the difference of two true plans; within their gaps";
    format!("What levers contribute\n\n{}  {}; {text}\n", grid.text(), saved(found.without, found.with))
}

/// What all levers save together.
pub fn saved(without: Money, with: Money) -> String {
    format!("without levers {without}; all together save {}", without - with)
}

/// The same for programs, one lever after the other.
pub fn contributions_json(found: &Contributions) -> Value {
    let each = found.each.iter().map(|(id, saves)| json!({ "lever": id, "saves": saves.major() }));
    json!({ "without": found.without.major(), "each": each.collect::<Value>(), "with": found.with.major() })
}

/// For programs.
pub fn json(levers: &[LeverFigures]) -> Value {
    let one = |lever: &LeverFigures| {
        json!({
            "lever": lever.id, "title": lever.title, "kind": lever.kind, "pulled": lever.pulled,
            "amount": files::text::json::fixed(lever.amount, 6), "unit": lever.unit, "cost": lever.cost.major(),
        })
    };
    levers.iter().map(one).collect()
}
