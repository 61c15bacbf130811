//! Shift design instances with a minute each: `cargo bench --bench shift_design`.

#[path = "../tests/support/shift_design.rs"]
mod support;

use comfy_table::{CellAlignment, Table};
use support::PUBLISHED;

const SECONDS: f64 = 60.0;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut table = Table::new();
    table.set_header(["instance", "best known before", "cost", "bound", "seconds", "ending"]);
    for published in &PUBLISHED {
        let Some(instance) = published.read() else { return };
        let run = instance.run(SECONDS, 0);
        table.add_row([
            format!("{} #{}", published.set, published.number),
            published.most.to_string(),
            match published.proved {
                Some(proved) if proved != run.cost => format!("{} (proved: {proved})", run.cost),
                _ => run.cost.to_string(),
            },
            format!("{:.0}", run.solved.bound),
            format!("{:.1}", run.took.as_secs_f64()),
            format!("{:?}", run.solved.ending),
        ]);
    }
    for index in 1..5 {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    println!("{table}");
}
