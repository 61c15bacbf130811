//! The staff schedule: agents who begin and end the stretches of their shifts.

use super::agents::Activity;
use super::block_simulation::Engine;
use super::event_list::{EventType, version};
use crate::trace::{TraceKind, TraceObserver};

impl Engine<'_> {
    /// An agent begins a stretch.
    pub(super) fn begin_stretch(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        self.counters.events += 1;
        observer.observe(self.trace_event(now, TraceKind::Came, None, Some(index)));
        let agent = &mut self.agents[index as usize];
        agent.came = now;
        agent.leaving = false;
        let (_, end) = self.stretches[agent.stretch as usize];
        self.events.add(end, EventType::StretchEnd, index, agent.stretch);
        self.seek_work(now, index, observer);
    }

    /// A stretch ends: a contact is completed first, anything else is interrupted.
    pub(super) fn end_stretch(&mut self, now: f64, index: u32, at: u32, observer: &mut impl TraceObserver) {
        let agent = &mut self.agents[index as usize];
        if version(agent.stretch) != at {
            return;
        }
        self.counters.events += 1;
        match agent.activity {
            Activity::Serving(_) => agent.leaving = true,
            Activity::Away => {}
            Activity::Idle | Activity::Deferrable(_) => {
                self.interrupt(now, index, observer);
                self.leave(now, index, observer);
            }
        }
    }

    /// An agent leaves and comes back after the break, if one follows; a break that began late keeps its length.
    pub(super) fn leave(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        observer.observe(self.trace_event(now, TraceKind::Left, None, Some(index)));
        let stretches = &self.stretches;
        let agent = &mut self.agents[index as usize];
        agent.activity = Activity::Away;
        agent.leaving = false;
        let (team, came) = (agent.team as usize, agent.came);
        let end = stretches[agent.stretch as usize].1;
        let late = now - end;
        // A stretch that ends before a late break does is not begun.
        let next = (agent.stretch + 1..agent.last)
            .find(|&next| stretches[next as usize].0 + late < stretches[next as usize].1);
        agent.stretch = next.unwrap_or(agent.last);
        if let Some(next) = next {
            self.events.add(stretches[next as usize].0 + late, EventType::StretchStart, index, 0);
        }
        self.add_time(team, came, now, |times, minutes| times.present += minutes);
        if next.is_none() && late > 0.0 {
            // The end of the last interval belongs to it.
            let interval = self.interval(end - self.system.interval / 2.0);
            if let Some(place) = self.counters.place(team, interval) {
                self.counters.teams[place].overtime += late;
            }
        }
    }
}
