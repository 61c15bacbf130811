//! Estimates on one screen.

use super::super::grid::wrapped;
use crate::report::grid::TextTable;
use base::money::grouped;
use files::text::number::{number, percent, span};
use queueing::distribution::Distribution;
use simulation::calibration::{CallRecords, PatienceEstimate, ServiceEstimate};

/// Minutes at which the two estimates of patience are set side by side.
pub const SEEN_AT: [f64; 4] = [0.5, 1.0, 2.0, 5.0];

/// The name of a spread.
pub fn name(spread: &Distribution) -> &'static str {
    match spread {
        Distribution::Exponential => "exponential",
        Distribution::Constant => "constant",
        Distribution::Lognormal { .. } => "lognormal",
        Distribution::Gamma { .. } => "gamma",
        Distribution::Sample(_) => "sample",
    }
}

/// All estimates.
pub fn text(records: &CallRecords, estimates: &[ServiceEstimate]) -> String {
    let (first, last) = records.dates();
    let mut text = format!(
        "{} contacts from {first} to {last}; {} rows with another outcome left out\n\n",
        grouped(records.rows.len() as u64),
        grouped(records.ignored as u64)
    );
    let mut grid =
        TextTable::new(&["service", "contacts", "hung up", "mean wait", "a typical week", "days beyond chance"], 1);
    for of in estimates {
        let all = of.answered + of.abandoned;
        let hung_up = percent(of.abandoned as f64 / all as f64, 1);
        let spread = of.arrivals.day_spread.map_or("-".to_owned(), |spread| percent(spread, 1));
        let week = number(of.arrivals.of_week(), 1);
        grid.row([of.id.clone(), grouped(all as u64), hung_up, span(of.waited), week, spread]);
    }
    text.push_str(&grid.text());
    text.push_str(&times(estimates));
    text.push_str(&patience(estimates));
    text
}

fn times(estimates: &[ServiceEstimate]) -> String {
    let mut grid = TextTable::new(&["handle time", "mean", "cv", "nearest", "distance", "others"], 1);
    for of in estimates {
        let Some(times) = &of.handle else { continue };
        let fit = |at: usize| times.fits.get(at).map_or(String::new(), |fit| name(&fit.spread).to_owned());
        let distance = |at: usize| times.fits.get(at).map_or(String::new(), |fit| number(fit.distance, 3));
        let others =
            (1..times.fits.len()).map(|at| format!("{} {}", fit(at), distance(at))).collect::<Vec<_>>().join(", ");
        let mean = format!("{} s", number(times.mean * 60.0, 1));
        grid.row([of.id.clone(), mean, number(times.cv, 2), fit(0), distance(0), others]);
    }
    format!("\n{}", grid.text())
}

fn patience(estimates: &[ServiceEstimate]) -> String {
    let mut grid = TextTable::new(
        &["patience", "mean (exponential)", "median (K-M)", "wait longer than", "K-M", "exponential"],
        1,
    );
    for of in estimates {
        let Some(patience) = &of.patience else { continue };
        let seconds = |minutes: f64| format!("{} s", number(minutes * 60.0, 0));
        let mean = format!("{} ± {}", seconds(patience.mean), number(patience.error * 60.0, 0));
        let median = patience.median().map_or("not seen".to_owned(), seconds);
        for (index, minutes) in SEEN_AT.into_iter().enumerate() {
            let first = |text: &str| if index == 0 { text.to_owned() } else { String::new() };
            let (seen, without) = at(patience, minutes);
            grid.row([first(&of.id), first(&mean), first(&median), span(minutes), seen, without]);
        }
    }
    if grid.is_empty() {
        return String::new();
    }
    let note = "Patience is censored: whoever is answered hides it. Its mean is the exponential estimate, the time waited by \
                all over the number who hung up; K-M is the estimate of Kaplan and Meier, which assumes no distribution.";
    format!("\n{}{}", grid.text(), wrapped(note, 2))
}

fn at(patience: &PatienceEstimate, minutes: f64) -> (String, String) {
    let seen = patience.beyond(minutes).map_or("not seen".to_owned(), |share| percent(share, 1));
    (seen, percent((-minutes / patience.mean).exp(), 1))
}

/// A row for each service.
pub fn csv(estimates: &[ServiceEstimate]) -> String {
    let mut text =
        "service,answered,abandoned,mean_wait_minutes,week,day_spread,handle_minutes,handle_cv,handle_spread,\
                    patience_minutes,patience_error\n"
            .to_owned();
    let plain =
        |value: Option<f64>| value.map_or_else(String::new, |value| files::text::number::rounded(value, 6).to_string());
    for of in estimates {
        let handle = of.handle.as_ref();
        let spread = handle.and_then(|times| times.fits.first()).map_or("", |fit| name(&fit.spread));
        let id = if of.id.contains([',', '"']) { format!("\"{}\"", of.id.replace('"', "\"\"")) } else { of.id.clone() };
        text.push_str(&format!(
            "{id},{},{},{},{},{},{},{},{spread},{},{}\n",
            of.answered,
            of.abandoned,
            plain(Some(of.waited)),
            plain(Some(of.arrivals.of_week())),
            plain(of.arrivals.day_spread),
            plain(handle.map(|times| times.mean)),
            plain(handle.map(|times| times.cv)),
            plain(of.patience.as_ref().map(|patience| patience.mean)),
            plain(of.patience.as_ref().map(|patience| patience.error)),
        ));
    }
    text
}
