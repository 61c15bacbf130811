//! The call records of the bank, read and estimated; who was on the floor when.

use base::diagnostic::Source;
use queueing::distribution::Distribution;
use simulation::calibration as calibrate;
use simulation::calibration::{PatienceEstimate, RecordColumns, ServiceEstimate};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// Hours of the day in which it is open on most days.
pub const OPEN: Range<usize> = 7..24;

/// Seconds that somebody waits while a person who could answer seems to be free, before that person is taken to be away.
const AWAY: f64 = 10.0;
/// Minutes between two calls up to which a person is at work on the one before.
const BETWEEN: f64 = 1.0;
/// Minutes between two calls beyond which a person was away, whatever else.
const GONE: f64 = 30.0;
/// Hours in which something was broken: on the 3rd five times as many calls as usual and 421 of 497 of them hung up, 329
/// without any wait; on the 14th four times as many as on other evenings, most of them for a few seconds.
const BROKEN: [(&str, Range<usize>); 2] = [("990203", 13..14), ("990214", 21..23)];
/// Calls of a service from which on a person is taken to know it.
const KNOWS: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Answered,
    HungUp,
}

/// One call; minutes of its day.
#[derive(Clone, Debug)]
pub struct Call {
    pub day: usize,
    pub service: usize,
    pub at: f64,
    pub wait: f64,
    pub outcome: Outcome,
}

/// What lies between two calls of one person, in minutes of their day.
struct Gap {
    /// The person and the day.
    key: (usize, usize),
    from: f64,
    to: f64,
    /// Longest wait in it of somebody whom the person could have answered.
    waited: f64,
    /// When such a wait begins that shows the person to be away; its end if none does.
    ignores: f64,
}

/// A person, a day, and the stretches on the floor in minutes of that day.
pub type Present = (usize, usize, Vec<(f64, f64)>);

/// The fortnight.
pub struct Bank {
    pub dates: Vec<String>,
    pub estimated: Vec<ServiceEstimate>,
    pub calls: Vec<Call>,
    /// People who answered, and the services that each knows.
    pub servers: Vec<String>,
    pub skills: Vec<Vec<usize>>,
    /// Minutes from the end of a call to the next, where somebody waits for it.
    pub between: f64,
    /// Calls answered: by person and day, from when to when.
    served: BTreeMap<(usize, usize), Vec<(f64, f64)>>,
}

fn minutes(text: &str) -> f64 {
    let parts: Vec<f64> = text.split(':').map(|part| part.parse().unwrap()).collect();
    parts[0] * 60.0 + parts[1] + parts[2] / 60.0
}

