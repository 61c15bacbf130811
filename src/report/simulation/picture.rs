//! A picture of a service: what is reached and what the formulas promised, interval by interval, over heads and contacts.

use super::figures::ServicePlayed;
use crate::report::simulation::figures::PlayedSpan;
use planning::model::{Calendar, Measure};
use plotters::prelude::*;

/// Width and height in pixels.
const SIZE: (u32, u32) = (1200, 720);

/// An SVG: above the share in time (or the mean wait) with its interval of confidence, the formula, and the promise; below
/// contacts and heads.
///
/// # Errors
/// It cannot be drawn; that is a bug.
pub fn svg(service: &ServicePlayed, calendar: &Calendar) -> Result<String, String> {
    let mut text = String::new();
    draw(&mut text, service, calendar).map_err(|error| error.to_string())?;
    Ok(text)
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

/// One curve over the intervals: values of those with contacts, in order.
type Polyline = Vec<(f64, f64)>;

fn draw(text: &mut String, service: &ServicePlayed, calendar: &Calendar) -> Drawn {
    let root = SVGBackend::with_string(text, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let title =
        if service.title == service.id { service.id.clone() } else { format!("{} ({})", service.title, service.id) };
    let root = root.titled(&title, ("sans-serif", 22))?;
    let (upper, lower) = root.split_vertically(SIZE.1 * 3 / 5);
    let shares = service.within.is_some() || service.deferrable;
    let [found, low, high, formula] = lines(service, shares);
    let largest =
        high.iter().chain(&formula).map(|point| point.1).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let top = if shares { 1.0 } else { (largest * 1.1).max(1.0) };
    let range = 0.0..calendar.intervals() as f64;
    let label = |interval: &f64| {
        let interval = (interval.max(0.0) as usize).min(calendar.intervals());
        calendar.local(calendar.interval_start(interval)).format("%a %H:%M").to_string()
    };
    let mut chart = ChartBuilder::on(&upper)
        .margin(10)
        .x_label_area_size(30)
        .y_label_area_size(70)
        .build_cartesian_2d(range.clone(), 0.0..top)?;
    let what = if shares { "share in time" } else { "mean wait (min)" };
    chart.configure_mesh().x_labels(10).x_label_formatter(&label).y_desc(what).light_line_style(WHITE).draw()?;
    for part in stretches(&low, &high) {
        chart.draw_series(std::iter::once(Polygon::new(part, BLUE.mix(0.2))))?;
    }
    named(&mut chart, &found, "simulated", BLUE)?;
    named(&mut chart, &formula, "formula", RED)?;
    if let Some(goal) = goal(service) {
        named(&mut chart, &vec![(range.start, goal), (range.end, goal)], "promised", BLACK)?;
    }
    chart
        .configure_series_labels()
        .border_style(BLACK)
        .background_style(WHITE)
        .position(SeriesLabelPosition::LowerRight)
        .draw()?;
    counts(&lower, service, range, &label)?;
    root.present()?;
    Ok(())
}

/// The simulated values with their limits, and the formula of the plan.
fn lines(service: &ServicePlayed, shares: bool) -> [Polyline; 4] {
    let estimate = |of: &PlayedSpan| if shares { of.in_time } else { of.wait };
    let formula = |of: &PlayedSpan| {
        let formulas = of.formulas.as_ref()?;
        let believed = formulas.erlang_a.as_ref().unwrap_or(&formulas.erlang_c);
        Some(if shares { believed.in_time } else { believed.wait })
    };
    let half = |of: &PlayedSpan| if estimate(of).half.is_finite() { estimate(of).half } else { 0.0 };
    let line = |value: &dyn Fn(&PlayedSpan) -> f64| by_interval(service, value);
    [
        line(&|of| estimate(of).mean),
        line(&|of| (estimate(of).mean - half(of)).max(0.0)),
        line(&|of| if shares { (estimate(of).mean + half(of)).min(1.0) } else { estimate(of).mean + half(of) }),
        line(&|of| formula(of).unwrap_or(f64::NAN)),
    ]
}

/// A value of each interval, where it has one.
fn by_interval(service: &ServicePlayed, value: impl Fn(&PlayedSpan) -> f64) -> Polyline {
    let points = service.intervals.iter().map(|of| (of.index as f64 + 0.5, value(of)));
    points.filter(|point| point.1.is_finite()).collect()
}

/// Parts without a night between them.
fn parts(line: &Polyline) -> Vec<Polyline> {
    let mut parts: Vec<Polyline> = Vec::new();
    for &point in line {
        match parts.last_mut() {
            Some(part) if part.last().is_some_and(|last| point.0 - last.0 < 1.5) => part.push(point),
            _ => parts.push(vec![point]),
        }
    }
    parts
}

/// The band between two lines.
fn stretches(low: &Polyline, high: &Polyline) -> Vec<Polyline> {
    let pairs = parts(low).into_iter().zip(parts(high));
    pairs.map(|(low, high)| low.into_iter().chain(high.into_iter().rev()).collect()).collect()
}

type Chart<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

fn named(chart: &mut Chart<'_, '_>, line: &Polyline, name: &str, color: RGBColor) -> Drawn {
    let whole = if line.len() == 2 { vec![line.clone()] } else { parts(line) };
    for (index, part) in whole.into_iter().enumerate() {
        let series = chart.draw_series(LineSeries::new(part, color.stroke_width(2)))?;
        if index == 0 {
            series.label(name).legend(move |(x, y)| PathElement::new(vec![(x, y), (x + 16, y)], color.stroke_width(2)));
        }
    }
    Ok(())
}

/// What the first target promises, in the unit of the picture.
fn goal(service: &ServicePlayed) -> Option<f64> {
    service.promises.iter().find_map(|kept| match kept.target.measure {
        Measure::Answered { share, .. } => Some(share),
        Measure::Wait { at_most } if service.within.is_none() => Some(at_most),
        _ => None,
    })
}

/// Contacts and heads.
fn counts(
    area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    service: &ServicePlayed,
    range: std::ops::Range<f64>,
    label: &dyn Fn(&f64) -> String,
) -> Drawn {
    let line = |value: fn(&PlayedSpan) -> f64| by_interval(service, value);
    let (contacts, heads) = (line(|of| of.contacts), line(|of| of.heads));
    let top = contacts.iter().chain(&heads).map(|point| point.1).fold(1.0, f64::max) * 1.05;
    let mut chart = ChartBuilder::on(area)
        .margin(10)
        .x_label_area_size(30)
        .y_label_area_size(70)
        .build_cartesian_2d(range, 0.0..top)?;
    chart
        .configure_mesh()
        .x_labels(10)
        .x_label_formatter(&label)
        .y_desc("in an interval")
        .light_line_style(WHITE)
        .draw()?;
    named(&mut chart, &contacts, "contacts", GREEN)?;
    named(&mut chart, &heads, "heads", BLACK)?;
    chart.configure_series_labels().border_style(BLACK).background_style(WHITE).draw()?;
    Ok(())
}
