//! Whether the slots of a row fit the model that is to open them.

use crate::folder::table_file::TableRow;
use crate::load::codes;
use base::diagnostic::Diagnostics;
use planning::model::{Model, TemplateSlot};

/// Tells what keeps the slots of a row from being opened: hours, grid, team, second places, an urgency that holds nothing.
pub fn check(model: &Model, row: &TableRow, slots: &[TemplateSlot], problems: &mut Diagnostics) {
    let Some(first) = slots.first() else { return };
    let service = &model.services[first.service];
    if !slots.iter().any(|slot| service.has_room_for_a_slot(&model.calendar, slot.day, slot.start)) {
        let message = format!("a slot of `{}` at {} fits no session", service.id, row.text("start"));
        let help = "let it begin and end within opening hours, on the grid of its `every`";
        problems.push(row.problem(codes::SLOT_FITS_NOWHERE, "start", message, help));
    }
    let able = |team: usize| model.teams[team].skills.iter().any(|&(skill, _)| skill == first.service);
    if let Some(team) = first.team.filter(|&team| !able(team)) {
        let message = format!("the team {} does not serve `{}`", model.teams[team].id, service.id);
        problems.push(row.problem(codes::UNKNOWN_ID, "team", message, "name a team with this skill, or none"));
    }
    if first.extra > first.count {
        let message = format!("{} second places for {} slots", first.extra, first.count);
        problems.push(row.problem(codes::OUT_OF_RANGE, "extra", message, "a slot has at most one second place"));
    }
    let hold = first.held.and_then(|class| service.booking()?.classes.get(class)?.hold);
    match hold {
        None if !row.text("held").is_empty() => {
            let message = format!("`{}` holds nothing back for \"{}\"", service.id, row.text("held"));
            problems.push(row.problem(codes::UNKNOWN_ID, "held", message, "name an urgency with `hold`, or nobody"));
        }
        Some(hold) if hold.days_before == 0 && first.start < hold.at => {
            let clock = format!("{:02}:{:02}", hold.at / 60, hold.at % 60);
            let message = format!("a slot at {} is held back until {clock}", row.text("start"));
            problems.push(row.problem(codes::RELEASE_AFTER_SLOT, "held", message, "leave `held` empty"));
        }
        _ => {}
    }
}
