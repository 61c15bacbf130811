//! The promises of a roster one by one, and cases that keep only some of them.

use super::limits::limits;
use crate::conflict::explanation::Member;
use crate::model::Case;
use crate::model::{FixedAssignment, Model, Policy};
use crate::plan::Subject;
use crate::roster::rules::{fixed_assignments, meet_cover, one_shift_a_day};
use crate::roster::{registry, write_roster};
use crate::staffing::ModelEntity;
use base::money::Rate;
use std::collections::BTreeSet;

/// Rules that define what a roster is and are never left out.
const MEANING: &[&str] = &[one_shift_a_day::CARD.id];
/// Rules whose promises stand in the model itself.
const COVER: &str = meet_cover::CARD.id;
const FIXED: &str = fixed_assignments::CARD.id;
/// Groupings of promises, from coarse to fine.
pub(super) const KINDS: usize = 3;

/// One promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RosterPromise {
    /// Heads wanted on a day, by their place in the model.
    Cover(usize),
    /// What is decided for a person, by its place among theirs.
    Fixed(usize, usize),
    /// A rule for a person; for all of them where it is about several people at once.
    Rule(usize, Option<usize>),
}

/// All promises of a case that must hold.
pub(super) fn roster_promises(case: &Case) -> BTreeSet<RosterPromise> {
    let model = &case.model;
    let stamped = write_roster(case).stamped;
    let people_apart = |rule: &str| {
        let own = |stamp: &&mip::builder::RuleStamp<crate::staffing::RowSubject>| stamp.rule == rule;
        stamped.stamps.iter().filter(own).all(|stamp| matches!(stamp.subject.who, ModelEntity::Employee(_)))
    };
    let mut all = BTreeSet::new();
    for (index, policy) in model.policies.iter().enumerate() {
        match policy.rule.as_str() {
            COVER => {
                let hard = |(_, cover): &(usize, &crate::model::Cover)| cover.under.is_none() || cover.over.is_none();
                all.extend(model.covers.iter().enumerate().filter(hard).map(|(cover, _)| RosterPromise::Cover(cover)));
            }
            FIXED => all.extend(policy.employees.iter().flat_map(|&employee| {
                (0..model.employees[employee].fixed.len()).map(move |place| RosterPromise::Fixed(employee, place))
            })),
            rule if !refuses(policy) || MEANING.contains(&rule) => {}
            rule if people_apart(rule) => {
                all.extend(policy.employees.iter().map(|&employee| RosterPromise::Rule(index, Some(employee))));
            }
            _ => {
                all.insert(RosterPromise::Rule(index, None));
            }
        }
    }
    all
}

fn refuses(policy: &Policy) -> bool {
    policy.price.is_none() && registry::rule(&policy.rule).is_some_and(|rule| rule.card.bend.is_some())
}

/// The case with only these of the promises that must hold.
pub(super) fn case_keeping(case: &Case, kept: &BTreeSet<RosterPromise>) -> Case {
    let mut case = case.clone();
    let Model { policies, employees, covers, .. } = &mut case.model;
    for (index, policy) in policies.iter_mut().enumerate() {
        let bare = [COVER, FIXED].contains(&policy.rule.as_str()) || MEANING.contains(&policy.rule.as_str());
        if bare || !refuses(policy) || kept.contains(&RosterPromise::Rule(index, None)) {
            continue;
        }
        policy.employees.retain(|&employee| kept.contains(&RosterPromise::Rule(index, Some(employee))));
    }
    // A rule about nobody would still ask for its heads.
    policies.retain(|policy| !policy.employees.is_empty());
    for (index, employee) in employees.iter_mut().enumerate() {
        let keep = |(place, _): &(usize, &FixedAssignment)| kept.contains(&RosterPromise::Fixed(index, *place));
        employee.fixed = employee.fixed.iter().enumerate().filter(keep).map(|(_, fixed)| fixed.clone()).collect();
    }
    for (index, cover) in covers.iter_mut().enumerate() {
        if !kept.contains(&RosterPromise::Cover(index)) {
            cover.under = cover.under.or(Some(Rate(0)));
            cover.over = cover.over.or(Some(Rate(0)));
        }
    }
    case
}

