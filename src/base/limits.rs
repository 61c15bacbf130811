//! Every limit of the program. What is not bounded is not tested.

/// Largest model or scenario file, in bytes.
pub const TOML_BYTES: u64 = 8 << 20;
/// Largest CSV file, in bytes.
pub const CSV_BYTES: u64 = 256 << 20;
/// Most cells of a worksheet that is read, from its first to its last.
pub const WORKSHEET_CELLS: u64 = 20_000_000;
/// Deepest nesting of tables and arrays in a file.
pub const NESTING: usize = 32;
/// Longest id or title, in characters.
pub const NAME_CHARS: usize = 128;
/// Longest horizon, in days.
pub const DAYS: u32 = 1_100;
/// Most services in a model.
pub const SERVICES: usize = 500;
/// Most teams in a model.
pub const TEAMS: usize = 2_000;
/// Most people in one team.
pub const HEADS: u32 = 100_000;
/// Most named people in a model.
pub const EMPLOYEES: usize = 10_000;
/// Most scenarios in one comparison, sweeps unfolded.
pub const SCENARIOS: usize = 1_000;
/// Most parents above a scenario.
pub const PARENTS: usize = 32;
/// Most measured times that a simulation draws from; of more, as many evenly spaced ones.
pub const SAMPLE: usize = 2_000;
/// Most people who are booked into one session.
pub const SESSION_PEOPLE: u32 = 1_000;
/// Longest session, in minutes: a day.
pub const SESSION_MINUTES: u32 = 1_440;
/// Most steps of the computing grid of a session.
pub const SESSION_STEPS: u64 = 5_000;
/// Most servers the queueing formulas are asked about.
pub const SERVERS: u32 = 1_000_000;
/// Most columns of a program (HiGHS counts in 32 bits).
pub const COLUMNS: usize = 5_000_000;
/// Most rows of a program.
pub const ROWS: usize = 5_000_000;
/// Most matrix entries of a program.
pub const ENTRIES: usize = 50_000_000;
/// Most findings printed on a screen; all of them are written to files.
pub const FINDINGS_SHOWN: usize = 200;
