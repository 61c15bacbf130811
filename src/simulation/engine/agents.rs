//! People on the floor, and who of a team has been idle longest.

use std::collections::VecDeque;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Activity {
    /// Not on the floor.
    Away,
    /// Waiting for work.
    Idle,
    /// Serving a contact.
    Serving(ContactInService),
    /// Doing deferrable work, which may be put aside.
    Deferrable(DeferredJob),
}

/// A contact that is being served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ContactInService {
    pub service: u32,
    pub number: u32,
    /// Minute of arrival.
    pub from: f64,
}

/// A piece of deferrable work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DeferredJob {
    pub service: u32,
    pub number: u32,
    /// Minute of arrival.
    pub from: f64,
    /// Minute at which it is due.
    pub due: f64,
    /// Minutes of work left.
    pub left: f64,
}

/// Somebody on a shift.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agent {
    pub team: u32,
    pub activity: Activity,
    /// Since when.
    pub since: f64,
    /// Counts what was begun, to tell which events are still meant.
    pub count: u32,
    /// Place of the stretch of the shift among all, and one past its last.
    pub stretch: u32,
    pub last: u32,
    /// On the floor since.
    pub came: f64,
    /// The stretch is over, but not the contact.
    pub leaving: bool,
    /// Work done in a minute, of what is being done.
    pub pace: f64,
}

impl Agent {
    /// Somebody of a team who comes for these stretches.
    pub fn of(team: usize, (stretch, last): (usize, usize)) -> Self {
        Agent {
            team: team as u32,
            activity: Activity::Away,
            since: 0.0,
            count: 0,
            stretch: stretch as u32,
            last: last as u32,
            came: 0.0,
            leaving: false,
            pace: 1.0,
        }
    }
}

/// Those of a team who do the same, the longest first. People who begin something else stay in the list until it comes
/// to them: their count tells that they are not meant any more.
#[derive(Debug, Default)]
pub(super) struct AgentQueue {
    list: VecDeque<(u32, u32)>,
    /// Those who are meant.
    pub size: u32,
}

impl AgentQueue {
    pub fn clear(&mut self) {
        self.list.clear();
        self.size = 0;
    }

    #[inline]
    pub fn join(&mut self, agent: u32, count: u32) {
        self.list.push_back((agent, count));
        self.size += 1;
    }

    /// Who has been in it longest.
    #[inline]
    pub fn first(&mut self, agents: &[Agent]) -> Option<u32> {
        if self.size == 0 {
            return None;
        }
        while let Some(&(agent, count)) = self.list.front() {
            if agents[agent as usize].count == count {
                return Some(agent);
            }
            self.list.pop_front();
        }
        None
    }

    /// One who was in it does something else.
    #[inline]
    pub fn left(&mut self) {
        self.size -= 1;
        if self.size == 0 {
            self.list.clear();
        }
    }
}