impl RosterPromise {
    /// Its kind, in three ways, the widest first: rule or cover; the same for each team, on weekends or on workdays; the
    /// person or week.
    pub fn kinds(self, model: &Model) -> [(u8, usize, usize); KINDS] {
        match self {
            RosterPromise::Cover(place) => {
                let cover = &model.covers[place];
                let first = model.covers.iter().position(|other| other.id == cover.id).unwrap_or(place);
                let day = i64::from(cover.day);
                let weekend = usize::from(model.calendar.is_weekend(model.calendar.date(day)));
                let week = usize::try_from(model.calendar.week(day)).unwrap_or(0);
                [(0, first, 0), (0, first, 1 + weekend), (0, first, 3 + week)]
            }
            RosterPromise::Fixed(employee, _) => {
                [(1, 0, 0), (1, 1 + model.employees[employee].team, 0), (3, employee, 0)]
            }
            RosterPromise::Rule(policy, None) => [(2, policy, 0); KINDS],
            RosterPromise::Rule(policy, Some(employee)) => {
                [(2, policy, 0), (2, policy, 1 + model.employees[employee].team), (3, employee, 0)]
            }
        }
    }

    /// True if it is about this person's line alone.
    pub fn is_of(self, person: usize) -> bool {
        matches!(self, RosterPromise::Fixed(employee, _) | RosterPromise::Rule(_, Some(employee)) if employee == person)
    }

    /// Id of the rule.
    pub fn rule(self, model: &Model) -> &str {
        match self {
            RosterPromise::Cover(_) => COVER,
            RosterPromise::Fixed(..) => FIXED,
            RosterPromise::Rule(policy, _) => &model.policies[policy].rule,
        }
    }

    /// Whom it is about, and when.
    pub fn subject(self, model: &Model) -> Subject {
        match self {
            RosterPromise::Cover(cover) => {
                let cover = &model.covers[cover];
                Subject::of(cover.id.as_str()).on(model.calendar.date(cover.day.into()))
            }
            RosterPromise::Fixed(employee, place) => {
                let person = &model.employees[employee];
                Subject::of(person.id.as_str()).on(model.calendar.date(person.fixed[place].day.into()))
            }
            RosterPromise::Rule(_, Some(employee)) => Subject::of(model.employees[employee].id.as_str()),
            RosterPromise::Rule(policy, None) => Subject::of(model.policies[policy].id.as_str()),
        }
    }

    /// In words.
    pub fn member(self, model: &Model) -> Member {
        let sentence = match self {
            RosterPromise::Cover(cover) => {
                let cover = &model.covers[cover];
                let shifts: Vec<&str> = cover.shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect();
                let skill = cover.skill.as_ref().map_or_else(String::new, |skill| format!(" with the skill {skill}"));
                let heads = if cover.need == 1 { "head" } else { "heads" };
                let limit = match (cover.under, cover.over) {
                    (None, None) => "exactly",
                    (None, Some(_)) => "at least",
                    _ => "at most",
                };
                format!("{limit} {} {heads}{skill} on {}", cover.need, shifts.join(", "))
            }
            RosterPromise::Fixed(employee, place) => match model.employees[employee].fixed[place].shift {
                None => "a day off is decided".to_owned(),
                Some((shift, ..)) => format!("the shift {} is decided", model.shifts[shift].id),
            },
            RosterPromise::Rule(policy, _) => {
                let policy = &model.policies[policy];
                let title = registry::rule(&policy.rule).map_or("", |rule| rule.card.title);
                let limits = limits(policy);
                let named = if policy.id == policy.rule { String::new() } else { format!(" [{}]", policy.id) };
                if limits.is_empty() { format!("{title}{named}") } else { format!("{title}: {limits}{named}") }
            }
        };
        let group = match self {
            RosterPromise::Cover(cover) => model.covers[cover].id.clone(),
            RosterPromise::Fixed(employee, _) => model.employees[employee].id.clone(),
            RosterPromise::Rule(policy, _) => model.policies[policy].id.clone(),
        };
        Member { rule: self.rule(model).to_owned(), group, subject: self.subject(model).to_string(), sentence }
    }
}