/// The bank, or nothing where its records are not there.
pub fn calibrated() -> Option<Bank> {
    let data = std::env::var_os("EQUIPOISE_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = data.join("calls/anonymous_bank_1999-02-01_to_14.tsv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let text = undisturbed(&text);
    let columns = RecordColumns {
        time: "vru_exit".into(),
        date: Some("date".into()),
        date_format: "%y%m%d".into(),
        wait: "q_time".into(),
        handle: "ser_time".into(),
        service: Some("type".into()),
        outcome: Some("outcome".into()),
        answered: vec!["AGENT".into()],
        abandoned: vec!["HANG".into()],
    };
    let source = std::sync::Arc::new(Source { path, text });
    let records = calibrate::read(&source, &columns).expect("records that can be read");
    let estimated = calibrate::estimate(&records, 30);
    let service = |name: &str| estimated.iter().position(|known| known.id == name);

    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(source.text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap();
    let [date, kind, outcome, left, wait] = ["date", "type", "outcome", "vru_exit", "q_time"].map(at);
    let [begin, end, server] = ["ser_start", "ser_exit", "server"].map(at);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let names = |column: usize| {
        let mut names: Vec<String> = rows.iter().map(|row| row[column].to_owned()).collect();
        names.sort();
        names.dedup();
        names
    };
    let (dates, servers) = (names(date), names(server));
    let (mut calls, mut served) = (Vec::new(), BTreeMap::<(usize, usize), Vec<(f64, f64)>>::new());
    let mut knows = vec![vec![0; estimated.len()]; servers.len()];
    for row in &rows {
        let outcome = match &row[outcome] {
            "AGENT" => Outcome::Answered,
            "HANG" => Outcome::HungUp,
            _ => continue,
        };
        let day = dates.binary_search(&row[date].to_owned()).unwrap();
        let service = service(&row[kind]).unwrap();
        calls.push(Call {
            day,
            service,
            at: minutes(&row[left]),
            wait: row[wait].parse::<f64>().unwrap() / 60.0,
            outcome,
        });
        if outcome == Outcome::Answered && &row[server] != "NO_SERVER" {
            let who = servers.binary_search(&row[server].to_owned()).unwrap();
            served.entry((who, day)).or_default().push((minutes(&row[begin]), minutes(&row[end])));
            knows[who][service] += 1;
        }
    }
    served.values_mut().for_each(|calls| calls.sort_by(|left, right| left.0.total_cmp(&right.0)));
    let skill = |counts: &Vec<usize>| (0..counts.len()).filter(|&service| counts[service] >= KNOWS).collect();
    let skills = knows.iter().map(skill).collect();
    let mut bank = Bank { dates, estimated, calls, servers, skills, between: 0.0, served };
    bank.between = bank.time_between();
    Some(bank)
}

/// The records without the hours of [`BROKEN`].
fn undisturbed(text: &str) -> String {
    let header = text.lines().next().unwrap();
    let at = |name: &str| header.split('\t').position(|known| known == name).unwrap();
    let (date, left) = (at("date"), at("vru_exit"));
    let broken = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        BROKEN
            .iter()
            .any(|(day, hours)| fields[date] == *day && hours.contains(&((minutes(fields[left]) / 60.0) as usize)))
    };
    let kept = text.lines().skip(1).filter(|line| !broken(line));
    [header].into_iter().chain(kept).map(|line| format!("{line}\n")).collect()
}

/// PatienceEstimate as Kaplan and Meier measure it: the waits at which so many hundredths have hung up. Whoever was never seen to hang
/// up is as patient as the exponential estimate says beyond the last wait.
pub fn measured(patience: &PatienceEstimate) -> (f64, Distribution) {
    let last = patience.survival.last().expect("somebody hung up").0;
    let times: Vec<f64> = (0..200)
        .map(|place| {
            let left = 1.0 - (f64::from(place) + 0.5) / 200.0;
            let found = patience.survival.iter().find(|(_, share)| *share <= left);
            found.map_or(last + patience.mean, |(wait, _)| *wait)
        })
        .collect();
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    (mean, Distribution::Sample(times.iter().map(|time| time / mean).collect()))
}

impl Bank {
    /// Calls of a service by interval of the fortnight.
    pub fn counts(&self, service: usize, intervals: usize, length: f64) -> Vec<f64> {
        let mut counts = vec![0.0; self.dates.len() * intervals];
        for call in self.calls.iter().filter(|call| call.service == service) {
            counts[call.day * intervals + (call.at / length) as usize] += 1.0;
        }
        counts
    }

    /// Pairs of calls one after the other of one person.
    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (&(who, day), calls) in &self.served {
            let waits: Vec<(f64, f64)> = self
                .calls
                .iter()
                .filter(|call| call.day == day && call.wait > 0.0 && self.skills[who].contains(&call.service))
                .map(|call| (call.at, call.at + call.wait))
                .collect();
            for pair in calls.windows(2) {
                let (from, to) = (pair[0].1, pair[1].0);
                let inside = waits.iter().map(|&(begin, end)| (begin.max(from), end.min(to)));
                let ignored = inside.clone().filter(|(begin, end)| (end - begin) * 60.0 >= AWAY);
                gaps.push(Gap {
                    key: (who, day),
                    from,
                    to,
                    waited: inside.map(|(begin, end)| end - begin).fold(0.0, f64::max),
                    ignores: ignored.map(|(begin, _)| begin).fold(to, f64::min),
                });
            }
        }
        gaps
    }

    /// Minutes from one call to the next where somebody waited all along, and the person was at work.
    fn time_between(&self) -> f64 {
        let wanted = |gap: &Gap| {
            let length = gap.to - gap.from;
            (length > 0.0 && length <= BETWEEN && gap.waited * 60.0 >= length * 60.0 - 1.0).then_some(length)
        };
        let times: Vec<f64> = self.gaps().iter().filter_map(wanted).collect();
        times.iter().sum::<f64>() / times.len() as f64
    }

    /// When each person was on the floor: from the first call of a day to the end of the last, but for gaps of half an hour or
    /// more, and in gaps longer than a minute from the moment on at which somebody waits whom the person could answer.
    pub fn presence(&self) -> Vec<Present> {
        let mut present: BTreeMap<(usize, usize), Vec<(f64, f64)>> = BTreeMap::new();
        for (&key, calls) in &self.served {
            let (first, last) = (calls[0].0, calls.iter().map(|call| call.1).fold(0.0, f64::max));
            present.insert(key, vec![(first, last)]);
        }
        for Gap { key, from, to, ignores, .. } in self.gaps() {
            let left = if to - from >= GONE { from } else { ignores };
            if to - from > BETWEEN && left < to {
                let stretches = present.get_mut(&key).unwrap();
                let last = stretches.last_mut().unwrap();
                let end = std::mem::replace(&mut last.1, left);
                stretches.push((to, end));
            }
        }
        let solid = |((who, day), stretches): ((usize, usize), Vec<(f64, f64)>)| {
            (who, day, stretches.into_iter().filter(|(from, to)| from < to).collect())
        };
        present.into_iter().map(solid).collect()
    }

    /// Hours on the floor in all.
    pub fn hours(&self) -> f64 {
        self.presence().iter().flat_map(|(.., stretches)| stretches).map(|(from, to)| to - from).sum::<f64>() / 60.0
    }
}
