//! Runs of worked weekends are neither too short nor too long.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use super::super::streaks;
use super::super::weekends::{Weekend, weekends};
use crate::model::Case;
use crate::model::Employee;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::WEEKEND;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct ConsecutiveWeekends;

/// What people need to know.
pub static CARD: Card = Card {
    id: "consecutive_weekends",
    title: "Runs of worked weekends are neither too short nor too long",
    meaning: "A weekend is worked when a shift of the chosen kinds starts on one of its days. A run of worked weekends \
              longer than at_most or shorter than at_least breaks the rule by the weekends that are too many or too \
              few; with a price each of them is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::at_least(ValueKind::Count(WEEKEND)),
        Parameter::at_most(ValueKind::Count(WEEKEND)),
        Parameter::price(WEEKEND),
    ],
    boundary: "Weekends before the plan count where history is given; before its first entry they are free. Without \
               history, and at the end, what lies outside is assumed to fit: at_least does not apply to a run that \
               touches the edge, and a last weekend that goes on after the plan ends no run.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} weekends in a row more or fewer",
        unit: "weekends",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "weekends");

impl RosterRule for ConsecutiveWeekends {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let all = weekends(calendar);
        let Some(&first) = all.first() else { return };
        let mut days = vec![None; builder.days as usize];
        for (place, weekend) in all.iter().enumerate() {
            let (last, open) = (weekend.last_inside(calendar), weekend.last >= i64::from(builder.days));
            for day in weekend.first_inside()..=last {
                days[day as usize] = Some(WeekendDay { place: place as u32, last: day == last, open });
            }
        }
        let least = policy.at_least.unwrap_or(1);
        let run = Weekends {
            days,
            counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
            least,
            most: policy.at_most,
            price: policy.price.map(|price| price.major()),
        };
        let before = |&employee: &usize| start(&case.model.employees[employee], policy, first, run.cap());
        let starts: Vec<State> = policy.employees.iter().map(before).collect();
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), run, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        let inside = weekends(calendar);
        let Some(&first) = inside.first() else { return };
        for &employee in &policy.employees {
            let (person, stints) = (&case.model.employees[employee], &lines.of[employee]);
            let works = |weekend: &Weekend| {
                let on = |day: i64| weekend.first <= day && day <= weekend.last;
                stints.iter().any(|stint| on(stint.day) && policy.shifts.contains(&stint.template))
            };
            let known = person.history.is_some();
            let reach = if known { -stints.first().map_or(0, |stint| stint.day.min(0)) / 7 + 2 } else { 0 };
            let past = (1..=reach).rev().map(|back| earlier(first, back));
            let mut all: Vec<(Weekend, bool)> =
                past.chain(inside.iter().copied()).map(|weekend| (weekend, works(&weekend))).collect();
            let goes_on = |weekend: &Weekend| weekend.last >= i64::from(calendar.days);
            if all.last().is_some_and(|(weekend, worked)| !worked && goes_on(weekend)) {
                all.pop();
            }
            let mut place = 0;
            while place < all.len() {
                let begin = place;
                while place < all.len() && all[place].1 {
                    place += 1;
                }
                let length = (place - begin) as i64;
                // A run that ended in the history, or was ended by a weekend there, is not this plan's.
                let ends_here = all.get(place).is_none_or(|(weekend, _)| weekend.last >= 0);
                if length > 0 && ends_here {
                    let planned = all[begin..place].iter().filter(|(weekend, _)| weekend.last >= 0);
                    let mine = planned
                        .filter(|(weekend, _)| !works(&Weekend { last: -1, ..*weekend }) || weekend.first >= 0)
                        .count() as i64;
                    let many = policy.at_most.map_or(0, |most| (length - i64::from(most)).max(0)).min(mine);
                    let open = place == all.len() || (begin == 0 && !known);
                    let few = policy.at_least.filter(|_| !open).map_or(0, |least| (i64::from(least) - length).max(0));
                    let subject = Subject::of(person.id.as_str()).on(calendar.date(all[begin].0.first));
                    TERMS.record(policy, subject.clone(), many, findings);
                    TERMS.record(policy, subject, -few, findings);
                }
                place += 1;
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins a run of worked weekends that is {} too {}; {} in a row are allowed",
            breach.subject,
            breach.amount.abs(),
            if breach.amount > 0.0 { "long" } else { "short" },
            streaks::allowed(policy)
        )
    }
}

/// The same weekend some weeks before.
fn earlier(weekend: Weekend, weeks: i64) -> Weekend {
    Weekend { first: weekend.first - 7 * weeks, last: weekend.last - 7 * weeks }
}

/// Worked weekends in a row before the present one, whether that is worked already, and whether history is given.
type State = (u32, bool, bool);

fn start(person: &Employee, policy: &Policy, first: Weekend, cap: u32) -> State {
    let Some(history) = &person.history else { return (0, false, false) };
    let works = |weekend: Weekend| {
        let on = |day: i64| weekend.first <= day && day <= weekend.last;
        history.iter().any(|past| on(past.day) && policy.shifts.contains(&past.template))
    };
    let run = (1..).take_while(|&back| works(earlier(first, back))).count() as u32;
    (run.min(cap), works(first), true)
}

#[derive(Clone, Copy)]
struct WeekendDay {
    place: u32,
    last: bool,
    open: bool,
}

struct Weekends {
    days: Vec<Option<WeekendDay>>,
    counts: Vec<bool>,
    least: u32,
    most: Option<u32>,
    price: Option<f64>,
}

impl Weekends {
    fn cap(&self) -> u32 {
        self.least.max(self.most.unwrap_or(0))
    }
}

impl TransitionFunction for Weekends {
    type State = State;

    fn next(&self, (run, mut worked, known): State, day: u32, cell: Cell) -> Option<(State, f64)> {
        let Some(at) = self.days[day as usize] else { return Some(((run, worked, known), 0.0)) };
        let mut cost = 0.0;
        if !worked && cell.is_some_and(|duty| self.counts[duty]) {
            cost = due(self.price, self.most.is_some_and(|most| run >= most).into())?;
            worked = true;
        }
        if !at.last {
            return Some(((run, worked, known), cost));
        }
        if worked {
            return Some((((run + 1).min(self.cap()), false, known), cost));
        }
        let began_before = !known && run == at.place;
        let spared = run == 0 || at.open || began_before;
        cost += due(self.price, if spared { 0 } else { self.least.saturating_sub(run) })?;
        Some(((0, false, known), cost))
    }
}
