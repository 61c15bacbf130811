//! How times and volumes vary, and how contacts find their way: what only a simulation reads.

use super::demand::file;
use super::report::Report;
use crate::load::codes;
use crate::load::files::Files;
use crate::load::schema::ModelFile;
use crate::load::schema::service::WrittenService;
use crate::load::schema::team::WrittenTeam;
use crate::load::schema::time::{RandomTime, SampleTime, SpreadTime, SpreadWord};
use base::limits::SAMPLE;
use planning::demand;
use planning::model::{Retrials, Routing, Variability};
use queueing::distribution::Distribution;

/// Minutes of a random time on average, and how it varies.
pub fn time(path: &[&str], written: &RandomTime, files: &mut Files, report: &mut Report<'_>) -> (f64, Distribution) {
    match written {
        RandomTime::Mean(mean) => (mean.minutes(), Distribution::Exponential),
        RandomTime::Spread(written) => (written.mean.minutes(), spread(path, written, report)),
        RandomTime::Sample(written) => {
            let (own, times) = sample(path, written, files, report).unwrap_or((1.0, vec![1.0]));
            (written.mean.map_or(own, |mean| mean.minutes()), Distribution::Sample(times))
        }
    }
}

fn spread(path: &[&str], written: &SpreadTime, report: &mut Report<'_>) -> Distribution {
    let cv = written.cv.unwrap_or(1.0);
    let (found, wanted) = match written.spread {
        SpreadWord::Exponential => (Distribution::Exponential, false),
        SpreadWord::Constant => (Distribution::Constant, false),
        SpreadWord::Lognormal => (Distribution::Lognormal { cv }, true),
        SpreadWord::Gamma => (Distribution::Gamma { cv }, true),
    };
    let shown = path.join(".");
    if wanted && written.cv.is_none() {
        let message = format!("`cv` is missing in `{shown}`");
        let help = "add `cv`: write the standard deviation over the mean, such as 1.2";
        report.error(path, codes::MISSING_KEY, message, help);
    }
    if !wanted && written.cv.is_some() {
        let here = [path, &["cv"]].concat();
        let message = format!("the spread of `{shown}` has no `cv` of its own");
        report.error(
            &here,
            codes::WRONG_KIND,
            message,
            "leave it out, or write `spread = \"lognormal\"` or `\"gamma\"`",
        );
    }
    found
}

/// The mean of measured times in minutes, and the times over it. Of very many, as many evenly spaced ones.
fn sample(path: &[&str], written: &SampleTime, files: &mut Files, report: &mut Report<'_>) -> Option<(f64, Vec<f64>)> {
    let here = [path, &["file"]].concat();
    let name = file(&here, &written.file, report)?;
    let place = report.place(&here);
    let table = files.table(&name, place.as_ref(), report.diagnostics)?;
    let mut seconds = demand::sample(&table, &written.column, report.diagnostics)?;
    seconds.sort_by(f64::total_cmp);
    let mean = seconds.iter().sum::<f64>() / seconds.len() as f64;
    if seconds.len() > SAMPLE {
        let step = seconds.len() as f64 / SAMPLE as f64;
        seconds = (0..SAMPLE).map(|at| seconds[((at as f64 + 0.5) * step) as usize]).collect();
    }
    let kept = seconds.iter().sum::<f64>() / seconds.len() as f64;
    Some((mean / 60.0, seconds.into_iter().map(|time| time / kept).collect()))
}

/// What chance does to a service; the spreads of its times are known.
pub fn chance(
    path: &[&str; 2],
    written: &WrittenService,
    (handle, patience): (Distribution, Distribution),
    report: &mut Report<'_>,
) -> Variability {
    let retry = written.retry.as_ref().map(|retry| Retrials { share: retry.share.0, after: retry.after.minutes() });
    let at = [path[0], path[1], "retry"];
    if retry.is_some() && written.patience.is_none() {
        report.error(&at, codes::LOST_WITHOUT_PATIENCE, "nobody hangs up, so nobody calls again", "add `patience`");
    }
    if retry.is_some_and(|retry| retry.share >= 1.0) {
        let help = "write a share below 1";
        report.error(
            &[path[0], path[1], "retry", "share"],
            codes::OUT_OF_RANGE,
            "everybody calls again for ever",
            help,
        );
    }
    Variability {
        handle,
        patience,
        day_spread: written.day_spread.map_or(0.0, |share| share.0),
        priority: written.priority.unwrap_or(0),
        retry,
    }
}

/// Which contacts a team is given, and how surely its people come.
pub fn routing(id: &str, written: &WrittenTeam, file: &ModelFile, report: &mut Report<'_>) -> Routing {
    let known = |service: &str| written.skills.position(service).and_then(|_| file.service.position(service));
    let skill = |key: &str, place: &str, service: &str, report: &mut Report<'_>| {
        let found = known(service);
        if found.is_none() {
            let message = format!("`{service}` is not one of the skills of the team `{id}`");
            let help = format!("write a service of `team.{id}.skills`");
            report.error(&["team", id, key, place], codes::UNKNOWN_ID, message, help);
        }
        found
    };
    let mut prefer: Vec<usize> = Vec::new();
    for (number, service) in written.prefer.iter().enumerate() {
        let number = number.to_string();
        match skill("prefer", &number, service, report) {
            Some(index) if prefer.contains(&index) => {
                let message = format!("the service `{service}` stands twice in the list");
                report.error(&["team", id, "prefer", &number], codes::DUPLICATE_ENTRY, message, "keep one of the two");
            }
            found => prefer.extend(found),
        }
    }
    let overflow = written.overflow.entries.iter().filter_map(|(service, after)| {
        skill("overflow", service, service, report).map(|index| (index, after.minutes()))
    });
    let overflow = overflow.collect();
    let absence = written.absence.map(|absence| absence.0);
    if absence.is_some_and(|absence| absence > written.shrinkage.0) {
        let message = format!("the team `{id}` is absent more than its shrinkage");
        let help = "write at most `shrinkage`: it holds all that is paid and not there";
        report.error(&["team", id, "absence"], codes::OUT_OF_RANGE, message, help);
    }
    Routing { prefer, overflow, absence }
}
