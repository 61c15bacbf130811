//! Staffing the plain way: every candidate from one head up, each from scratch. The peer of the bench, and the judge
//! of the fast search on a large grid.

/// The fewest servers that answer `share` of the contacts within `within` minutes, over all contacts.
pub fn naive_staffing(rate: f64, handle: f64, patience: Option<f64>, share: f64, within: f64) -> u32 {
    (1..).find(|servers| answered(rate, handle, patience, *servers, within) >= share).expect("some number suffices")
}

fn answered(rate: f64, handle: f64, patience: Option<f64>, servers: u32, within: f64) -> f64 {
    let (load, heads) = (rate * handle, f64::from(servers));
    let mut blocking = 1.0;
    for busy in 1..=servers {
        blocking = load * blocking / (f64::from(busy) + load * blocking);
    }
    let Some(patience) = patience else {
        if load >= heads {
            return 0.0;
        }
        let waiting = heads * blocking / (heads - load * (1.0 - blocking));
        return 1.0 - waiting * (-(heads - load) * within / handle).exp();
    };
    // The chance of all servers busy and nobody in line, then the line itself, then its part that waits too long.
    let (s, z) = (heads * patience / handle, rate * patience);
    let sums = |z: f64| {
        let (mut term, mut excess, mut queue) = (1.0, 0.0, 0.0);
        for line in 1.. {
            term *= z / (s + f64::from(line));
            excess += term;
            queue += f64::from(line) * term;
            // An infinite sum makes the share NaN: such a candidate is hopelessly overloaded, and not taken.
            if term < 1e-20 * excess || !excess.is_finite() {
                break;
            }
        }
        (excess, queue)
    };
    let (excess, queue) = sums(z);
    let edge = 1.0 / (1.0 / blocking + excess);
    let survive = (-within / patience).exp();
    let fall = (z * (1.0 - survive) - heads * within / handle).exp();
    1.0 - edge * queue / z - edge * fall * sums(z * survive).0 * heads / load
}
