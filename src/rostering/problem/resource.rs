//! Constraints on one person's line as resources of a shortest path problem: an automaton over days, or a cumulative total
//! (Irnich and Desaulniers 2005, shortest path problems with resource constraints). Both may forbid a line and price it.

/// What a person does on a day: the index of a duty, or `None` for a day off.
pub type Cell = Option<usize>;

/// An automaton that reads a line day by day.
pub trait Automaton: Send + Sync {
    /// Number of states; they are `0..states`.
    fn states(&self) -> u32;

    /// The state before day 0, with the history taken into account.
    fn start(&self) -> u32;

    /// The state after a day and what is charged for it, in major units; `None`: not allowed.
    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)>;

    /// What is charged at the end of the horizon, in major units; `None`: a line may not end in this state.
    fn end(&self, state: u32) -> Option<f64>;

    /// How many units of a limit over the whole horizon a state has used up, and the limit. Long horizons are planned
    /// stretch by stretch; this keeps the first stretches from using up what the last will need.
    fn spent(&self, _state: u32) -> (u32, u32) {
        (0, 0)
    }

    /// The same state as if nothing of that limit were used up, where the limit only forbids: a relaxation may then price
    /// the units instead, and the automaton stays small. `None`: the units matter otherwise too.
    fn unspent(&self, _state: u32) -> Option<u32> {
        None
    }
}

/// A total over the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Cumulative {
    /// What each cell adds, by `day * duties + duty`; days off add nothing.
    pub adds: Vec<u32>,
    /// The total before day 0.
    pub start: u32,
    /// Fewer than this are not allowed.
    pub at_least: u32,
    /// More than this are not allowed.
    pub at_most: u32,
    /// What each unit costs that the total is below a value.
    pub under: Option<PriceBeyond>,
    /// What each unit costs that the total is above a value.
    pub over: Option<PriceBeyond>,
}

/// A price for each unit beyond a total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceBeyond {
    /// The total from which units are priced.
    pub total: u32,
    /// In major units.
    pub price: f64,
}

impl Cumulative {
    /// The total of a line, with what there was before day 0.
    pub fn total(&self, line: &[Cell], duties: usize) -> u32 {
        let adds = line.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| self.adds[day * duties + duty]));
        self.start + adds.sum::<u32>()
    }

    /// What a total costs, in major units; `None`: not allowed.
    pub fn cost(&self, total: u32) -> Option<f64> {
        if total < self.at_least || total > self.at_most {
            return None;
        }
        let under = self.under.map_or(0.0, |under| f64::from(under.total.saturating_sub(total)) * under.price);
        let over = self.over.map_or(0.0, |over| f64::from(total.saturating_sub(over.total)) * over.price);
        Some(under + over)
    }
}

/// One constraint on one person's line.
pub enum LineConstraint {
    /// An automaton.
    Automaton(Box<dyn Automaton>),
    /// A total over the horizon.
    Cumulative(Cumulative),
}

impl LineConstraint {
    /// What a line costs under this constraint, in major units; `None`: not allowed. `line` has a cell for each day.
    pub fn cost(&self, line: &[Cell], duties: usize) -> Option<f64> {
        match self {
            LineConstraint::Automaton(automaton) => {
                let (mut state, mut cost) = (automaton.start(), 0.0);
                for (day, &cell) in line.iter().enumerate() {
                    let (next, charge) = automaton.step(state, day as u32, cell)?;
                    (state, cost) = (next, cost + charge);
                }
                automaton.end(state).map(|charge| cost + charge)
            }
            LineConstraint::Cumulative(cumulative) => cumulative.cost(cumulative.total(line, duties)),
        }
    }
}
