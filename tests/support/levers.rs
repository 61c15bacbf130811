//! What tests of levers have in common: hours of a builder, and a lever without anything.

use super::builder::*;
use planning::model::*;
use planning::plan::LeverEffect;

pub const DESK: usize = 0;

/// One day, open from nine; the first hours ask for so many heads, at 60 minutes a contact. Shifts of one hour, and so many
/// counters.
pub fn hours(cumulatives: u32, needs: &'static [u32]) -> Build {
    shifts_of(1, 9, needs).resource("counter", Capacity::Given(cumulatives), &[DESK])
}

/// The same with shifts of so many hours.
pub fn shifts_of(span: u32, heads: u32, needs: &'static [u32]) -> Build {
    let starts: Vec<u32> = (0..needs.len() as u32 + 1 - span.min(needs.len() as u32)).map(|hour| h(9 + hour)).collect();
    Build::new("2026-05-04", 1, 60)
        .shift("any", &starts, &[h(span)])
        .needs("desk", Some(50.0), move |_, clock| {
            let hour = clock.checked_sub(h(9))? / 60;
            needs.get(hour as usize).copied()
        })
        .team("clerks", heads, &[(DESK, 1.0)], &[0])
}

pub fn lever(kind: &str) -> Lever {
    Lever { id: "it".into(), title: "it".into(), kind: kind.into(), limit: 1.0, ..Lever::default() }
}

pub fn hour(clock: u32) -> impl Fn(u32, u32) -> bool {
    move |_, at| at == h(clock)
}

pub fn after(clock: u32) -> impl Fn(u32, u32) -> bool {
    move |_, at| at > h(clock)
}

/// Contacts (minutes, heads) that the plan moves in all, by effect.
pub fn pulled(build: &Build, of: fn(LeverEffect) -> bool) -> f64 {
    let planned = build.plan().unwrap();
    planned
        .plan
        .lever_settings
        .iter()
        .filter(|setting| of(setting.effect))
        .map(|setting| setting.micro as f64 / 1e6)
        .sum()
}
