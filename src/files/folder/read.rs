//! A plan folder back into a case and a plan.

use super::manifest::{Manifest, SCHEMA};
use super::{Heading, MANIFEST};
use crate::folder::contributions;
use crate::folder::contributions::Step;
use crate::folder::table_file::TableFile;
use crate::folder::{ledger, levers, people, roster, slots, visits, work};
use crate::roster::people as of_shifts;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use mip::outcome::Outcome;
use planning::model::Case;
use planning::model::{Booking, Model, ModelChange, PatternCell, Preference, TemplateSlot};
use planning::plan::{Ledger, Person, StaffingPlan};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A plan as its folder tells it.
#[derive(Debug)]
pub struct PlanFolder {
    /// What it is called.
    pub heading: Heading,
    /// How good it is said to be.
    pub outcome: Outcome,
    /// What it is said to cost, in major units.
    pub objective: f64,
    /// The question.
    pub case: Case,
    /// The answer, from `people.csv` and `work.csv`.
    pub plan: StaffingPlan,
    /// The ledger as it is written.
    pub ledger: Ledger,
    /// What each lever is said to contribute, if the folder says so.
    pub contributions: Option<Vec<Step>>,
}

/// Reads a folder.
///
/// # Errors
/// Everything that is wrong with its files, with file, line and column.
pub fn read(folder: &Path) -> Result<PlanFolder, Diagnostics> {
    let mut problems = Diagnostics::default();
    let manifest = manifest(&folder.join(MANIFEST))?;
    let model = &manifest.case.model;
    let open = |name: &str, read: &[&str], shown: &[&str], problems: &mut Diagnostics| {
        TableFile::open(&folder.join(name), read, shown, problems)
    };
    let people = if model.employees.is_empty() {
        open("people.csv", people::READ, people::SHOWN, &mut problems)
            .map(|file| people::read(model, &file, &mut problems))
    } else {
        open("roster.csv", roster::READ, roster::SHOWN, &mut problems)
            .map(|file| of_entries(model, roster::read(model, &file, &mut problems)))
    };
    let work = if model.employees.is_empty() || !model.services.is_empty() {
        open("work.csv", work::READ, &[], &mut problems).map(|file| work::read(model, &file, &mut problems))
    } else {
        Some(Vec::new())
    };
    let lever_settings = match model.levers.is_empty() {
        true => Some(Vec::new()),
        false => {
            open(levers::FILE, levers::READ, &[], &mut problems).map(|file| levers::read(model, &file, &mut problems))
        }
    };
    let booked = model.services.iter().any(|service| service.booking().is_some());
    let slots = booked.then(|| open(slots::FILE, slots::READ, slots::SHOWN, &mut problems));
    let slots = slots.map(|file| file.map(|file| slots::read(model, &file, &mut problems)).unwrap_or_default());
    let visits = booked.then(|| open(visits::FILE, visits::READ, &[], &mut problems));
    let visits = visits.map(|file| file.map(|file| visits::read(model, &file, &mut problems)).unwrap_or_default());
    let ledger = open("ledger.csv", ledger::READ, &[], &mut problems).map(|file| ledger::read(&file, &mut problems));
    let contributions = folder.join(contributions::FILE).exists().then(|| {
        open(contributions::FILE, contributions::READ, &[], &mut problems)
            .map(|file| contributions::read(model, &file, &mut problems))
            .unwrap_or_default()
    });
    let sound = !problems.has_errors();
    let (Some(people), Some(work), Some(lever_settings), Some(ledger), true) =
        (people, work, lever_settings, ledger, sound)
    else {
        problems.sort();
        return Err(problems);
    };
    let (slots, visits) = (slots.unwrap_or_default(), visits.unwrap_or_default());
    let plan = StaffingPlan {
        heads: manifest.heads(),
        resources: manifest.counts(),
        people,
        work,
        lever_settings,
        slots,
        visits,
    };
    let (heading, outcome) = (manifest.heading(), manifest.outcome());
    let Manifest { objective, case, .. } = manifest;
    Ok(PlanFolder { heading, outcome, objective, case, plan, ledger, contributions })
}

/// The people of a roster from its rows.
pub fn of_entries(model: &Model, entries: Vec<roster::RosterEntry>) -> Vec<Person> {
    let mut shifts: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for entry in entries {
        shifts.entry(entry.employee).or_default().push(entry.shift);
    }
    of_shifts(model, shifts)
}

fn manifest(path: &Path) -> Result<Manifest, Diagnostic> {
    let text = read_text(path, CSV_BYTES).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        Diagnostic::error("cannot-read", message, "give the folder of a plan, written with --out")
    })?;
    match serde_json::from_str::<Manifest>(&text) {
        Ok(manifest) if manifest.schema == SCHEMA && sound(&manifest.case) => Ok(manifest),
        Ok(manifest) if manifest.schema == SCHEMA => {
            let message = format!("the case in {} does not fit together", path.display());
            Err(Diagnostic::error("bad-plan", message, "write the plan again; its plan.json is not meant to be edited"))
        }
        Ok(manifest) => {
            let message = format!("{} has the format \"{}\"", path.display(), manifest.schema);
            Err(Diagnostic::error(
                "bad-plan",
                message,
                format!("this version reads \"{SCHEMA}\"; write the plan again"),
            ))
        }
        Err(error) => {
            let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let near = (line + error.column().saturating_sub(1)).min(text.len());
            let boundary = |at: &usize| text.is_char_boundary(*at);
            let start = (0..=near).rev().find(boundary).unwrap_or(0);
            let end = (start + 1..=text.len()).find(boundary).unwrap_or(start);
            let source = Arc::new(Source { path: path.to_owned(), text });
            let help = "write the plan again; its plan.json is not meant to be edited";
            Err(Diagnostic::error("bad-plan", error.to_string(), help).at(Some(Place { source, start, end })))
        }
    }
}

