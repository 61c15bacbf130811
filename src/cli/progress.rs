//! How it goes, on standard error: a bar on a terminal, a line every few seconds elsewhere.

use super::output;
use files::text::number::{number, percent};
use indicatif::{ProgressBar, ProgressStyle};
use mip::solver::Progress;
use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Time between two lines.
const PAUSE: Duration = Duration::from_secs(5);
/// Time between two lines about better rosters.
const SHORT: Duration = Duration::from_secs(1);

/// Somebody who tells how it goes.
pub struct Teller {
    bar: Option<ProgressBar>,
    last: Option<Mutex<Instant>>,
    begin: Instant,
    pause: Duration,
}

impl Teller {
    /// For one plan: a spinner and a sentence.
    pub fn of_plan(quiet: bool) -> Self {
        Self::new(quiet, || {
            let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}");
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        })
    }

    /// For one roster: every second that brings a better one has its line.
    pub fn of_roster(quiet: bool) -> Self {
        Teller { pause: SHORT, ..Self::of_plan(quiet) }
    }

    /// For many scenarios: a bar.
    pub fn of_scenarios(quiet: bool, count: usize) -> Self {
        Self::new(quiet, || {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}");
            ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        })
    }

    fn new(quiet: bool, bar: impl Fn() -> ProgressBar) -> Self {
        let terminal = stderr().is_terminal();
        let bar = (!quiet && terminal).then(bar);
        if let Some(bar) = &bar {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        let now = Instant::now();
        Teller { bar, last: (!quiet && !terminal).then(|| Mutex::new(now)), begin: now, pause: PAUSE }
    }

    /// Says how far a solve is.
    pub fn solving(&self, progress: &Progress) {
        self.say(0, || sentence(progress));
    }

    /// Says that a better roster was found.
    pub fn improved(&self, progress: &Progress) {
        self.say(0, || improvement(progress, self.begin.elapsed().as_secs_f64()));
    }

    /// Says what the check of one more plan found.
    pub fn round(&self, sentence: &str) {
        if let Some(bar) = &self.bar {
            bar.println(sentence);
        } else if self.last.is_some() {
            output::message(sentence);
        }
    }

    /// Says how often a plan was played.
    pub fn played(&self, count: u32) {
        self.say(0, || format!("played {count} times"));
    }

    /// Says that one more scenario has ended.
    pub fn ended(&self, name: &str, outcome: &str) {
        self.say(1, || format!("{name}: {outcome}"));
    }

    fn say(&self, step: u64, what: impl Fn() -> String) {
        if let Some(bar) = &self.bar {
            bar.set_message(what());
            bar.inc(step);
        }
        if let Some(last) = &self.last {
            let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if last.elapsed() >= self.pause {
                *last = Instant::now();
                output::message(&what());
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn improvement(progress: &Progress, seconds: f64) -> String {
    let bound = |cost: f64| match progress.bound.is_finite() {
        true => format!(
            ", bound {}, gap {}",
            number(progress.bound, 2),
            percent(((cost - progress.bound) / cost.abs().max(0.01)).max(0.0), 3)
        ),
        false => String::new(),
    };
    let cost = progress.cost.filter(|cost| cost.is_finite());
    let what = cost.map_or("no roster yet".to_owned(), |cost| format!("cost {}{}", number(cost, 2), bound(cost)));
    format!("{} s: {what}", number(seconds, 1))
}

fn sentence(progress: &Progress) -> String {
    let parts = match progress.components {
        0 | 1 => String::new(),
        of => format!("{} of {of} parts, ", progress.finished),
    };
    match progress.cost {
        Some(cost) if progress.bound.is_finite() => {
            let gap = (cost - progress.bound) / cost.abs().max(0.01);
            format!("{parts}best plan {}, {} above the bound", number(cost, 2), percent(gap.max(0.0), 3))
        }
        Some(cost) => format!("{parts}best plan {}", number(cost, 2)),
        None => format!("{parts}no plan yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_a_sentence() {
        let progress = Progress { cost: Some(1000.0), bound: 990.0, finished: 1, components: 3 };
        assert_eq!(sentence(&progress), "1 of 3 parts, best plan 1,000.00, 1.000 % above the bound");
        assert_eq!(improvement(&progress, 12.34), "12.3 s: cost 1,000.00, bound 990.00, gap 1.000 %");
        let nothing = Progress { cost: None, bound: 0.0, finished: 0, components: 1 };
        assert_eq!(sentence(&nothing), "no plan yet");
    }
}
