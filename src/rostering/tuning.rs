//! All tuning numbers of the engine in one place. They were chosen by measurement on the shipped scenarios and on public
//! benchmarks; each says its unit and why it is there. Changing one changes which rosters are found and how fast, never
//! whether a bound is valid.

/// The numbers of every method.
pub struct RosteringTuning {
    /// Pricing networks and shortest paths.
    pub pricing: PricingTuning,
    /// Subgradient steps.
    pub subgradient: SubgradientTuning,
    /// The smoothed Lagrangian relaxation.
    pub relaxation: RelaxationTuning,
    /// Column generation.
    pub column_generation: ColumnGenerationTuning,
    /// Diving.
    pub diving: DivingTuning,
    /// Branch and price.
    pub branching: BranchingTuning,
    /// Large neighbourhood search.
    pub neighbourhood: NeighbourhoodTuning,
    /// The first roster.
    pub construction: ConstructionTuning,
    /// Horizons too long for whole lines.
    pub rolling: RollingTuning,
    /// The order of all these in one run.
    pub optimise: OptimiseTuning,
    /// Ruin and recreate on intervals.
    pub ruin_recreate: RuinRecreateTuning,
}

/// Pricing networks and shortest paths.
pub struct PricingTuning {
    /// Nodes of one day of a network; with more, the constraints of a person are too many to price together.
    pub most_nodes: usize,
    /// Totals that a cumulative constraint must have more of to become the second axis.
    pub second_axis_totals: usize,
    /// Days before the end of a window on which such a constraint must still count: what ends earlier is forgotten and keeps
    /// the nodes few.
    pub second_axis_days: usize,
    /// States of an automaton that a state-space relaxation keeps; larger ones are dropped from its network.
    pub relaxed_states: u32,
    /// How far a line may be from its consumption profile where nothing is decided after its window: the first tolerance
    /// with which the person has a line is used.
    pub tolerances: [ProfileTolerance; 5],
    /// Lines asked for in one pricing.
    pub lines: usize,
    /// Lines asked for from a network that knows the broken constraints, the last resort.
    pub exact_lines: usize,
    /// Days of a window up to which that last resort is tried.
    pub exact_days: usize,
    /// Product of the values of all tracked cumulative constraints beyond which their network would be too large.
    pub exact_values: f64,
    /// Shortest paths computed in search of multipliers, where pricing may be heuristic.
    pub multiplier_steps: usize,
    /// The same where it must be exact.
    pub exact_multiplier_steps: usize,
    /// The first multiplier of a resource, as a share of the spread of the cell prices.
    pub first_multiplier: f64,
    /// Labels that A* may look at, where pricing may be heuristic.
    pub labels: usize,
    /// The same where it must be exact.
    pub exact_labels: usize,
    /// End states from which A* begins, the cheapest ones; those left out limit its bound.
    pub ends: usize,
    /// Steps of an enumeration for each line that it may return.
    pub enumeration_steps: usize,
    /// A Gibbs weight of `exp(-this)` or less counts as zero.
    pub negligible_exponent: f64,
    /// Days beyond which a single feasible line is put together stretch by stretch instead of by one network.
    pub single_line_days: usize,
    /// Lines looked at before a constraint that they break becomes part of the network of a single feasible line.
    pub single_line_candidates: usize,
}

/// How far an open line may be from its consumption profile. What is missing must be made up for later, when the
/// constraints may leave little room for it; what is ahead only needs more days off.
#[derive(Clone, Copy, Debug)]
pub struct ProfileTolerance {
    /// Largest daily additions to a cumulative constraint that may be missing.
    pub behind: f64,
    /// Largest daily additions that the total may be ahead.
    pub ahead: f64,
    /// Units of a limited automaton that may have been used beyond the profile.
    pub beyond: f64,
}

/// Subgradient steps.
pub struct SubgradientTuning {
    /// Steps without a better value after which the step length is halved.
    pub patience: usize,
    /// Share of the previous direction that is kept (Camerini, Fratta and Maffioli 1975).
    pub deflection: f64,
    /// Step length, as a share of the step that would close the gap, below which it ends.
    pub last_step: f64,
}