/// True if indices and lengths fit, so that judges may rely on them.
fn sound(case: &Case) -> bool {
    let model = &case.model;
    let intervals = model.calendar.intervals();
    let fits = |length: usize| length == intervals;
    model.calendar.interval > 0
        && case.requirements.len() == model.services.len()
        && model.services.iter().all(|service| fits(service.volume.len()) && fits(service.open.len()))
        && case.requirements.iter().all(|need| {
            let of_curves = |curves: &planning::model::case::TargetCurves| {
                fits(curves.gains.len()) && fits(curves.pieces.len()) && fits(curves.goals.len())
            };
            fits(need.load.len())
                && fits(need.desired.len())
                && fits(need.minimum.len())
                && need.curves.iter().all(of_curves)
        })
        && model.teams.iter().all(|team| {
            let skills = team.skills.iter().all(|&(service, _)| service < model.services.len());
            skills && team.shifts.iter().all(|&shift| shift < model.shifts.len())
        })
        && model.resources.iter().all(|resource| resource.used_by.iter().all(|&service| service < model.services.len()))
        && sound_levers(model)
        && sound_slots(model)
        && sound_roster(model)
}

fn sound_levers(model: &Model) -> bool {
    let intervals = model.calendar.intervals();
    let service = |index: usize| index < model.services.len();
    let team = |index: usize| index < model.teams.len();
    model.levers.iter().all(|lever| {
        let places = lever
            .from
            .iter()
            .chain(&lever.to)
            .all(|place| service(place.service) && place.intervals.iter().all(|&interval| interval < intervals));
        let changes = lever.changes.iter().all(|change| match *change {
            ModelChange::Handle { service: of, .. }
            | ModelChange::Patience { service: of, .. }
            | ModelChange::Desired { service: of, .. } => service(of),
            ModelChange::Flow { flow, .. } => flow < model.flows.len(),
            ModelChange::Count { resource, .. } => resource < model.resources.len(),
            ModelChange::Skill { team: of, service: at, .. } => team(of) && service(at),
        });
        let blocks = lever.blocks.iter().all(|block| block.from < block.until && block.until <= intervals);
        let links = model.flows.iter().flat_map(|flow| &flow.links).all(|link| service(link.from) && service(link.to));
        let things = lever.resources.iter().all(|&of| of < model.resources.len());
        places && links && changes && blocks && things && lever.teams.iter().all(|&of| team(of))
    })
}

fn sound_slots(model: &Model) -> bool {
    let row = |slot: &TemplateSlot| {
        let booking = model.services.get(slot.service).and_then(|service| service.booking());
        let held = |booking: &Booking| slot.held.is_none_or(|class| class < booking.classes.len());
        booking.is_some_and(held) && slot.team.is_none_or(|team| team < model.teams.len())
    };
    let sound = |booking: &Booking| {
        let whole = |minutes: u32| minutes > 0 && minutes.is_multiple_of(model.calendar.interval);
        whole(booking.length) && whole(booking.every) && booking.classes.iter().all(|class| !class.lead.is_empty())
    };
    model.services.iter().filter_map(|service| service.booking()).all(sound)
        && model.slots.template.iter().chain(&model.slots.booked).all(row)
}

fn sound_roster(model: &Model) -> bool {
    let shift = |index: &usize| *index < model.shifts.len();
    let person = |index: &usize| *index < model.employees.len();
    let day = |index: &u32| *index < model.calendar.days;
    let wish = |what: &Preference| match what {
        Preference::On(shifts) | Preference::Off(shifts) => shifts.iter().all(shift),
        Preference::With(other) => person(other),
        Preference::DayOff | Preference::DayOn | Preference::Start(..) => true,
    };
    model.employees.iter().all(|employee| {
        employee.team < model.teams.len()
            && employee.wishes.iter().all(|wished| day(&wished.day) && wish(&wished.what))
            && employee
                .fixed
                .iter()
                .chain(employee.published.iter().flatten())
                .all(|fixed| day(&fixed.day) && fixed.shift.iter().all(|(rule, ..)| shift(rule)))
            && employee.history.iter().flatten().all(|past| shift(&past.template))
            && employee.available.as_ref().is_none_or(|days| days.len() == model.calendar.days as usize)
    }) && model.covers.iter().all(|cover| {
        day(&cover.day) && cover.shifts.iter().all(shift) && cover.teams.iter().all(|&team| team < model.teams.len())
    }) && model.policies.iter().all(|policy| {
        policy.employees.iter().chain(&policy.partners).all(person)
            && policy.shifts.iter().chain(&policy.others).all(shift)
            && policy.days.iter().all(day)
            && policy.pattern.iter().all(|cell| match cell {
                PatternCell::Shift(shifts) => shifts.iter().all(shift),
                PatternCell::Off | PatternCell::On | PatternCell::Any => true,
            })
    })
}
