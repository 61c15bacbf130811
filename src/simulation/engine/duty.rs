//! People who come to the floor and leave it.

use super::Engine;
use super::agenda::{Due, stamp};
use super::people::Doing;
use crate::witness::{Happening, Witness};

impl Engine<'_> {
    /// Somebody begins a stretch of a shift.
    pub(super) fn come(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        self.tally.events += 1;
        witness.see(self.sight(now, Happening::Came, None, Some(index)));
        let agent = &mut self.agents[index as usize];
        agent.came = now;
        agent.leaving = false;
        let (_, end) = self.stretches[agent.stretch as usize];
        self.agenda.add(end, Due::Off, index, agent.stretch);
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
            Doing::Serving(_) => agent.leaving = true,
            Doing::Away => {}
            Doing::Idle | Doing::Filling(_) => {
                self.stop(now, index, witness);
                self.leave(now, index, witness);
            }
        }
    }

    /// Somebody leaves the floor and comes back after the break, if one follows; a break that began late keeps its length.
    pub(super) fn leave(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        witness.see(self.sight(now, Happening::Left, None, Some(index)));
        let stretches = &self.stretches;
        let agent = &mut self.agents[index as usize];
        agent.doing = Doing::Away;
        agent.leaving = false;
        let (team, came) = (agent.team as usize, agent.came);
        let end = stretches[agent.stretch as usize].1;
        let late = now - end;
        // A stretch that is over before a late break is, is not begun.
        let next = (agent.stretch + 1..agent.last)
            .find(|&next| stretches[next as usize].0 + late < stretches[next as usize].1);
        agent.stretch = next.unwrap_or(agent.last);
        if let Some(next) = next {
            self.agenda.add(stretches[next as usize].0 + late, Due::On, index, 0);
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