/// The smoothed Lagrangian relaxation.
pub struct RelaxationTuning {
    /// How many times as long an accelerated gradient step may be as the one before.
    pub lengthening: f64,
    /// The longest step, as a share of the inverse of the estimated Lipschitz constant of the gradient.
    pub trust: f64,
    /// Multipliers of cumulative constraints are for so many of their largest daily additions: totals of a horizon change
    /// more than a row of one day, so that steps of the same size would be too long.
    pub cumulative_days: f64,
    /// The first temperature, as a share of the largest finite row multiplier.
    pub first_temperature: f64,
    /// The last temperature, as a share of the first.
    pub last_temperature: f64,
    /// By what the temperature is divided after each level.
    pub cooling: f64,
    /// A level ends when so many steps have gained less than `stale_share` of the smoothing error.
    pub stale_steps: usize,
    /// See `stale_steps`.
    pub stale_share: f64,
    /// The first step, as a factor of the gradient.
    pub first_step: f64,
}

/// Column generation.
pub struct ColumnGenerationTuning {
    /// Shares of the stability centre in the duals that are priced at, tried in order until columns are found.
    pub smoothing: [f64; 3],
    /// By what the label limit of the pricing grows when nothing was found and nothing is proved.
    pub label_growth: usize,
    /// Rounds between two looks at the progress of an exact run.
    pub stale_rounds: usize,
    /// Share of its cost by which the master must have become cheaper between two looks; else its bound is taken as is.
    pub stale_share: f64,
    /// Columns for each row of the master beyond which the worst half is dropped.
    pub columns_a_row: usize,
    /// The first subgradient step of a warm start, as a share of the step that would close the gap: short, because the
    /// roster at hand may be far from the best.
    pub warm_start_step: f64,
}

/// Diving.
pub struct DivingTuning {
    /// Share of the undecided cells that one step may fix, with few people.
    pub step_few: f64,
    /// The same with many people.
    pub step_many: f64,
    /// Most people that are few.
    pub few_people: usize,
    /// Weight above which a cell is fixed together with the heaviest one.
    pub likely: f64,
    /// By what a step is lengthened after one that was accepted.
    pub lengthening: f64,
    /// By what a step is shortened after one that was refused.
    pub shortening: f64,
    /// Share of the allowed degradation within which the master need not be solved more exactly.
    pub exactness: f64,
    /// Rounds of column generation after each step.
    pub rounds: usize,
    /// Degradation: by which share of its cost a step may make the master dearer, in a careful dive.
    pub degradation: f64,
    /// Share of the gap that a step of a fast dive may cost.
    pub fast_gap_share: f64,
    /// Other cells tried where fixing the heaviest one makes the master too dear.
    pub alternatives: usize,
}

/// Branch and price.
pub struct BranchingTuning {
    /// Masters in which nodes are solved in parallel. Fixed, so that the tree does not depend on the number of threads.
    pub masters: usize,
    /// Nodes of each master before the tree is looked at again.
    pub nodes_a_master: usize,
    /// Open nodes that keep the columns and duals of their parent: those that are solved soon.
    pub restart_points: usize,
    /// Lines that are few enough to end a node by set partitioning.
    pub few_lines: usize,
    /// Share of the gap within which dives look for rosters.
    pub aim: f64,
    /// Largest random change of a weight in the order of cells of a dive.
    pub perturbation: f64,
    /// Cells compared by strong branching.
    pub candidates: usize,
    /// A branch that closes the whole gap leaves a tree smaller by this power of e.
    pub tree_exponent: f64,
    /// Gaps beyond which a branch counts no better.
    pub most_gaps: f64,
}

/// Large neighbourhood search.
pub struct NeighbourhoodTuning {
    /// Rounds of column generation for one subproblem.
    pub rounds: usize,
    /// People of a subproblem beyond which it is priced in parallel and its master is started warm.
    pub parallel_people: usize,
    /// Subgradient steps of that warm start.
    pub warm_start_steps: usize,
    /// Largest random change of a weight in the order of cells of a dive.
    pub perturbation: f64,
    /// Lines of each person kept for later subproblems.
    pub pool_lines: usize,
    /// Weight in a master above which a line is kept.
    pub pool_weight: f64,
    /// Days of the shortest window.
    pub shortest_window: usize,
    /// Days of the longest window; horizons that are no longer are taken whole.
    pub longest_window: usize,
}

/// The first roster.
pub struct ConstructionTuning {
    /// Days of one stretch.
    pub stretch: usize,
    /// Passes of coordinate descent over the people of a stretch.
    pub passes: usize,
    /// Subgradient steps before the master of a joint dive.
    pub warm_start_steps: usize,
    /// Rounds of column generation of a joint dive.
    pub rounds: usize,
}

