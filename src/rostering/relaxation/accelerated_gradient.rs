//! The top of a smooth concave function in a box, by accelerated gradients (Nesterov 1983; Beck, Teboulle 2009) that begin
//! anew where they would turn back (O'Donoghue, Candes 2015).

/// How many times as long a step may be as the one before.
const LONGER: f64 = 1.1;
/// The longest step, as a share of the one after which the gradient would have turned round if it went on changing as it did.
const TRUST: f64 = 0.8;

/// Where to climb.
pub struct Slope<'a> {
    /// Between which values each variable may lie.
    pub boxes: &'a [(f64, f64)],
    /// Where to begin.
    pub start: &'a [f64],
    /// The first step, as a factor of the gradient; lengthens and shortens itself.
    pub step: f64,
}

/// The last point, and the step that was right there. `ask` gives the value and the gradient; `None` ends the climb.
/// `enough` is told each value and says whether to end.
pub fn rise(
    about: &Slope,
    mut enough: impl FnMut(f64) -> bool,
    mut ask: impl FnMut(&[f64]) -> Option<(f64, Vec<f64>)>,
) -> (Vec<f64>, f64) {
    let mut step = about.step;
    let (mut now, mut ahead) = (about.start.to_vec(), about.start.to_vec());
    let mut speed = 1.0_f64;
    let Some((_, mut gradient)) = ask(&ahead) else { return (now, step) };
    loop {
        let next = within(about.boxes, ahead.iter().zip(&gradient).map(|(at, slope)| at + step * slope));
        let moved = || next.iter().zip(&now).map(|(next, now)| next - now);
        if moved().zip(&gradient).map(|(moved, slope)| moved * slope).sum::<f64>() < 0.0 {
            speed = 1.0;
        }
        let faster = (1.0 + (1.0 + 4.0 * speed * speed).sqrt()) / 2.0;
        let push = (speed - 1.0) / faster;
        speed = faster;
        let further = within(about.boxes, next.iter().zip(moved()).map(|(next, moved)| next + push * moved));
        let Some((value, slopes)) = ask(&further) else { return (next, step) };
        if enough(value) {
            return (further, step);
        }
        // How fast the gradient changed tells how far it can be trusted.
        let square =
            |one: &[f64], two: &[f64]| one.iter().zip(two).map(|(one, two)| (one - two) * (one - two)).sum::<f64>();
        let bend = (square(&slopes, &gradient) / square(&further, &ahead)).sqrt();
        step = if bend > 0.0 { (step * LONGER).min(TRUST / bend) } else { step * LONGER };
        (now, ahead, gradient) = (next, further, slopes);
    }
}

fn within(boxes: &[(f64, f64)], at: impl Iterator<Item = f64>) -> Vec<f64> {
    at.zip(boxes).map(|(at, &(least, most))| at.clamp(least, most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hill_is_climbed_to_its_top_and_a_wall_is_kept() {
        // Long and narrow: curvatures 1 and 100; the top lies at (3, 1), the wall at 2.
        let hill = |at: &[f64]| {
            let (x, y) = (at[0] - 3.0, at[1] - 1.0);
            Some((-0.5 * x * x - 50.0 * y * y, vec![-x, -100.0 * y]))
        };
        let climb = |boxes: [(f64, f64); 2]| {
            let mut left = 300;
            let until = |_| {
                left -= 1;
                left == 0
            };
            rise(&Slope { boxes: &boxes, start: &[0.0, 0.0], step: 1.0 }, until, hill).0
        };
        let top = climb([(-10.0, 10.0); 2]);
        assert!((top[0] - 3.0).abs() < 0.001 && (top[1] - 1.0).abs() < 0.001, "{top:?}");
        let wall = climb([(0.0, 2.0), (0.0, 10.0)]);
        assert!(wall[0] == 2.0 && (wall[1] - 1.0).abs() < 0.001, "{wall:?}");
    }
}
