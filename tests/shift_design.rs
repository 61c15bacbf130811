//! Published instances of shift design, solved through the product's own pen and solver.

#[path = "support/shift_design.rs"]
mod support;

use support::PUBLISHED;

/// Two cores share the instances; the one that stays open gets what the others leave.
const SECONDS: f64 = 20.0;

#[test]
fn published_instances_are_matched_or_beaten() {
    for published in &PUBLISHED {
        let Some(instance) = published.read() else { return };
        let run = instance.run(SECONDS);
        let name = format!("{} #{}", published.set, published.number);
        println!("{name}: {} bound {:.0} in {:.1?}, {:?}", run.cost, run.solved.bound, run.took, run.solved.ending);
        assert!(run.cost <= published.most, "{name}: {} is worse than {}", run.cost, published.most);
        assert!(run.solved.bound <= f64::from(run.cost) + 1e-6, "{name}: the bound lies above the cost");
        if let Some(proved) = published.proved {
            assert_eq!(run.cost, proved, "{name}");
        }
    }
}