/// Horizons too long for whole lines.
pub struct RollingTuning {
    /// Days of the longest horizon that is not rolled over.
    pub short_horizon: usize,
    /// Days of a window; the next one begins half a window later.
    pub window: usize,
    /// Days of each of two disjoint windows.
    pub disjoint_window: usize,
    /// Share of the cost that a pass must save for the next to have the same least saving.
    pub pass_saving: f64,
    /// Pairs of disjoint windows tried without success before a pass ends.
    pub failed_pairs: usize,
    /// The least saving of one subproblem at first, as a share of the cost.
    pub least_saving: f64,
    /// By what the least saving is divided after a pass that saved little.
    pub refinement: f64,
}

/// The order of methods in one run.
pub struct OptimiseTuning {
    /// Until which shares of the time limit each phase goes on.
    pub shares: PhaseShares,
    /// Arcs times totals of all networks of whole lines up to which everybody is priced at once.
    pub largest_master: usize,
    /// Subgradient steps before the master over everybody.
    pub warm_start_steps: usize,
    /// Largest random change of a weight in the order of cells of the dive from the root.
    pub perturbation: f64,
    /// Arcs times totals of all networks up to which everybody is reoptimised and branched on.
    pub everybody_size: usize,
    /// Once in so many subproblems everybody is reoptimised.
    pub everybody_once_in: usize,
    /// Subproblems without success after which set partitioning and branching are tried.
    pub stuck: usize,
    /// Lines up to which set partitioning over everybody is tried.
    pub few_lines: usize,
    /// Share of the remaining time that it may take.
    pub set_partitioning_share: f64,
    /// Rounds of subproblems before branching begins.
    pub branching_after: u64,
    /// Then it has its turn once in so many rounds.
    pub branching_once_in: u64,
    /// Nodes of the solver for the program of one leaf.
    pub leaf_nodes: i32,
    /// Subproblems solved in parallel before the roster is looked at again. Fixed, so that the roster does not depend on
    /// the number of threads.
    pub subproblems_a_round: usize,
    /// People of the largest subproblem at first.
    pub people: usize,
    /// People by which that grows until the search gives up.
    pub more_people: usize,
    /// Subproblems without success, for each person and `patience_days`, after which the search gives up.
    pub patience: usize,
    /// See `patience`.
    pub patience_days: usize,
}

/// Shares of the time limit, each counted from the start of the run.
pub struct PhaseShares {
    /// The smoothed relaxation, which gives a bound where whole lines are too long or too many.
    pub relaxation: f64,
    /// The first roster.
    pub construction: f64,
    /// Rolling over a long horizon before the master over everybody.
    pub rolling: f64,
    /// The master over everybody, which gives the bound.
    pub root: f64,
    /// The dive from there.
    pub dive: f64,
}

/// Ruin and recreate on intervals.
pub struct RuinRecreateTuning {
    /// Days of a window that is searched by itself.
    pub window: usize,
    /// Ruins of one window in one round, for each person.
    pub steps: usize,
    /// The first temperature, as a share of the dearest head in one interval.
    pub first_temperature: f64,
    /// The last temperature, likewise.
    pub last_temperature: f64,
    /// Share of the time after which only improvements are kept.
    pub descent_from: f64,
    /// One round in so many begins its windows in the middle of those of the others.
    pub shifted_once_in: u64,
    /// Steps between two looks at the clock.
    pub clock_steps: usize,
    /// Numbers of shifts removed at once, one of which is drawn for each ruin.
    pub removals: [usize; 10],
    /// Draws of a person for the shifts to remove.
    pub draws: usize,
    /// What happens to the person drawn is decided by a number below this; zero removes all their shifts.
    pub outcomes: u8,
    /// Numbers up to this let the shift of a person who works on the day go to another day.
    pub other_day_outcomes: u8,
    /// Numbers up to this let a person who is off on the day give up another day for it.
    pub day_off_outcomes: u8,
    /// What one shift more or less than the guide costs, as a share of the dearest head in one interval.
    pub shift_penalty: f64,
    /// What one head more or less than the guide costs in an interval, likewise.
    pub head_penalty: f64,
    /// States of an interval whose cost is remembered: two to the power of this.
    pub cached_states: u32,
    /// One candidate in so many is overlooked, so that the same is not found again and again.
    pub overlooked_once_in: u8,
}

