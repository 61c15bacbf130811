//! No more people work on a date than the team has; each starts at most one shift a date.

use super::super::coverage::PlanCoverage;
use crate::model::Capacity;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::calendar_weeks;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::constraint;
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct Headcount;

/// What people need to know.
pub static CARD: Card = Card {
    id: "headcount",
    title: "No more people work on a date than the team has",
    meaning: "Each person starts at most one shift on a date. Where the number of heads is a decision, it lies between \
              its bounds and each head costs its price for each week, on the account hiring.",
    parameters: &[Parameter::elsewhere("team.ID", "heads", "heads, or min, max and price for a week")],
    boundary: "A shift counts on the date on which it starts. A week cut by the edge of the horizon counts by its share of \
               the team's working days.",
    bend: Some(Bend {
        phrase: "add {amount} heads to {who}",
        unit: "heads",
        together: true,
        whole: true,
        in_hours: false,
    }),
};

impl StaffingRule for Headcount {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let heads = builder.count(CARD.id, RowSubject::all(ModelEntity::Team(team)), group.heads);
            if let Capacity::Decided { price, .. } = group.heads {
                let (parts, of) = calendar_weeks::working_days_of_horizon(&case.model, team);
                let price = price.major() * f64::from(parts) / f64::from(of);
                builder.writer(CARD.id).pay(accounts::HIRING, RowSubject::all(ModelEntity::Team(team)), price * heads);
            }
            builder.heads.push(heads);
            for day in 0..case.model.calendar.days {
                let starting = builder.starting(team, day);
                builder
                    .writer(CARD.id)
                    .define(RowSubject::day(ModelEntity::Team(team), day), constraint!(starting <= heads));
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let heads = plan.heads[team];
            let people: Vec<_> = plan.people.iter().filter(|person| person.team == team).collect();
            let beyond = people.len().saturating_sub(heads as usize);
            let (least, most) = match group.heads {
                Capacity::Given(heads) => (heads, heads),
                Capacity::Decided { min, max, .. } => (min, max),
            };
            let outside = least.saturating_sub(heads) + heads.saturating_sub(most);
            if beyond > 0 || outside > 0 {
                let amount = beyond as f64 + f64::from(outside);
                findings.breach(CARD.id, Subject::of(&group.id), amount, "heads");
            }
            for person in people {
                let dates: BTreeSet<u32> = person.shifts.iter().map(|shift| shift.day).collect();
                if dates.len() < person.shifts.len() {
                    let subject = Subject::of(format!("{}#{}", group.id, person.number));
                    findings.breach(CARD.id, subject, (person.shifts.len() - dates.len()) as f64, "second shifts");
                }
            }
            if let Capacity::Decided { price, .. } = group.heads {
                let (parts, of) = calendar_weeks::working_days_of_horizon(&case.model, team);
                let amount = price.of(i128::from(heads) * parts as i128, of as i128);
                findings.charge(CARD.id, accounts::HIRING, Subject::of(&group.id), amount);
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} is planned with {} {} too many or outside its bounds; raise its heads",
            breach.subject, breach.amount, breach.unit
        )
    }

    fn is_about_people(&self) -> bool {
        true
    }
}
