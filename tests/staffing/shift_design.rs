//! Published instances of shift design, solved through the product's own pen and solver.

use crate::support::shift_design as support;

use mip::outcome::Ending;
use support::PUBLISHED;

/// Usually enough on two cores.
const SECONDS: f64 = 20.0;
/// What is promised, for a machine that is busy.
const PROMISED_SECONDS: f64 = 60.0;

#[test]
fn published_instances_are_matched_or_beaten() {
    for published in &PUBLISHED {
        let Some(instance) = published.read() else { return };
        let mut run = instance.run(SECONDS, published.most);
        if run.cost > published.most {
            run = instance.run(PROMISED_SECONDS, published.most);
        }
        let name = format!("{} #{}", published.set, published.number);
        println!("{name}: {} bound {:.0} in {:.1?}, {:?}", run.cost, run.solved.bound, run.took, run.solved.ending);
        assert!(run.cost <= published.most, "{name}: {} is worse than {}", run.cost, published.most);
        assert!(run.solved.bound <= f64::from(run.cost) + 1e-6, "{name}: the bound lies above the cost");
        if let Some(proved) = published.proved {
            assert!(run.cost >= proved, "{name}: {} is below the proved optimum {proved}", run.cost);
            assert!(run.solved.ending != Ending::Proved || run.cost == proved, "{name}: {} is not optimal", run.cost);
        }
    }
}
