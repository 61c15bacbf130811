//! Valid inequalities of the first stage, from the integrality of people: mixed-integer rounding (Nemhauser and Wolsey, "A recursive
//! procedure to generate all cuts for 0-1 mixed integer programs", Mathematical Programming 46, 1990).
//!
//! Take a subset of the services in an interval. Their shortages, and the people who can do one of them, add up to at least what
//! they require. Rounding that row keeps every point with whole people and excludes points with fractions of people.

use super::tuning::TUNING;
use crate::model::Case;
use crate::staged::headcount::HeadcountProgram;
use mip::Row;
use std::collections::BTreeMap;

/// Inequalities that hold for whole people and that a point of the first stage violates.
pub fn violated_inequalities(case: &Case, heads: &HeadcountProgram, point: &[f64]) -> Vec<(Row, Vec<(u32, f64)>)> {
    let mut found = Vec::new();
    for interval in 0..case.model.calendar.intervals() {
        let wants = |&service: &usize| case.requirements[service].minimum[interval] > 0;
        let services: Vec<usize> = (0..case.model.services.len()).filter(wants).collect();
        for chosen in service_subsets(&services) {
            found.extend(rounded_rows(case, heads, interval, &chosen).filter(|(row, entries)| {
                let activity: f64 = entries.iter().map(|&(column, factor)| factor * point[column as usize]).sum();
                activity < row.lower - TUNING.violation
            }));
        }
    }
    found
}

fn service_subsets(services: &[usize]) -> Vec<Vec<usize>> {
    if services.len() > TUNING.subset_services {
        return services.iter().map(|&service| vec![service]).chain([services.to_vec()]).collect();
    }
    let of = |mask: u32| {
        let inside = services.iter().enumerate().filter(move |(place, _)| mask >> place & 1 == 1);
        inside.map(|(_, &service)| service).collect()
    };
    (1u32..1 << services.len()).map(of).collect()
}

/// The rounded rows of some services in an interval, one for each worth of a person.
fn rounded_rows<'a>(
    case: &'a Case,
    heads: &'a HeadcountProgram,
    interval: usize,
    chosen: &[usize],
) -> impl Iterator<Item = (Row, Vec<(u32, f64)>)> + use<'a> {
    let wanted: f64 = chosen.iter().map(|&service| f64::from(case.requirements[service].minimum[interval])).sum();
    let mut people: Vec<(u32, f64)> = Vec::new();
    for (place, team) in case.model.teams.iter().enumerate() {
        let able = team.skills.iter().filter(|(service, _)| chosen.contains(service));
        let worth = able.map(|&(_, worth)| worth).fold(0.0, f64::max);
        if let Some(&(column, share)) = heads.present.get(&(place, interval)).filter(|_| worth > 0.0) {
            people.push((column, worth * share));
        }
    }
    let lack: Vec<u32> = chosen.iter().filter_map(|service| heads.short.get(&(*service, interval)).copied()).collect();
    // One rounding for each different worth; as a number of millionths it can be told apart.
    let worths: BTreeMap<u64, f64> = people.iter().map(|&(_, worth)| ((worth * 1e6) as u64, worth)).collect();
    worths.into_values().filter_map(move |unit| {
        let part = (wanted / unit).fract();
        if !(TUNING.near_integer..=1.0 - TUNING.near_integer).contains(&part) {
            return None;
        }
        let rounded = |worth: f64| (worth / unit).floor() + ((worth / unit).fract() / part).min(1.0);
        let mut entries: Vec<(u32, f64)> = people.iter().map(|&(column, worth)| (column, rounded(worth))).collect();
        entries.extend(lack.iter().map(|&column| (column, 1.0 / (unit * part))));
        entries.sort_unstable_by_key(|&(column, _)| column);
        Some((Row { lower: (wanted / unit).ceil(), upper: f64::INFINITY }, entries))
    })
}
