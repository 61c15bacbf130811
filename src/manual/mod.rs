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
//! and exit codes are taken from it. `cargo test --release --test book` fails when a page is behind the code, and
//! `EQUIPOISE_BLESS=1 cargo test --release --test book` writes it again.

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
    }
}

pub mod rules {
    //! Every rule of the staffing plan: what it means, what sets it, what counts at its edges, how it is bent where
    //! rules conflict. `equipoise rules ID` prints the same.

    pages! {
        allowed_shifts = "rules/allowed_shifts.md";
        take_breaks = "rules/take_breaks.md";
        headcount = "rules/headcount.md";
        days_off = "rules/days_off.md";
        rest_between_shifts = "rules/rest_between_shifts.md";
        split_skills = "rules/split_skills.md";
        share_resources = "rules/share_resources.md";
        meet_requirement = "rules/meet_requirement.md";
        keep_target = "rules/keep_target.md";
        finish_in_time = "rules/finish_in_time.md";
        open_slots = "rules/open_slots.md";
        overbook_slots = "rules/overbook_slots.md";
        book_requests = "rules/book_requests.md";
        hold_slots = "rules/hold_slots.md";
        fill_slots = "rules/fill_slots.md";
        access_target = "rules/access_target.md";
        repeat_slots = "rules/repeat_slots.md";
        keep_template = "rules/keep_template.md";
        honour_bookings = "rules/honour_bookings.md";
        level_load = "rules/level_load.md";
        contract_hours = "rules/contract_hours.md";
        overtime = "rules/overtime.md";
        distinct_shifts = "rules/distinct_shifts.md";
        pay_wages = "rules/pay_wages.md";
        pay_premiums = "rules/pay_premiums.md";
    }
}

pub mod levers {
    //! Every lever: what it does, what sets it, what counts at its edges. `equipoise levers ID` prints the same.

    pages! {
        stock = "levers/stock.md";
        schedule = "levers/schedule.md";
        subcontract = "levers/subcontract.md";
        peak_routine = "levers/peak_routine.md";
        participation = "levers/participation.md";
        share = "levers/share.md";
        redesign = "levers/redesign.md";
        comfort = "levers/comfort.md";
        appointments = "levers/appointments.md";
        substitute = "levers/substitute.md";
        diversify = "levers/diversify.md";
        off_peak = "levers/off_peak.md";
        promote = "levers/promote.md";
        expectation = "levers/expectation.md";
        conserve_volume = "levers/conserve_volume.md";
        lever_budget = "levers/lever_budget.md";
    }
}

pub mod roster_rules {
    //! Every rule of a roster with names: what it means, what sets it, what counts at its edges, how it is bent where
    //! rules conflict. Those without a key `rule.ID` are always in force; the others are set as often as they are wanted,
    //! each time under a name of its own, for the employees, shifts and days it names.

    pages! {
        availability = "roster_rules/availability.md";
        fixed_assignments = "roster_rules/fixed_assignments.md";
        one_shift_a_day = "roster_rules/one_shift_a_day.md";
        meet_cover = "roster_rules/meet_cover.md";
        wishes = "roster_rules/wishes.md";
        pay_wages = "roster_rules/pay_wages.md";
        pay_premiums = "roster_rules/pay_premiums.md";
        pay_retainer = "roster_rules/pay_retainer.md";
        shifts = "roster_rules/shifts.md";
        minutes = "roster_rules/minutes.md";
        shift_kinds = "roster_rules/shift_kinds.md";
        overtime_tiers = "roster_rules/overtime_tiers.md";
        weekends = "roster_rules/weekends.md";
        complete_weekends = "roster_rules/complete_weekends.md";
        consecutive_weekends = "roster_rules/consecutive_weekends.md";
        consecutive_days = "roster_rules/consecutive_days.md";
        consecutive_days_off = "roster_rules/consecutive_days_off.md";
        earned_days_off = "roster_rules/earned_days_off.md";
        rest_between_shifts = "roster_rules/rest_between_shifts.md";
        compensatory_rest = "roster_rules/compensatory_rest.md";
        weekly_rest = "roster_rules/weekly_rest.md";
        free_windows = "roster_rules/free_windows.md";
        rest_before_leave = "roster_rules/rest_before_leave.md";
        start_distance = "roster_rules/start_distance.md";
        same_shift_again = "roster_rules/same_shift_again.md";
        longest_gap = "roster_rules/longest_gap.md";
        steady_start = "roster_rules/steady_start.md";
        forbidden_succession = "roster_rules/forbidden_succession.md";
        forbidden_pattern = "roster_rules/forbidden_pattern.md";
        required_pattern = "roster_rules/required_pattern.md";
        rotation = "roster_rules/rotation.md";
        skill_match = "roster_rules/skill_match.md";
        skill_mix = "roster_rules/skill_mix.md";
        skill_share = "roster_rules/skill_share.md";
        nobody_alone = "roster_rules/nobody_alone.md";
        pair_together = "roster_rules/pair_together.md";
        never_together = "roster_rules/never_together.md";
        fair_shifts = "roster_rules/fair_shifts.md";
        fair_hours = "roster_rules/fair_hours.md";
        budget = "roster_rules/budget.md";
        changes = "roster_rules/changes.md";
    }
}
