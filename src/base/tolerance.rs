//! Every tolerance of the program, named, with its reason.

/// How far a row or bound may be off at the solver's point, in the row's own unit. HiGHS works to 1e-7.
pub const FEASIBILITY: f64 = 1e-6;

/// How far an integer variable may be from a whole number before it is rounded.
pub const INTEGRALITY: f64 = 1e-6;

/// Relative gap below which an answer is called proved, not merely close: only rounding is left.
pub const PROVED_GAP: f64 = 1e-9;

/// Work and skill shares are kept in whole millionths of a head; amounts below half of that are noise.
pub const MICRO_HEAD: f64 = 1e-6;

/// Smallest absolute coefficient a program may carry. HiGHS drops entries below 1e-9 without a word.
pub const LEAST_COEFFICIENT: f64 = 1e-6;

/// Largest absolute coefficient a program may carry; above it the solver's tolerances mean nothing.
pub const MOST_COEFFICIENT: f64 = 1e7;

/// A ledger line of the program and the judge's charge may differ by the rounding to a whole minor unit
/// (one half) and by the solver's tolerance (the rest), in minor units.
pub const CENT: f64 = 0.6;

/// Lack of heads that a judge overlooks: shares of a head are rounded to millionths, one for each team.
pub const HEADS: f64 = 1e-4;

/// Contacts (or minutes) per interval that a judge of a target overlooks: curves are tabulated in thousandths.
pub const CONTACTS: f64 = 1e-3;

/// Contacts by which two lines of waiting work differ and are still the same line.
pub const SAME_LINE: f64 = 1e-9;

/// Relative gap asked for where nobody says otherwise.
pub const DEFAULT_GAP: f64 = 1e-4;

/// Major units of the currency below which the solver need not look further.
pub const ABSOLUTE_GAP: f64 = 1e-6;

/// Relative gap of the prices of ways out of a conflict.
pub const CONFLICT_GAP: f64 = 0.02;

/// Below this a divisible program uses a switch not at all.
pub const UNUSED: f64 = 1e-6;

/// A plan must be cheaper by this share to count as better.
pub const CHEAPER: f64 = 1e-9;

/// Parts of a contact below this come from spreading volume over intervals.
pub const PART_OF_A_CONTACT: f64 = 1e-6;

/// Contacts below which nothing is left in an interval that levers empty: pulls are kept in millionths, some to an interval.
pub const PART_OF_A_PULL: f64 = 2e-5;

/// Contacts by which the queue of an interval that levers change is taken to be smaller: pulls are rounded to millionths, and
/// a volume that fills its heads exactly must not ask for one more by a rounding.
pub const ROUNDED_PULLS: f64 = 4e-6;

/// Contacts or minutes by which what a lever takes and what it puts may differ: each pull is rounded to a millionth.
pub const PULL: f64 = 2e-6;

/// Contacts of an interval below which a wave that goes on through a flow has ended.
pub const PART_OF_A_FLOW: f64 = 1e-10;

/// Visits that a judge of appointments overlooks: flows of requests are kept in millionths, some hundreds to a day.
pub const VISITS: f64 = 1e-3;

/// How far shares that must add up to one may be off.
pub const SAME_SHARE: f64 = 1e-6;

/// Erlangs that a further head carries at least: more heads never carry less.
pub const LEAST_STEP: f64 = 1e-3;

/// Heads, or contacts past their deadline, that a state map overlooks.
pub const STATE: f64 = 1e-3;

/// Steepest line of a service curve a program reads, in units for a head. Where a queue is all but saturated, waiting
/// falls by millions of minutes with one more head; the requirement asks for that head instead.
pub const STEEPEST: f64 = 1e5;

/// A line joins a master only if it would save more than this share of its cost (or of one major unit).
pub const REDUCED_COST: f64 = 1e-7;

/// Part of the least possible difference between costs by which a bound may be off.
pub const WHOLE_GRAIN: f64 = 1e-5;

/// Weight of a line in the master below which it is not used, and by which a whole line may fall short of one.
pub const WHOLE_WEIGHT: f64 = 1e-6;

/// Part of its cost by which a session's template must be better to be another one: only rounding is left.
pub const SAME_COST: f64 = 1e-10;