/// The numbers in use.
pub const TUNING: RosteringTuning = RosteringTuning {
    pricing: PricingTuning {
        most_nodes: 400_000,
        second_axis_totals: 4,
        second_axis_days: 3,
        relaxed_states: 24,
        tolerances: [
            ProfileTolerance { behind: 0.5, ahead: 1.0, beyond: 0.0 },
            ProfileTolerance { behind: 1.0, ahead: 1.0, beyond: 0.0 },
            ProfileTolerance { behind: 1.5, ahead: 1.0, beyond: 0.0 },
            ProfileTolerance { behind: 2.0, ahead: 2.0, beyond: 1.0 },
            ProfileTolerance { behind: 1000.0, ahead: 1000.0, beyond: 1000.0 },
        ],
        lines: 4,
        exact_lines: 64,
        exact_days: 42,
        exact_values: 2000.0,
        multiplier_steps: 6,
        exact_multiplier_steps: 40,
        first_multiplier: 0.1,
        labels: 2000,
        exact_labels: 128_000,
        ends: 256,
        enumeration_steps: 400,
        negligible_exponent: 40.0,
        single_line_days: 98,
        single_line_candidates: 64,
    },
    subgradient: SubgradientTuning { patience: 4, deflection: 0.6, last_step: 0.0001 },
    relaxation: RelaxationTuning {
        lengthening: 1.1,
        trust: 0.8,
        cumulative_days: 3.0,
        first_temperature: 0.04,
        last_temperature: 0.004,
        cooling: 2.0,
        stale_steps: 10,
        stale_share: 0.005,
        first_step: 0.1,
    },
    column_generation: ColumnGenerationTuning {
        smoothing: [0.85, 0.5, 0.0],
        label_growth: 8,
        stale_rounds: 20,
        stale_share: 0.00005,
        columns_a_row: 4,
        warm_start_step: 0.05,
    },
    diving: DivingTuning {
        step_few: 0.1,
        step_many: 0.25,
        few_people: 20,
        likely: 0.6,
        lengthening: 1.5,
        shortening: 2.5,
        exactness: 0.25,
        rounds: 12,
        degradation: 0.0015,
        fast_gap_share: 0.08,
        alternatives: 4,
    },
    branching: BranchingTuning {
        masters: 4,
        nodes_a_master: 4,
        restart_points: 400,
        few_lines: 1000,
        aim: 0.25,
        perturbation: 0.6,
        candidates: 4,
        tree_exponent: 3.0,
        most_gaps: 2.0,
    },
    neighbourhood: NeighbourhoodTuning {
        rounds: 60,
        parallel_people: 20,
        warm_start_steps: 15,
        perturbation: 0.6,
        pool_lines: 150,
        pool_weight: 0.01,
        shortest_window: 14,
        longest_window: 98,
    },
    construction: ConstructionTuning { stretch: 28, passes: 12, warm_start_steps: 20, rounds: 60 },
    rolling: RollingTuning {
        short_horizon: 56,
        window: 28,
        disjoint_window: 14,
        pass_saving: 0.02,
        failed_pairs: 30,
        least_saving: 0.001,
        refinement: 5.0,
    },
    optimise: OptimiseTuning {
        shares: PhaseShares { relaxation: 0.25, construction: 0.4, rolling: 0.2, root: 0.6, dive: 0.85 },
        largest_master: 700_000_000,
        warm_start_steps: 30,
        perturbation: 0.02,
        everybody_size: 10_000_000,
        everybody_once_in: 3,
        stuck: 24,
        few_lines: 8000,
        set_partitioning_share: 0.5,
        branching_after: 8,
        branching_once_in: 2,
        leaf_nodes: 50,
        subproblems_a_round: 4,
        people: 10,
        more_people: 8,
        patience: 240,
        patience_days: 28,
    },
    ruin_recreate: RuinRecreateTuning {
        window: 7,
        steps: 120,
        first_temperature: 0.6,
        last_temperature: 0.004,
        descent_from: 0.95,
        shifted_once_in: 3,
        clock_steps: 64,
        removals: [1, 1, 1, 1, 2, 2, 2, 3, 3, 4],
        draws: 12,
        outcomes: 16,
        other_day_outcomes: 4,
        day_off_outcomes: 2,
        shift_penalty: 0.4,
        head_penalty: 0.017,
        cached_states: 7,
        overlooked_once_in: 20,
    },
};
