//! The manual: what people write, what is computed from it, what comes out, and why it was decided so.
//!
//! | page | for whom |
//! |---|---|
//! | [`tour`] | whoever wants to see everything once |
//! | [`format`](mod@format) | whoever writes models and scenarios |
//! | [`rules`], [`roster_rules`], [`levers`] | whoever wants to know exactly what a rule or lever asks and charges |
//! | [`mathematics`] | whoever wants to check the figures |
//! | [`handing_out`] | whoever publishes rosters, changes them in a spreadsheet, or types them |
//! | [`appointments`] | whoever plans appointment slots |
//! | [`sessions`], [`bookings`] | whoever makes appointment templates, or wants to know what an appointment book really gives |
//! | [`simulation`], [`reality`] | whoever wants to know what service a plan really gives, and why the simulation may be believed |
//! | [`errors`], [`exit_codes`] | whoever reads a message or writes a script |
//! | [`limits`] | whoever wants to know what is bounded, and what is not there yet |
//! | [`speed`] | whoever wants to know how long a plan takes |
//! | [`decisions`] | whoever wants to change the program |
//!
//! The pages of the rules and of the messages are written by [`page`] from the code they describe; the tables of limits
//! and exit codes are taken from it. `cargo test --release --test conventions` fails when a page is behind the code, and
//! `EQUIPOISE_BLESS=1 cargo test --release --test conventions` writes it again.

pub mod page;

/// Makes a documented module of each page.
macro_rules! pages {
    ($($name:ident = $file:literal;)+) => {
        $(
            #[doc = include_str!($file)]
            pub mod $name {}
        )+
    };
}

pages! {
    appointments = "appointments.md";
    format = "format.md";
    mathematics = "mathematics.md";
    errors = "errors.md";
    exit_codes = "exit-codes.md";
    handing_out = "handing-out.md";
    limits = "limits.md";
    reality = "reality.md";
    simulation = "simulation.md";
    sessions = "sessions.md";
    bookings = "bookings.md";
    speed = "speed.md";
    tour = "tour.md";
    rules = "rules.md";
    roster_rules = "roster-rules.md";
    levers = "levers.md";
}

pub mod decisions {
    //! Why it is built as it is: for each choice that somebody may regret its context, the choice, and what it costs.
    //! A record is not edited when a choice changes; a new one takes its place and says so. Only its words follow the
    //! glossary of `ARCHITECTURE.md`, so that it can be read beside the code.

    pages! {
        r0001_expressions_through_a_builder = "decisions/0001-expressions-through-a-builder.md";
        r0002_highs_directly = "decisions/0002-highs-directly.md";
        r0003_blocks_solved_apart = "decisions/0003-blocks-solved-apart.md";
        r0004_a_column_for_supply = "decisions/0004-a-column-for-supply.md";
        r0005_curves_in_thousandths = "decisions/0005-curves-in-thousandths.md";
        r0006_the_ledger_is_the_judges = "decisions/0006-the-ledger-is-the-judges.md";
        r0007_implicit_breaks = "decisions/0007-implicit-breaks.md";
        r0008_contract_hours_over_the_team = "decisions/0008-contract-hours-over-the-team.md";
        r0009_rest_by_day_pattern = "decisions/0009-rest-by-day-pattern.md";
        r0010_files_checked_by_their_schema = "decisions/0010-files-checked-by-their-schema.md";
        r0011_two_digits_for_every_currency = "decisions/0011-two-digits-for-every-currency.md";
        r0012_no_seconds_in_files = "decisions/0012-no-seconds-in-files.md";
        r0013_switches_are_closed_one_by_one = "decisions/0013-switches-are-closed-one-by-one.md";
        r0014_lines_as_columns = "decisions/0014-lines-as-columns.md";
        r0015_multipliers_for_totals = "decisions/0015-multipliers-for-totals.md";
        r0016_roster_search = "decisions/0016-roster-search.md";
        r0017_rosters_from_intervals = "decisions/0017-rosters-from-intervals.md";
        r0018_shifts_moved_at_their_price = "decisions/0018-shifts-moved-at-their-price.md";
        r0019_a_smooth_relaxation = "decisions/0019-a-smooth-relaxation.md";
        r0030_own_engine_for_events = "decisions/0030-own-engine-for-events.md";
        r0031_streams_by_name = "decisions/0031-streams-by-name.md";
        r0032_correction_by_moved_curves = "decisions/0032-correction-by-moved-curves.md";
        r0033_overtime_is_shown_not_paid = "decisions/0033-overtime-is-shown-not-paid.md";
        r0034_promises_not_held_are_exit_code_5 = "decisions/0034-promises-not-held-are-exit-code-5.md";
        r0035_levers_are_played_as_decided = "decisions/0035-levers-are-played-as-decided.md";
        r0036_a_correction_counts_a_difference_once = "decisions/0036-a-correction-counts-a-difference-once.md";
        r0040_levers_around_a_volume = "decisions/0040-levers-around-a-volume.md";
        r0041_pulled_or_not_is_another_case = "decisions/0041-pulled-or-not-is-another-case.md";
        r0042_flows_are_linear = "decisions/0042-flows-are-linear.md";
        r0043_classes_by_chains = "decisions/0043-classes-by-chains.md";
        r0044_levers_first_with_divided_shifts = "decisions/0044-levers-first-with-divided-shifts.md";
        r0045_what_levers_save_is_told_and_split_when_asked = "decisions/0045-what-levers-save-is-told-and-split-when-asked.md";
        r0050_sessions_on_a_grid = "decisions/0050-sessions-on-a-grid.md";
        r0051_proof_by_submodular_minimum = "decisions/0051-proof-by-submodular-minimum.md";
        r0052_idle_to_the_end_of_the_session = "decisions/0052-idle-to-the-end-of-the-session.md";
        r0053_days_of_bookings_in_an_engine_of_their_own = "decisions/0053-days-of-bookings-in-an-engine-of-their-own.md";
        r0055_slots_by_start_over_heads = "decisions/0055-slots-by-start-over-heads.md";
        r0056_requests_by_wanted_day = "decisions/0056-requests-by-wanted-day.md";
        r0057_held_slots_by_expected_use = "decisions/0057-held-slots-by-expected-use.md";
        r0058_second_places_one_by_one = "decisions/0058-second-places-one-by-one.md";
        r0059_providers_are_a_team = "decisions/0059-providers-are-a-team.md";
        r0060_slots_after_names = "decisions/0060-slots-after-names.md";
        r0061_crates_by_layer = "decisions/0061-crates-by-layer.md";
        r0062_two_random_number_libraries = "decisions/0062-two-random-number-libraries.md";
    }
}
