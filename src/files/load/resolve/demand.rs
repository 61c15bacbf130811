//! The volume of a service in each interval.

use super::calendar::exists;
use super::report::Report;
use crate::load::codes;
use crate::load::files::{Files, beside, expand};
use crate::load::quantity::{Date, Factor};
use crate::load::schema::Named;
use crate::load::schema::demand::{Average, Demand, Gaps, Series, Weekly};
use crate::load::schema::service::WrittenService;
use base::diagnostic::{Diagnostic, Diagnostics};
use chrono::NaiveDate;
use planning::demand;
use planning::demand::{IntervalVolumes, Profile, TypicalWeek};
use planning::model::Calendar;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Contacts in each interval, with the factors of the service and of single dates.
pub fn resolve(
    id: &str,
    service: &WrittenService,
    calendar: &Calendar,
    open: &[bool],
    files: &mut Files,
    report: &mut Report<'_>,
) -> Vec<f64> {
    let path = ["service", id, "demand"];
    let mut spread = IntervalVolumes::new(calendar, open);
    let mut found = Diagnostics::default();
    let (file, special) = match &service.demand {
        Demand::Series(written) => {
            from_series(&path, written, calendar, &mut spread, open, files, report, &mut found);
            (&written.file, &written.special)
        }
        Demand::Flow(_) => return vec![0.0; open.len()],
        Demand::Weekly(written) => {
            from_profile(&path, written, calendar, &mut spread, files, report, &mut found);
            (&written.weekly, &written.special)
        }
    };
    if !found.has_errors() {
        let rows = matches!(service.demand, Demand::Series(_));
        demand::warn(file, calendar, &spread, rows, &mut found);
    }
    for diagnostic in found.iter() {
        let place = diagnostic.place.clone().or_else(|| report.place(&path));
        report.diagnostics.push(diagnostic.clone().at(place));
    }
    let special = special_dates(&path, special, report);
    let mut volumes: Vec<f64> = spread.volume.iter().map(|volume| volume * service.volume.0).collect();
    for (date, factor) in special {
        let day = calendar.day(date);
        if (0..i64::from(calendar.days)).contains(&day) {
            let interval = |day| (calendar.minute(day, 0) / i64::from(calendar.interval)) as usize;
            volumes[interval(day)..interval(day + 1)].iter_mut().for_each(|volume| *volume *= factor);
        }
    }
    volumes
}

/// The file that a value names, after variables.
pub(super) fn file(path: &[&str], written: &str, report: &mut Report<'_>) -> Option<PathBuf> {
    let place = report.place(path);
    match expand(written, |name| std::env::var(name).ok()) {
        Ok(expanded) => {
            let named_in = place.as_ref().map_or(Path::new(""), |place| place.source.path.as_path());
            Some(beside(named_in, &expanded))
        }
        Err(diagnostic) => {
            report.diagnostics.push(diagnostic.at(place));
            None
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one value from each of the stages before")]
fn from_series(
    path: &[&str; 3],
    written: &Series,
    calendar: &Calendar,
    spread: &mut IntervalVolumes<'_>,
    open: &[bool],
    files: &mut Files,
    report: &mut Report<'_>,
    found: &mut Diagnostics,
) {
    let here = [path[0], path[1], path[2], "file"];
    let Some(name) = file(&here, &written.file, report) else { return };
    let average = written.average.as_ref().map(|average| typical(path, average, written.gaps, calendar, report));
    let columns = (written.time.as_str(), written.volume.as_deref());
    let place = report.place(&here);
    let Some(series) = files.series(&name, columns, place.as_ref(), report.diagnostics) else { return };
    match average {
        Some(Some(average)) => demand::typical(&series, calendar, &average, spread, open, found),
        Some(None) => {}
        None => {
            demand::by_date(&series, calendar, spread, found);
            if written.gaps == Gaps::Error && !found.has_errors() {
                demand::check_gaps(&series, calendar, spread, open, found);
            }
        }
    }
}

/// The dates of an average, if they are in order and exist.
fn typical(
    path: &[&str; 3],
    written: &Average,
    gaps: Gaps,
    calendar: &Calendar,
    report: &mut Report<'_>,
) -> Option<TypicalWeek> {
    let (from, to) = (written.from.0, written.to.0);
    let here = [path[0], path[1], path[2], "average"];
    if from > to {
        let message = format!("`average` goes from {from} back to {to}");
        report.error(&here, codes::OUT_OF_RANGE, message, "exchange `from` and `to`");
        return None;
    }
    let after = to.succ_opt().unwrap_or(to);
    if let Some(date) = [from, to, after].into_iter().find(|date| !exists(*date, calendar.timezone)) {
        let message = format!("`average` reaches to {date}, which {} does not have", calendar.timezone);
        report.error(&here, codes::DATE_OUT_OF_RANGE, message, "choose dates that exist there");
        return None;
    }
    let skip = written.skip.iter().map(|date| date.0).collect();
    Some(TypicalWeek { from, to, skip, zero: gaps == Gaps::Zero })
}

fn from_profile(
    path: &[&str; 3],
    written: &Weekly,
    calendar: &Calendar,
    spread: &mut IntervalVolumes<'_>,
    files: &mut Files,
    report: &mut Report<'_>,
    found: &mut Diagnostics,
) {
    let here = [path[0], path[1], path[2], "weekly"];
    let Some(name) = file(&here, &written.weekly, report) else { return };
    let place = report.place(&here);
    let Some(table) = files.table(&name, place.as_ref(), report.diagnostics) else { return };
    if let Some(profile) = Profile::read(&table, found) {
        profile.lay(written.volume, calendar, spread);
    }
}

fn special_dates(path: &[&str; 3], special: &Named<Factor, Date>, report: &mut Report<'_>) -> BTreeMap<NaiveDate, f64> {
    let mut dates = BTreeMap::new();
    for (key, factor) in &special.entries {
        // The key was checked to be a date.
        if let Ok(date) = key.trim().parse()
            && dates.insert(date, factor.0).is_some()
        {
            let here = [path[0], path[1], path[2], "special", key];
            let diagnostic = Diagnostic::error(codes::DUPLICATE_ENTRY, format!("{date} stands twice"), "keep one");
            report.diagnostics.push(diagnostic.at(report.place(&here)));
        }
    }
    dates
}
