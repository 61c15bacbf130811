//! The text of an instance: every mistake is told with its line, all at once.

use super::instance::Instance;
use super::lines::sections;
use crate::exchange::nrp::instance::{NrpCover, NrpRequest, NrpShift, NrpStaff};
use crate::exchange::nrp::lines::NrpLine;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::file_io::read_text;
use base::limits::{CSV_BYTES, DAYS, NAME_CHARS};
use base::whole_number::whole_number;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Largest weight and count that is read.
const MOST: u32 = 1_000_000_000;

/// Reads a file.
///
/// # Errors
/// Everything that is wrong with it, with line and column.
pub fn read(path: &Path) -> Result<Instance, Diagnostics> {
    let text = read_text(path, CSV_BYTES).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        Diagnostic::error("cannot-read", message, "give a file of the benchmark, like Instance5.txt")
    })?;
    parse(Source { path: path.to_owned(), text })
}

/// Reads a text.
///
/// # Errors
/// As for [`read`].
pub fn parse(source: Source) -> Result<Instance, Diagnostics> {
    let source = Arc::new(source);
    let mut problems = Diagnostics::default();
    let mut found = sections(&source, &mut problems);
    let beginning = Place { source: source.clone(), start: 0, end: 0 };
    for name in ["HORIZON", "SHIFTS", "STAFF"] {
        if found.get(name).is_none_or(Vec::is_empty) {
            let problem = Diagnostic::error("bad-section", format!("SECTION_{name} says nothing"), "fill it in");
            problems.push(problem.at(Some(beginning.clone())));
        }
    }
    let mut take = |name: &str| found.remove(name).unwrap_or_default();
    let mut reader = NrpReader { days: 0, shifts: BTreeMap::new(), staff: BTreeMap::new(), problems };
    reader.horizon(&take("HORIZON"));
    let shifts = reader.shifts(&take("SHIFTS"));
    let mut staff = reader.staff(&take("STAFF"));
    reader.days_off(&take("DAYS_OFF"), &mut staff);
    let mut requests = reader.requests(&take("SHIFT_ON_REQUESTS"), true);
    requests.extend(reader.requests(&take("SHIFT_OFF_REQUESTS"), false));
    let wanted = reader.wanted(&take("COVER"));
    let NrpReader { days, mut problems, .. } = reader;
    if problems.has_errors() {
        problems.sort();
        return Err(problems);
    }
    Ok(Instance { days, shifts, staff, requests, wanted })
}

struct NrpReader {
    days: u32,
    shifts: BTreeMap<String, usize>,
    staff: BTreeMap<String, usize>,
    problems: Diagnostics,
}

impl NrpReader {
    fn horizon(&mut self, lines: &[NrpLine]) {
        for line in lines {
            self.days = line.number(0, "days", DAYS, &mut self.problems).unwrap_or(0);
            if self.days == 0 {
                let help = format!("write 1 to {DAYS} days");
                self.problems.push(line.problem("bad-number", 0, "the horizon has no days", help));
            }
        }
        if let Some(line) = lines.get(1) {
            self.problems.push(line.problem("duplicate-row", 0, "the horizon is given twice", "keep one of them"));
        }
    }

    fn shifts(&mut self, lines: &[NrpLine]) -> Vec<NrpShift> {
        for (index, line) in lines.iter().enumerate() {
            self.id(line, "shift", index, |reader| &mut reader.shifts);
        }
        let mut shifts = Vec::new();
        for line in lines.iter().filter(|line| !line.text(0).is_empty()) {
            self.fields(line, 3, false);
            let minutes = line.number(1, "length", 1440, &mut self.problems).unwrap_or(0);
            if line.text(1) == "0" {
                self.problems.push(line.problem("bad-number", 1, "the shift has no length", "write its minutes"));
            }
            let names = line.text(2).split('|').map(str::trim).filter(|name| !name.is_empty());
            let before: BTreeSet<usize> =
                names.filter_map(|name| self.known(line, 2, "shift", name, |reader| &reader.shifts)).collect();
            shifts.push(NrpShift { id: line.text(0).to_owned(), minutes, before: before.into_iter().collect() });
        }
        if unit_of(shifts.iter().map(|shift| shift.minutes)).is_none()
            && let Some(line) = lines.first()
        {
            let help = "use lengths that are multiples of 5 or of 6 minutes";
            self.problems.push(line.problem("bad-number", 1, "the lengths of the shifts have no common grid", help));
        }
        shifts
    }

    fn staff(&mut self, lines: &[NrpLine]) -> Vec<NrpStaff> {
        for (index, line) in lines.iter().enumerate() {
            self.id(line, "employee", index, |reader| &mut reader.staff);
        }
        lines.iter().map(|line| self.one(line)).collect()
    }

