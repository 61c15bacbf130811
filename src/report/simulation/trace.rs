//! Every event of the first replication as CSV.

use files::folder::table;
use files::text::number::rounded;
use planning::model::Model;
use simulation::System;
use simulation::engine::FIRST_BACKLOG;
use simulation::trace::TraceEvent;

/// A row for each event: when (elapsed minutes and local time), what, which contact, who. A contact from another stage goes by
/// the service and the number with which it came from outside.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn csv(model: &Model, world: &System, sights: &[TraceEvent]) -> Result<Vec<u8>, csv::Error> {
    let rows = sights.iter().map(|sight| {
        let service = |of: usize| model.services[of].id.clone();
        let at = sight.contact.map_or_else(String::new, |(of, _)| service(of));
        let contact = match (sight.root, sight.contact) {
            (Some((of, number)), _) => format!("{}-{}", service(of), numbered(number)),
            (None, contact) => contact.map_or_else(String::new, |(_, number)| numbered(number)),
        };
        let (team, person) = sight.shift.map_or((String::new(), String::new()), |duty| {
            let duty = &world.shifts[duty];
            (world.teams[duty.team].id.clone(), duty.person.to_string())
        });
        vec![
            rounded(sight.at, 6).to_string(),
            model.calendar.stamp(sight.at.floor() as i64),
            sight.kind.name().to_owned(),
            at,
            contact,
            team,
            person,
        ]
    });
    table(&["minute", "time", "event", "service", "contact", "team", "person"], rows)
}

/// The number of a contact; work that waited when the plan began is told apart.
fn numbered(number: u32) -> String {
    number.checked_sub(FIRST_BACKLOG).map_or_else(|| number.to_string(), |number| format!("waiting-{number}"))
}
