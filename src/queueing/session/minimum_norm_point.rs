//! Minimisation of a submodular set function by the minimum-norm point of its base polytope (Fujishige, "Lexicographically
//! optimal base of a polymatroid with respect to a weight vector", Mathematics of Operations Research 5, 1980), with the
//! algorithm of Wolfe ("Finding the nearest point in a polytope", Mathematical Programming 11, 1976).
//!
//! Each order of the elements gives a vertex of the polytope (the greedy algorithm); the sum of the negative coordinates of any
//! point of it is a lower bound of the function, and that of the minimum-norm point is the minimum. Ours stops as soon as the
//! bound is good enough, and returns the bound only.

/// Major cycles after which the bound so far is returned, as a multiple of the number of elements.
const MOST_MAJOR_CYCLES: usize = 20;

/// Weights of vertices below this count as zero.
const ZERO_WEIGHT: f64 = 1e-12;

/// Relative tolerance of squared norms.
const NORM_TOLERANCE: f64 = 1e-14;

/// A lower bound of a submodular function that is 0 for the empty set, found as soon as it is above `-slack`.
///
/// `chain` gives the values of the first one, two, ... elements of an order, or `None` to stop.
pub fn minimum_bound(count: usize, slack: f64, mut chain: impl FnMut(&[usize]) -> Option<Vec<f64>>) -> Option<f64> {
    if count == 0 {
        return Some(0.0);
    }
    let mut vertex = |order: &[usize]| -> Option<Vec<f64>> {
        let values = chain(order)?;
        let mut vertex = vec![0.0; count];
        let mut before = 0.0;
        for (element, value) in order.iter().zip(values) {
            vertex[*element] = value - before;
            before = value;
        }
        Some(vertex)
    };
    let mut order: Vec<usize> = (0..count).collect();
    let mut vertices = vec![vertex(&order)?];
    let mut weights = vec![1.0];
    let mut bound = f64::NEG_INFINITY;
    for _ in 0..MOST_MAJOR_CYCLES * count {
        let point = combination(&vertices, &weights);
        bound = bound.max(point.iter().map(|part| part.min(0.0)).sum());
        if bound >= -slack {
            break;
        }
        order.sort_by(|one, other| point[*one].total_cmp(&point[*other]).then(one.cmp(other)));
        let next = vertex(&order)?;
        let longest = vertices.iter().chain([&next]).map(|vertex| dot(vertex, vertex)).fold(0.0, f64::max);
        if dot(&point, &point) - dot(&point, &next) <= NORM_TOLERANCE * longest {
            break;
        }
        vertices.push(next);
        weights.push(0.0);
        minor_cycles(&mut vertices, &mut weights);
    }
    Some(bound)
}

/// Wolfe's minor cycles: moves to the point of the vertices' convex hull that is nearest to the origin, and removes the vertices
/// that it does not need.
fn minor_cycles(vertices: &mut Vec<Vec<f64>>, weights: &mut Vec<f64>) {
    while let Some(wanted) = affine_minimiser(vertices) {
        if wanted.iter().all(|weight| *weight > ZERO_WEIGHT) {
            *weights = wanted;
            return;
        }
        let steps = weights.iter().zip(&wanted).filter(|(_, wanted)| **wanted <= ZERO_WEIGHT);
        let step = steps.map(|(now, wanted)| now / (now - wanted).max(f64::MIN_POSITIVE)).fold(1.0, f64::min);
        weights.iter_mut().zip(&wanted).for_each(|(now, wanted)| *now += step * (wanted - *now));
        let least = weights.iter().copied().fold(f64::INFINITY, f64::min).max(ZERO_WEIGHT);
        let keep: Vec<bool> = weights.iter().map(|weight| *weight > least).collect();
        if !keep.contains(&true) {
            return;
        }
        let mut kept = keep.iter();
        vertices.retain(|_| *kept.next().unwrap_or(&true));
        let mut kept = keep.iter();
        weights.retain(|_| *kept.next().unwrap_or(&true));
        let total: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= total);
    }
    // The last vertex is affinely dependent on the others, up to rounding.
    vertices.pop();
    weights.pop();
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= total);
}

/// Weights, adding up to 1, of the point nearest to the origin in the affine hull of the vertices: by Cholesky decomposition of
/// their products and ones. `None` if they are not independent.
fn affine_minimiser(vertices: &[Vec<f64>]) -> Option<Vec<f64>> {
    let count = vertices.len();
    let scale = vertices.iter().map(|vertex| dot(vertex, vertex)).fold(f64::MIN_POSITIVE, f64::max);
    let mut lower = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..=row {
            let done = dot(&lower[row][..column], &lower[column][..column]);
            let remainder = dot(&vertices[row], &vertices[column]) / scale + 1.0 - done;
            if row != column {
                lower[row][column] = remainder / lower[column][column];
            } else if remainder > NORM_TOLERANCE {
                lower[row][row] = remainder.sqrt();
            } else {
                return None;
            }
        }
    }
    let mut found = vec![0.0; count];
    for row in 0..count {
        found[row] = (1.0 - dot(&lower[row][..row], &found[..row])) / lower[row][row];
    }
    for row in (0..count).rev() {
        let done: f64 = (row + 1..count).map(|other| lower[other][row] * found[other]).sum();
        found[row] = (found[row] - done) / lower[row][row];
    }
    let total: f64 = found.iter().sum();
    (total > 0.0).then(|| found.into_iter().map(|weight| weight / total).collect())
}

/// The point with these weights of vertices.
fn combination(vertices: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut point = vec![0.0; vertices[0].len()];
    for (vertex, weight) in vertices.iter().zip(weights) {
        point.iter_mut().zip(vertex).for_each(|(sum, part)| *sum += weight * part);
    }
    point
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A cut in a graph, and a price for each element: submodular.
    fn value(set: &[bool], weights: &[f64], edges: &[(usize, usize, f64)]) -> f64 {
        let cut = |&&(from, to, _): &&(usize, usize, f64)| set[from] && !set[to];
        let inside: f64 = set.iter().zip(weights).filter(|(inside, _)| **inside).map(|(_, weight)| weight).sum();
        inside + edges.iter().filter(cut).map(|edge| edge.2).sum::<f64>()
    }

    proptest! {
        #[test]
        fn it_is_the_minimum_over_all_sets(
            weights in prop::collection::vec(-5.0..5.0_f64, 7),
            edges in prop::collection::vec((0..7_usize, 0..7_usize, 0.0..3.0_f64), 0..20),
        ) {
            let set = |elements: &[usize]| (0..7).map(|at| elements.contains(&at)).collect::<Vec<bool>>();
            let chain = |order: &[usize]| {
                Some((1..=7).map(|count| value(&set(&order[..count]), &weights, &edges)).collect())
            };
            let all = (0..128_u32).map(|bits| (0..7).map(|at| bits >> at & 1 == 1).collect::<Vec<bool>>());
            let smallest = all.map(|set| value(&set, &weights, &edges)).fold(0.0, f64::min);
            let found = minimum_bound(7, 0.0, chain).unwrap();
            prop_assert!((found - smallest).abs() < 1e-7, "{} {}", found, smallest);
        }
    }
}
