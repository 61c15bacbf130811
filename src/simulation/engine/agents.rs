//! Agents, what they do, and which agent of a team has been idle longest.

use std::collections::VecDeque;

/// What an agent does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Activity {
    /// Not present.
    Away,
    /// Waiting for work.
    Idle,
    /// Serving a contact.
    Serving(ContactInService),
    /// Working on a deferrable job, which may be interrupted.
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

/// A job that may wait until it is due.
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

/// An agent on a shift.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agent {
    pub team: u32,
    pub activity: Activity,
    /// Minute at which the activity began.
    pub since: f64,
    /// Counts activities, to recognise events that no longer apply.
    pub count: u32,
    /// Index of the current stretch of the shift among all stretches, and one past the last of the shift.
    pub stretch: u32,
    pub last: u32,
    /// Minute at which the current presence began.
    pub came: f64,
    /// The stretch is over, but the contact is not completed.
    pub leaving: bool,
    /// Work done in a minute, of what is being done.
    pub pace: f64,
}

impl Agent {
    /// An agent of a team with these stretches.
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

/// The agents of a team with the same activity, the longest first. An agent who begins something else stays in the list until
/// its front is reached, and is recognised by its count (lazy deletion).
#[derive(Debug, Default)]
pub(super) struct AgentQueue {
    list: VecDeque<(u32, u32)>,
    /// Agents in it, without those to be deleted.
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

    /// The agent who has been in it longest.
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

    /// An agent of the list begins something else.
    #[inline]
    pub fn left(&mut self) {
        self.size -= 1;
        if self.size == 0 {
            self.list.clear();
        }
    }
}
