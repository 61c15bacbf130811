//! Least cost against the level of a promise: table, files, picture.

use super::figures::Figures;
use super::svg::Picture;
use crate::report::grid::TextTable;
use crate::run::frontier::{Frontier, FrontierPoint};
use files::text::json::fixed;
use files::text::number::{number, percent};
use serde_json::{Value, json};

/// The figures of a point, if it has a plan.
fn figures(point: &FrontierPoint) -> Option<Figures> {
    point.plan.as_ref().ok().map(Figures::of)
}

/// For people: a row and a bar for each level, and where it becomes dear.
pub fn text(title: &str, frontier: &Frontier) -> String {
    let costs: Vec<Option<f64>> =
        frontier.points.iter().map(|point| figures(point).map(|figures| figures.cost.total.major())).collect();
    let known = || costs.iter().flatten().copied();
    let (least, most) = (known().fold(f64::INFINITY, f64::min), known().fold(0.0, f64::max));
    let mut grid = TextTable::new(&["share", &frontier.currency, "a point more", "paid h", "in time", "gap", ""], 1);
    for (index, point) in frontier.points.iter().enumerate() {
        let Some(figures) = figures(point) else {
            let dash = || "-".to_owned();
            grid.row([percent(point.share, 1), "no plan".to_owned(), dash(), dash(), dash(), dash(), String::new()]);
            continue;
        };
        let cost = figures.cost.total.major();
        let more = index.checked_sub(1).and_then(|before| {
            let points = (point.share - frontier.points[before].share) * 100.0;
            costs[before].map(|before| (cost - before) / points)
        });
        let length = if most > least { (cost - least) / (most - least) * BAR } else { 0.0 };
        grid.row([
            percent(point.share, 1),
            figures.cost.total.to_string(),
            more.map_or("-".to_owned(), |more| number(more, 2)),
            number(figures.paid_hours(), 1),
            figures.services.iter().find(|service| service.id == frontier.service).map_or("-".to_owned(), |service| {
                service.answered.map_or("-".to_owned(), |answered| percent(answered, 1))
            }),
            percent(figures.outcome.gap, 2),
            "█".repeat(1 + length as usize),
        ]);
    }
    let knee = frontier.knee.map(|knee| frontier.points[knee].share);
    let told = match knee {
        Some(share) => format!("  the knee is at {}: from there on each point costs more\n", percent(share, 1)),
        None => "  there is no knee: each point costs about the same\n".to_owned(),
    };
    format!("{title}\nLeast cost against the share of {} answered in time\n\n{}{told}", frontier.service, grid.text())
}

/// Longest bar, in characters.
const BAR: f64 = 30.0;

/// For programs.
pub fn json(frontier: &Frontier) -> Value {
    let one = |point: &FrontierPoint| {
        let figures = figures(point);
        let of = |value: fn(&Figures) -> f64, digits: i32| {
            figures.as_ref().map_or(Value::Null, |figures| fixed(value(figures), digits))
        };
        json!({
            "share": fixed(point.share, 6), "cost": of(|figures| figures.cost.total.major(), 2),
            "cash": of(|figures| figures.cost.cash.major(), 2), "paid_hours": of(Figures::paid_hours, 4),
            "bound": of(|figures| figures.outcome.bound, 2), "gap": of(|figures| figures.outcome.gap, 9),
        })
    };
    let knee = frontier.knee.map(|knee| fixed(frontier.points[knee].share, 6));
    json!({
        "service": frontier.service, "currency": frontier.currency, "knee": knee,
        "points": frontier.points.iter().map(one).collect::<Value>(),
    })
}

/// For spreadsheets.
pub fn csv(frontier: &Frontier) -> String {
    let mut text = "share,cost,cash,paid_hours,bound,gap\n".to_owned();
    for point in &frontier.points {
        let row = figures(point).map_or(",,,,".to_owned(), |figures| {
            let (cost, bound) = (figures.cost.total.major(), figures.outcome.bound);
            format!(
                "{cost:.2},{:.2},{:.4},{bound:.2},{:.9}",
                figures.cost.cash.major(),
                figures.paid_hours(),
                figures.outcome.gap
            )
        });
        text.push_str(&format!("{:.6},{row}\n", point.share));
    }
    text
}

/// The picture: cost over share, the knee marked.
pub fn svg(title: &str, frontier: &Frontier) -> String {
    const SIZE: (f64, f64) = (640.0, 400.0);
    const EDGE: (f64, f64) = (80.0, 40.0);
    let known: Vec<(usize, f64, f64)> = frontier
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.share, figures(point)?.cost.total.major())))
        .collect();
    let mut picture = Picture::new(SIZE.0, SIZE.1);
    picture.text((SIZE.0 / 2.0, 20.0), "middle", &format!("{title}: {} answered in time", frontier.service));
    let span = |of: fn(&(usize, f64, f64)) -> f64| {
        let (low, high) = known
            .iter()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        (low, if high > low { high - low } else { 1.0 })
    };
    let ((left, wide), (low, high)) = (span(|point| point.1), span(|point| point.2));
    let place = |&(_, share, cost): &(usize, f64, f64)| {
        let x = EDGE.0 + (share - left) / wide * (SIZE.0 - 1.5 * EDGE.0);
        let y = SIZE.1 - EDGE.1 - (cost - low) / high * (SIZE.1 - 2.5 * EDGE.1);
        (x, y)
    };
    for pair in known.windows(2) {
        picture.line(place(&pair[0]), place(&pair[1]), "#4c78a8", 2.0);
    }
    for point in &known {
        let knee = frontier.knee == Some(point.0);
        picture.dot(place(point), if knee { 6.0 } else { 3.0 }, if knee { "#e45756" } else { "#4c78a8" });
        picture.text((place(point).0, SIZE.1 - EDGE.1 + 18.0), "middle", &percent(point.1, 0));
        picture.text((EDGE.0 - 12.0, place(point).1 + 4.0), "end", &number(point.2, 0));
        if knee {
            picture.text((place(point).0 + 9.0, place(point).1 + 16.0), "start", "knee");
        }
    }
    picture.finish()
}
