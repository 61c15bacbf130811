//! Every event of the first replication as CSV.

use super::super::folder::table;
use super::super::number::rounded;
use crate::model::Model;
use crate::simulate::World;
use crate::simulate::witness::Sight;

/// A row for each event: when (elapsed minutes and local time), what, which contact, who.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn csv(model: &Model, world: &World, sights: &[Sight]) -> Result<Vec<u8>, csv::Error> {
    let rows = sights.iter().map(|sight| {
        let (service, contact) = sight.contact.map_or((String::new(), String::new()), |(service, number)| {
            (model.services[service].id.clone(), number.to_string())
        });
        let (team, person) = sight.duty.map_or((String::new(), String::new()), |duty| {
            let duty = &world.shifts[duty];
            (model.teams[duty.team].id.clone(), duty.person.to_string())
        });
        vec![
            rounded(sight.at, 6).to_string(),
            model.calendar.stamp(sight.at.floor() as i64),
            sight.what.name().to_owned(),
            service,
            contact,
            team,
            person,
        ]
    });
    table(&["minute", "time", "event", "service", "contact", "team", "person"], rows)
}
