//! The multimodular neighbourhood of a template: sums of vectors of the multimodular base.
//!
//! A boundary lies between two slots; to raise it moves one person from the slot behind it to the slot before it, to lower it
//! moves one the other way. Raising a set of boundaries, or lowering one, are the sums of the base vectors of Kaandorp and Koole
//! ("Optimal outpatient appointment scheduling", 2007). With the number of people before each boundary as coordinates they are the
//! unit steps of an L-natural-convex function (Murota, "Note on multimodularity and L-convexity", 2005), so that the cost of a
//! set of boundaries is submodular: of the `2^slots` neighbours the best is found without looking at all of them.

use super::neighbour_costs::{EvaluationBuffers, NeighbourCosts};
use rayon::prelude::*;

/// The neighbours of a template by raising boundaries, or by lowering them.
pub struct Neighbourhood<'a> {
    base: &'a NeighbourCosts<'a>,
    raise: bool,
    /// Boundaries that may move, by the slot behind them, ascending.
    pub ground: Vec<usize>,
    /// An upper bound on what each boundary saves when it moves with others. See [`Neighbourhood::chain`].
    savings: Vec<f64>,
}

/// A neighbour of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// Expected cost.
    pub cost: f64,
}

impl<'a> Neighbourhood<'a> {
    /// The boundaries of a template that can be raised, or lowered.
    pub fn new(base: &'a NeighbourCosts<'a>, raise: bool) -> Neighbourhood<'a> {
        let template = &base.template;
        let before = |boundary: usize| template[..boundary].iter().any(|count| *count > 0);
        let behind = |boundary: usize| template[boundary..].iter().any(|count| *count > 0);
        let may = |boundary: &usize| if raise { behind(*boundary) } else { before(*boundary) };
        let ground = (1..template.len()).filter(may).collect();
        Neighbourhood { base, raise, ground, savings: Vec::new() }
    }

    /// The closure of a set of boundaries: the smallest set that contains it and can move. Where a slot is empty, the person who
    /// passes one of its boundaries passes the other too.
    fn closed(&self, set: &[bool]) -> Vec<bool> {
        let (template, mut closed) = (&self.base.template, set.to_vec());
        if self.raise {
            for boundary in 1..template.len() - 1 {
                closed[boundary + 1] |= closed[boundary] && template[boundary] == 0;
            }
        } else {
            for boundary in (2..template.len()).rev() {
                closed[boundary - 1] |= closed[boundary] && template[boundary - 1] == 0;
            }
        }
        closed
    }

    /// The template with a closed set of boundaries moved.
    fn shifted(&self, set: &[bool]) -> Vec<u32> {
        let mut template = self.base.template.clone();
        for boundary in (1..template.len()).filter(|boundary| set[*boundary]) {
            let (to, from) = if self.raise { (boundary - 1, boundary) } else { (boundary, boundary - 1) };
            // Below zero for a moment, where the next boundary fills an empty slot.
            template[to] = template[to].wrapping_add(1);
            template[from] = template[from].wrapping_sub(1);
        }
        template
    }

    /// Evaluates sets of boundaries in parallel; the result does not depend on the number of threads.
    fn evaluate(&self, sets: Vec<Vec<bool>>) -> Vec<Neighbour> {
        let evaluate = |buffer: &mut EvaluationBuffers, set: Vec<bool>| {
            let template = self.shifted(&set);
            Neighbour { cost: self.base.cost_of(&template, buffer), template }
        };
        sets.into_par_iter().map_init(EvaluationBuffers::default, evaluate).collect()
    }

    fn set(&self, places: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut set = vec![false; self.base.template.len()];
        places.into_iter().for_each(|place| set[self.ground[place]] = true);
        set
    }

    /// The neighbours in which one person moves by as little as possible.
    pub fn singles(&self) -> Vec<Neighbour> {
        self.evaluate((0..self.ground.len()).map(|place| self.closed(&self.set([place]))).collect())
    }

    /// Prepares [`Neighbourhood::chain`].
    #[must_use]
    pub fn prepared(mut self) -> Self {
        // The largest closed set without a boundary, and with it: since the cost is submodular, it saves most there.
        let without = |place: usize| {
            let stays = self.set([place]);
            let opposite =
                Neighbourhood { base: self.base, raise: !self.raise, ground: Vec::new(), savings: Vec::new() };
            let stay = opposite.closed(&stays);
            let mut set = self.set(0..self.ground.len());
            set.iter_mut().zip(&stay).for_each(|(moves, stays)| *moves &= !stays);
            let mut with = set.clone();
            with[self.ground[place]] = true;
            [set, with]
        };
        let found = self.evaluate((0..self.ground.len()).flat_map(without).collect());
        self.savings = found.chunks(2).map(|pair| f64::max(pair[0].cost - pair[1].cost, 0.0)).collect();
        self
    }

    /// The first one, two, ... of these elements of the ground set, each with its closure.
    ///
    /// Each neighbour is returned with the value of a submodular function on all sets, which has the same minimum as the cost on
    /// closed sets: the change in cost of the closed set, plus for each boundary added by the closure as much as it can save (Schrijver, "A combinatorial algorithm minimizing submodular functions in strongly polynomial
    /// time", 2000, section 6).
    pub fn chain(&self, places: &[usize]) -> (Vec<Neighbour>, Vec<f64>) {
        let sets: Vec<Vec<bool>> = (1..=places.len()).map(|count| self.set(places[..count].iter().copied())).collect();
        let closed: Vec<Vec<bool>> = sets.iter().map(|set| self.closed(set)).collect();
        let added = sets.iter().zip(&closed).map(|(set, closed)| -> f64 {
            let added = |place: &usize| closed[self.ground[*place]] && !set[self.ground[*place]];
            (0..self.ground.len()).filter(added).map(|place| self.savings[place]).sum()
        });
        let added: Vec<f64> = added.collect();
        let found = self.evaluate(closed);
        let values = found.iter().zip(added).map(|(neighbour, added)| neighbour.cost - self.base.cost + added);
        let values = values.collect();
        (found, values)
    }
}
