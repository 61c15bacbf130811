//! Neighbours of a template: sums of vectors of the multimodular base.
//!
//! A boundary lies between two slots; to raise it moves one person from the slot behind it to the slot before it, to lower it
//! moves one the other way. Raising a set of boundaries, or lowering one, are the sums of the base vectors of Kaandorp and Koole
//! ("Optimal outpatient appointment scheduling", 2007). With the number of people before each boundary as coordinates they are the
//! unit steps of an L-natural-convex function (Murota, "Note on multimodularity and L-convexity", 2005), so that the cost of a
//! set of boundaries is submodular: of the `2^slots` neighbours the best is found without looking at all of them.

use super::base::{Base, Room};
use rayon::prelude::*;

/// All boundaries raised, or all lowered, that can be.
pub struct Shift<'a> {
    base: &'a Base<'a>,
    raise: bool,
    /// Boundaries that may move, by the slot behind them, ascending.
    pub ground: Vec<usize>,
    /// At least what each boundary saves that moves with others. See [`Shift::chain`].
    savings: Vec<f64>,
}

/// A neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// Expected cost.
    pub cost: f64,
}

impl<'a> Shift<'a> {
    /// The boundaries of a template that can be raised, or lowered.
    pub fn new(base: &'a Base<'a>, raise: bool) -> Shift<'a> {
        let template = &base.template;
        let before = |boundary: usize| template[..boundary].iter().any(|count| *count > 0);
        let behind = |boundary: usize| template[boundary..].iter().any(|count| *count > 0);
        let may = |boundary: &usize| if raise { behind(*boundary) } else { before(*boundary) };
        let ground = (1..template.len()).filter(may).collect();
        Shift { base, raise, ground, savings: Vec::new() }
    }

    /// The smallest set of boundaries that can move and holds these: where a slot is empty, the person who passes one of
    /// its boundaries passes the other too.
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
    fn moved(&self, set: &[bool]) -> Vec<u32> {
        let mut template = self.base.template.clone();
        for boundary in (1..template.len()).filter(|boundary| set[*boundary]) {
            let (to, from) = if self.raise { (boundary - 1, boundary) } else { (boundary, boundary - 1) };
            // Below none for a moment, where the next boundary fills an empty slot.
            template[to] = template[to].wrapping_add(1);
            template[from] = template[from].wrapping_sub(1);
        }
        template
    }

    /// Evaluates sets of boundaries, side by side; the same for any number of threads.
    fn evaluate(&self, sets: Vec<Vec<bool>>) -> Vec<Neighbour> {
        let evaluate = |room: &mut Room, set: Vec<bool>| {
            let template = self.moved(&set);
            Neighbour { cost: self.base.cost_of(&template, room), template }
        };
        sets.into_par_iter().map_init(Room::default, evaluate).collect()
    }

    fn set(&self, places: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut set = vec![false; self.base.template.len()];
        places.into_iter().for_each(|place| set[self.ground[place]] = true);
        set
    }

    /// The neighbours in which one person moves by as little as he can.
    pub fn singles(&self) -> Vec<Neighbour> {
        self.evaluate((0..self.ground.len()).map(|place| self.closed(&self.set([place]))).collect())
    }

    /// Prepares [`Shift::chain`].
    #[must_use]
    pub fn prepared(mut self) -> Self {
        // The largest closed set without a boundary, and with it: there it saves most, for the cost is submodular.
        let without = |place: usize| {
            let stays = self.set([place]);
            let opposite = Shift { base: self.base, raise: !self.raise, ground: Vec::new(), savings: Vec::new() };
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

    /// The first one, two, ... of these places of the ground set, each with what else has to move.
    ///
    /// Beside each neighbour stands a number for the set itself, which makes a submodular function on all sets, with the
    /// same minimum as the cost on closed ones: the change in cost of the closed set, and for each boundary added to close it
    /// as much as it can save (Schrijver, "A combinatorial algorithm minimizing submodular functions in strongly polynomial
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
