//! Plans the counters of a town hall and says what the plan costs and which service it reaches.
//!
//! `cargo run --release --example plan`

use equipoise::{Figures, Settings, load, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let loaded = load("scenarios/hall/baseline.toml")?;
    let title = loaded.title.clone();
    let settings = Settings { gap: 0.01, time_limit: 30.0, ..Settings::default() };
    let planned = plan(loaded, &settings)?;
    let figures = Figures::of(&planned);

    println!("{title}");
    for (account, amount) in planned.ledger.accounts() {
        println!("  {account:<28} {amount:>12}");
    }
    println!("  {:<28} {:>12}", "total", planned.ledger.total());
    println!("no plan costs less than {:.2}; {:.1} paid hours", planned.outcome.bound, figures.paid_hours());
    Ok(())
}
