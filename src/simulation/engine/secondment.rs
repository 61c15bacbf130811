//! Agents who are seconded to another site for some hours.

use super::block_simulation::Engine;
use crate::system::Secondment;

impl Engine<'_> {
    /// Removes so many agents of a team who came from their stretches during the secondment, those first who would be present
    /// for most of it. The times of a day that is simulated before the plan begins lie `shift` minutes earlier.
    pub(super) fn second(&mut self, secondment: &Secondment, shift: f64) {
        let (from, until) = (secondment.from - shift, secondment.until - shift);
        let shared = |&(begin, end): &(f64, f64)| (end.min(until) - begin.max(from)).max(0.0);
        let mut there: Vec<(f64, usize)> = Vec::new();
        for (agent, somebody) in
            self.agents.iter().enumerate().filter(|(_, other)| other.team as usize == secondment.team)
        {
            let minutes: f64 =
                self.stretches[somebody.stretch as usize..somebody.last as usize].iter().map(shared).sum();
            if minutes > 0.0 {
                there.push((minutes, agent));
            }
        }
        there.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        for (_, agent) in there.into_iter().take(secondment.heads) {
            let somebody = &mut self.agents[agent];
            let first = self.stretches.len() as u32;
            for place in somebody.stretch..somebody.last {
                let (begin, end) = self.stretches[place as usize];
                let parts = [(begin, end.min(from)), (begin.max(until), end)];
                self.stretches.extend(parts.into_iter().filter(|(begin, end)| begin < end));
            }
            (somebody.stretch, somebody.last) = (first, self.stretches.len() as u32);
        }
    }
}
