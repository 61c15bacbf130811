//! People who come to the floor and leave it.

use super::agents::Activity;
use super::block_simulation::Engine;
use super::event_list::{EventType, version};
use crate::trace::{TraceKind, TraceObserver};

impl Engine<'_> {
    /// Somebody begins a stretch of a shift.
    pub(super) fn come(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        self.counters.events += 1;
        observer.observe(self.trace_event(now, TraceKind::Came, None, Some(index)));
        let agent = &mut self.agents[index as usize];
        agent.came = now;
        agent.leaving = false;
        let (_, end) = self.stretches[agent.stretch as usize];
        self.events.add(end, EventType::StretchEnd, index, agent.stretch);
        self.go_on(now, index, observer);
    }

    /// A stretch ends: whoever serves finishes first, anything else is put aside.
    pub(super) fn stretch_ends(&mut self, now: f64, index: u32, at: u32, observer: &mut impl TraceObserver) {
        let agent = &mut self.agents[index as usize];
        if version(agent.stretch) != at {
            return;
        }
        self.counters.events += 1;
        match agent.activity {
            Activity::Serving(_) => agent.leaving = true,
            Activity::Away => {}
            Activity::Idle | Activity::Deferrable(_) => {
                self.stop(now, index, observer);
                self.leave(now, index, observer);
            }
        }
    }

    /// Somebody leaves the floor and comes back after the break, if one follows; a break that began late keeps its length.
    pub(super) fn leave(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        observer.observe(self.trace_event(now, TraceKind::Left, None, Some(index)));
        let stretches = &self.stretches;
        let agent = &mut self.agents[index as usize];
        agent.activity = Activity::Away;
        agent.leaving = false;
        let (team, came) = (agent.team as usize, agent.came);
        let end = stretches[agent.stretch as usize].1;
        let late = now - end;
        // A stretch that is over before a late break is, is not begun.
        let next = (agent.stretch + 1..agent.last)
            .find(|&next| stretches[next as usize].0 + late < stretches[next as usize].1);
        agent.stretch = next.unwrap_or(agent.last);
        if let Some(next) = next {
            self.events.add(stretches[next as usize].0 + late, EventType::StretchStart, index, 0);
        }
        self.spread(team, came, now, |times, minutes| times.present += minutes);
        if next.is_none() && late > 0.0 {
            // The end of the last interval belongs to it.
            let interval = self.interval(end - self.system.interval / 2.0);
            if let Some(place) = self.counters.place(team, interval) {
                self.counters.teams[place].overtime += late;
            }
        }
    }
}