    fn one(&mut self, line: &NrpLine) -> NrpStaff {
        self.fields(line, 8, false);
        let mut most = vec![None; self.shifts.len()];
        for limit in line.text(1).split('|').filter(|limit| !limit.trim().is_empty()) {
            let (name, count) = limit.split_once('=').unwrap_or((limit, ""));
            let count = whole_number(count);
            if count.is_none() {
                let message = format!("\"{limit}\" is not a limit");
                self.problems.push(line.problem("bad-number", 1, message, "write it like E=14"));
            }
            if let Some(shift) = self.known(line, 1, "shift", name.trim(), |reader| &reader.shifts) {
                most.resize(most.len().max(shift + 1), None);
                most[shift] = count;
            }
        }
        let mut number = |field: usize, what: &str| line.number(field, what, MOST, &mut self.problems).unwrap_or(0);
        let minutes = (number(3, "MinTotalMinutes"), number(2, "MaxTotalMinutes"));
        let run = (number(5, "MinConsecutiveShifts"), number(4, "MaxConsecutiveShifts"));
        let (off_run, weekends) = (number(6, "MinConsecutiveDaysOff"), number(7, "MaxWeekends"));
        for (field, what, (least, most)) in [(3, "minutes", minutes), (5, "days in a row", run)] {
            if least > most {
                let message = format!("at least {least} and at most {most} {what}");
                self.problems.push(line.problem("min-above-max", field, message, "exchange them"));
            }
        }
        NrpStaff { id: line.text(0).to_owned(), most, minutes, run, off_run, weekends, off: Vec::new() }
    }

    fn days_off(&mut self, lines: &[NrpLine], staff: &mut [NrpStaff]) {
        for line in lines {
            let person = self.known(line, 0, "employee", line.text(0), |reader| &reader.staff);
            let mut days: BTreeSet<u32> = (1..line.len())
                .filter(|&field| !line.text(field).is_empty())
                .filter_map(|field| self.day(line, field))
                .collect();
            if let Some(person) = person.and_then(|person| staff.get_mut(person)) {
                days.extend(&person.off);
                person.off = days.into_iter().collect();
            }
        }
    }

    fn requests(&mut self, lines: &[NrpLine], on: bool) -> Vec<NrpRequest> {
        let mut requests = Vec::new();
        for line in lines {
            self.fields(line, 4, true);
            let staff = self.known(line, 0, "employee", line.text(0), |reader| &reader.staff);
            let day = self.day(line, 1);
            let shift = self.known(line, 2, "shift", line.text(2), |reader| &reader.shifts);
            let weight = line.number(3, "weight", MOST, &mut self.problems);
            if let (Some(staff), Some(day), Some(shift), Some(weight)) = (staff, day, shift, weight) {
                requests.push(NrpRequest { staff, day, shift, on, weight });
            }
        }
        requests
    }

    fn wanted(&mut self, lines: &[NrpLine]) -> Vec<NrpCover> {
        let mut seen = BTreeSet::new();
        let mut wanted = Vec::new();
        for line in lines {
            self.fields(line, 5, true);
            let day = self.day(line, 0);
            let shift = self.known(line, 1, "shift", line.text(1), |reader| &reader.shifts);
            let mut number = |field: usize, what: &str| line.number(field, what, MOST, &mut self.problems);
            let (need, under, over) = (number(2, "requirement"), number(3, "weight"), number(4, "weight"));
            let (Some(day), Some(shift), Some(need), Some(under), Some(over)) = (day, shift, need, under, over) else {
                continue;
            };
            if !seen.insert((day, shift)) {
                let message = format!("the cover of \"{}\" on day {day} is given twice", line.text(1));
                self.problems.push(line.problem("duplicate-row", 1, message, "keep one of the rows"));
            }
            wanted.push(NrpCover { day, shift, need, under, over });
        }
        wanted
    }

    fn fields(&mut self, line: &NrpLine, count: usize, exactly: bool) {
        if line.len() < count || (exactly && line.len() > count) {
            let message = format!("{} fields, and there should be {count}", line.len());
            self.problems.push(line.problem("short-row", line.len() - 1, message, "fill the line up, or shorten it"));
        }
    }

    fn id(
        &mut self,
        line: &NrpLine,
        what: &str,
        index: usize,
        list: impl Fn(&mut Self) -> &mut BTreeMap<String, usize>,
    ) {
        let id = line.text(0);
        let allowed = |sign: char| sign.is_alphanumeric() || "-_".contains(sign);
        if id.is_empty() || id.chars().count() > NAME_CHARS || !id.chars().all(allowed) {
            let message = format!("\"{id}\" is no id of a {what}");
            self.problems.push(line.problem("bad-id", 0, message, "use letters, digits, `-` and `_`"));
        }
        if list(self).insert(id.to_owned(), index).is_some() {
            let message = format!("{what} \"{id}\" is there twice");
            self.problems.push(line.problem("duplicate-row", 0, message, "keep one of them"));
        }
    }

    fn known(
        &mut self,
        line: &NrpLine,
        field: usize,
        what: &str,
        id: &str,
        list: impl Fn(&Self) -> &BTreeMap<String, usize>,
    ) -> Option<usize> {
        let found = list(self).get(id).copied();
        if found.is_none() {
            let message = format!("there is no {what} \"{id}\"");
            let help = "write an id of this file";
            self.problems.push(line.problem("unknown-id", field, message, help));
        }
        found
    }

    fn day(&mut self, line: &NrpLine, field: usize) -> Option<u32> {
        let day = line.number(field, "day", MOST, &mut self.problems)?;
        if day >= self.days && self.days > 0 {
            let message = format!("day {day} lies outside the horizon");
            self.problems.push(line.problem("bad-date", field, message, format!("write 0 to {}", self.days - 1)));
            return None;
        }
        Some(day)
    }
}

/// The longest planning interval that divides all lengths.
pub fn unit_of(lengths: impl IntoIterator<Item = u32> + Clone) -> Option<u32> {
    let divides = |unit: &u32| lengths.clone().into_iter().all(|minutes| minutes.is_multiple_of(*unit));
    [60, 30, 20, 15, 12, 10, 6, 5].into_iter().find(divides)
}
