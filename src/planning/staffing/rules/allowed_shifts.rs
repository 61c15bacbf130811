//! People work only shifts that their team's shift templates allow.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::Team;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::{ShiftColumn, StaffingBuilder};
use crate::staffing::rule::StaffingRule;
use chrono::Datelike;

/// See [`CARD`].
pub struct AllowedShifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "allowed_shifts",
    title: "People work only shifts that their team's shift rules allow",
    meaning: "A shift starts at one of the allowed local times, on an allowed day of the week, has one of the allowed \
              lengths and ends no later than the latest end. Shifts that touch no opening hour of any service of the \
              team are left out.",
    parameters: &[
        Parameter::elsewhere("team.ID", "shifts", "ids of shift rules"),
        Parameter::elsewhere("shift.ID", "start", "clock steps"),
        Parameter::elsewhere("shift.ID", "paid", "duration steps"),
        Parameter::elsewhere("shift.ID", "end_by", "clock"),
        Parameter::elsewhere("shift.ID", "days", "days"),
    ],
    boundary: "A shift belongs to the date on which it starts. Its length is elapsed time: in a night of 23 or 25 hours \
               its local end moves, not its length. A start that spring skips is an hour later by the clock.",
    bend: None,
};

impl StaffingRule for AllowedShifts {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let model = &case.model;
        for (team, group) in model.teams.iter().enumerate() {
            let open = open_intervals(case, group);
            for &rule in &group.shifts {
                let shift = &model.shifts[rule];
                for day in 0..model.calendar.days {
                    if !shift.days.contains(&model.calendar.date(i64::from(day)).weekday()) {
                        continue;
                    }
                    for (start, span) in shift.variants() {
                        let minute = model.calendar.minute(i64::from(day), start);
                        let touched = super::super::overlap::overlap(&model.calendar, minute, minute + i64::from(span));
                        if !touched.iter().any(|&(interval, _)| open[interval]) {
                            continue;
                        }
                        let most = group.heads.most();
                        let heads = builder.writer(CARD.id).whole(0, most);
                        builder.shift_columns.push(ShiftColumn {
                            team,
                            template: rule,
                            start,
                            span,
                            day,
                            minute,
                            heads,
                            most,
                        });
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        for person in &plan.people {
            let team = &model.teams[person.team];
            for worked in &person.shifts {
                let date = model.calendar.date(i64::from(worked.day));
                let rule = &model.shifts[worked.template];
                let begins = |clock| model.calendar.minute(i64::from(worked.day), clock) == worked.start;
                let allowed = team.shifts.contains(&worked.template)
                    && rule.days.contains(&date.weekday())
                    && rule.variants().any(|(start, span)| begins(start) && span == worked.span);
                if !allowed {
                    let subject = Subject::of(format!("{}#{}", team.id, person.number)).on(date);
                    findings.breach(CARD.id, subject, 1.0, "shift");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} works a shift that its team may not work; change its start or length, or allow it", breach.subject)
    }

    fn writes_shifts(&self) -> bool {
        true
    }
}

/// Intervals in which some service of the team is open.
fn open_intervals(case: &Case, team: &Team) -> Vec<bool> {
    (0..case.model.calendar.intervals())
        .map(|interval| team.skills.iter().any(|&(service, _)| case.model.services[service].open[interval]))
        .collect()
}
