//! Everybody takes every break of the shift, in its window, in order and spaced.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{BreakTemplate, ShiftTemplate};
use crate::plan::{Breach, Findings, Person, StaffingPlan, Subject, WorkedShift};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::{BreakColumn, ShiftColumn, StaffingBuilder};
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct TakeBreaks;

/// What people need to know.
pub static CARD: Card = Card {
    id: "take_breaks",
    title: "Everybody takes every break of the shift, in its window, in order and spaced",
    meaning: "For each shift and each of its breaks, the people who begin it at each allowed position add up to the \
              people on the shift. Two neighbouring breaks whose windows come close are tied by running totals: nobody \
              can begin the second before somebody has ended the first and the spacing has passed. These totals are \
              exactly what is needed to hand each person concrete breaks.",
    parameters: &[
        Parameter::elsewhere("shift.ID", "breaks", "name, length, paid, begins"),
        Parameter::elsewhere("shift.ID", "spacing", "duration"),
    ],
    boundary: "Windows count elapsed minutes from the start of the shift. A break lies inside its shift.",
    bend: None,
};

impl StaffingRule for TakeBreaks {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, work) in builder.shift_columns.clone().into_iter().enumerate() {
            let rule = &case.model.shifts[work.template];
            for (which, rest) in rule.breaks.iter().enumerate() {
                place(case, builder, index, &work, which, &fitting(rest, work.span));
            }
            for which in 1..rule.breaks.len() {
                keep_order(builder, index, &work, which, rule);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let mut breach = |person: &Person, worked: &WorkedShift, wrong: usize| {
            let subject = Subject::of(format!("{}#{}", case.model.teams[person.team].id, person.number))
                .on(case.model.calendar.date(i64::from(worked.day)));
            findings.breach(CARD.id, subject, wrong as f64, "breaks");
        };
        for person in &plan.people {
            for worked in &person.shifts {
                let rule = &case.model.shifts[worked.template];
                let misplaced = rule.breaks.iter().zip(&worked.breaks).filter(|(allowed, taken)| {
                    allowed.length != taken.length
                        || !allowed.begins.contains(&taken.begin)
                        || taken.begin + taken.length > worked.span
                });
                let crowded = worked
                    .breaks
                    .windows(2)
                    .filter(|pair| pair[1].begin < pair[0].begin + pair[0].length + rule.spacing);
                let wrong = misplaced.count() + crowded.count() + rule.breaks.len().abs_diff(worked.breaks.len());
                if wrong > 0 {
                    breach(person, worked, wrong);
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} has {} breaks missing, misplaced or too close; move them into their windows",
            breach.subject, breach.amount
        )
    }

    fn writes_shifts(&self) -> bool {
        true
    }
}

/// The positions of a break inside a shift of this span.
fn fitting(rest: &BreakTemplate, span: u32) -> Vec<u32> {
    rest.begins.iter().copied().filter(|begin| begin + rest.length <= span).collect()
}

fn place(case: &Case, builder: &mut StaffingBuilder, index: usize, work: &ShiftColumn, which: usize, begins: &[u32]) {
    // With one position there is nothing to decide: it is taken by all heads of the shift.
    if let [begin] = *begins {
        builder.break_columns.push(BreakColumn { work: index, which, begin, heads: work.heads });
        return;
    }
    let most = case.model.teams[work.team].heads.most();
    let mut taken = Expression::with_capacity(begins.len() + 1);
    for &begin in begins {
        let heads = builder.writer(CARD.id).whole(0, most);
        builder.break_columns.push(BreakColumn { work: index, which, begin, heads });
        taken += heads;
    }
    let about = RowSubject::day(ModelEntity::Shift(work.template), work.day);
    builder.writer(CARD.id).define(about, constraint!(taken == work.heads));
}

/// Ties a break to the one before: by any moment, no more people have begun it than have had the other long enough.
fn keep_order(builder: &mut StaffingBuilder, index: usize, work: &ShiftColumn, which: usize, rule: &ShiftTemplate) {
    let of = |which: usize| -> Vec<BreakColumn> {
        let mine = builder.break_columns.iter().rev().take_while(|rest| rest.work == index);
        let mut found: Vec<BreakColumn> = mine.filter(|rest| rest.which == which).copied().collect();
        found.reverse();
        found
    };
    let (before, after) = (of(which - 1), of(which));
    let gap = rule.breaks[which - 1].length + rule.spacing;
    let latest = before.iter().map(|rest| rest.begin + gap).max().unwrap_or(0);
    for last in after.iter().filter(|rest| rest.begin < latest) {
        let begun: Expression = after.iter().filter(|rest| rest.begin <= last.begin).map(|rest| rest.heads).sum();
        let ready: Expression =
            before.iter().filter(|rest| rest.begin + gap <= last.begin).map(|rest| rest.heads).sum();
        let about = RowSubject::day(ModelEntity::Shift(work.template), work.day);
        builder.writer(CARD.id).define(about, constraint!(begun <= ready));
    }
}
