//! People who come to the floor and leave it.

use super::Engine;
use super::agenda::{Due, stamp};
use super::people::Doing;
use crate::simulate::witness::{Happening, Sight, Witness};

impl Engine<'_> {
    /// Somebody begins a stretch of a shift.
    pub(super) fn come(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        self.tally.events += 1;
        let duty = self.duties[index as usize];
        witness.see(Sight { at: now, what: Happening::Came, contact: None, duty: Some(duty) });
        let agent = &mut self.agents[index as usize];
        agent.came = now;
        agent.leaving = false;
        let (_, end) = self.world.shifts[duty].stretches[agent.stretch as usize];
        self.agenda.add(end - agent.moved, Due::Off, index, agent.stretch);
        self.go_on(now, index, witness);
    }

    /// A stretch ends: whoever serves finishes first, anything else is put aside.
    pub(super) fn stretch_ends(&mut self, now: f64, index: u32, at: u32, witness: &mut impl Witness) {
        let agent = &mut self.agents[index as usize];
        if stamp(agent.stretch) != at {
            return;
        }
        self.tally.events += 1;
        match agent.doing {
            Doing::Serving(..) => agent.leaving = true,
            Doing::Away => {}
            Doing::Idle | Doing::Filling(_) => {
                self.stop(now, index, witness);
                self.leave(now, index, witness);
            }
        }
    }

    /// Somebody leaves the floor and comes back after the break, if one follows; a break that began late keeps its length.
    pub(super) fn leave(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        let duty = self.duties[index as usize];
        witness.see(Sight { at: now, what: Happening::Left, contact: None, duty: Some(duty) });
        let stretches = &self.world.shifts[duty].stretches;
        let agent = &mut self.agents[index as usize];
        agent.doing = Doing::Away;
        agent.leaving = false;
        let (team, came, moved) = (agent.team as usize, agent.came, agent.moved);
        let end = stretches[agent.stretch as usize].1 - moved;
        let late = now - end;
        // A stretch that is over before a late break is, is not begun.
        let next =
            (agent.stretch as usize + 1..stretches.len()).find(|&next| stretches[next].0 + late < stretches[next].1);
        agent.stretch = next.unwrap_or(stretches.len()) as u32;
        if let Some(next) = next {
            self.agenda.add(stretches[next].0 - moved + late, Due::On, index, 0);
        }
        self.spread(team, came, now, |floor, minutes| floor.present += minutes);
        if next.is_none() && late > 0.0 {
            // The end of the last interval belongs to it.
            let interval = self.interval(end - self.world.interval / 2.0);
            if let Some(place) = self.tally.place(team, interval) {
                self.tally.floors[place].overtime += late;
            }
        }
    }
}
