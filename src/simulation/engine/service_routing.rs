//! Which teams can serve a service, in order of preference (skill-based routing).

use crate::system::System;

/// The teams that can serve a service.
#[derive(Debug, Default)]
pub(super) struct ServiceRouting {
    /// In order of preference, then of teams.
    pub teams: Vec<TeamRoute>,
    /// Waits in minutes after which further teams are offered a contact, ascending, each once.
    pub after: Vec<f64>,
}

/// How a team serves a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct TeamRoute {
    pub team: usize,
    pub efficiency: f64,
    pub rank: usize,
    pub after: f64,
}

/// The teams of each service.
pub(super) fn service_routing(system: &System) -> Vec<ServiceRouting> {
    let mut all: Vec<ServiceRouting> = system.services.iter().map(|_| ServiceRouting::default()).collect();
    for (team, group) in system.teams.iter().enumerate() {
        for skill in &group.skills {
            let route = TeamRoute { team, efficiency: skill.efficiency, rank: skill.rank, after: skill.after };
            all[skill.service].teams.push(route);
            if skill.after > 0.0 {
                all[skill.service].after.push(skill.after);
            }
        }
    }
    for routing in &mut all {
        routing.teams.sort_by_key(|route| (route.rank, route.team));
        routing.after.sort_by(f64::total_cmp);
        routing.after.dedup();
    }
    all
}
