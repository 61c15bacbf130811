//! Every code of a message about an input, what it means, and what to do. Codes are stable: people link to them.

use base::codes::Code;
use planning::demand::codes::DEMAND;

base::codes! { OWN:
    MISSING_FILE = "missing-file", "A file or folder does not exist.", "Check the path; it is relative to the file that names it.";
    UNREADABLE_FILE = "unreadable-file", "A file cannot be read.", "Check its permissions, and that it is a file.";
    NOT_UTF8 = "not-utf8", "A file is not UTF-8 text.", "Save it as UTF-8.";
    FILE_TOO_LARGE = "file-too-large", "A file is larger than the limit.", "Split it or leave out what is not needed.";
    BYTE_ORDER_MARK = "byte-order-mark", "A TOML file begins with a byte order mark.", "Save it as UTF-8 without BOM.";
    NUL_BYTE = "nul-byte", "A file contains NUL bytes.", "Save it as plain UTF-8 text.";
    EMPTY_FOLDER = "empty-folder", "A folder holds no model.toml and no scenarios.", "Name a folder with TOML files.";
    SYNTAX = "syntax", "The text is not TOML.", "Correct the line that is shown.";
    TOO_DEEP = "too-deep", "Tables and lists are nested deeper than the limit.", "Write it flatter.";
    DUPLICATE_KEY = "duplicate-key", "A key or table is written twice.", "Keep one of the two.";
    NUMBER_TOO_LARGE = "number-too-large", "A whole number is beyond 64 bits.", "Write a smaller number.";
    NOT_FINITE = "not-finite", "A number is nan or inf.", "Write a number.";
    UNKNOWN_KEY = "unknown-key", "No such key exists here.", "Correct the name; the nearest known one is shown.";
    MISSING_KEY = "missing-key", "A required key is missing.", "Write it.";
    WRONG_TYPE = "wrong-type", "A value is of the wrong kind, such as text for a number.", "Write it in the form that is shown.";
    BAD_VALUE = "bad-value", "A value is of the right kind and cannot be read.", "Write it in the form that is shown.";
    WRONG_UNIT = "wrong-unit", "A value has no unit, or not the one that belongs here.", "Write the unit that is shown.";
    OUT_OF_RANGE = "out-of-range", "A number is below or above what makes sense.", "Choose a value inside the range.";
    UNKNOWN_TIMEZONE = "unknown-timezone", "The time zone is not an IANA name.", "Write a name such as Europe/Amsterdam.";
    BAD_CURRENCY = "bad-currency", "The currency is not three capital letters.", "Write an ISO 4217 code such as EUR.";
    BAD_ID = "bad-id", "An id has characters that paths cannot carry.", "Use letters, digits, `-` and `_`.";
    BAD_INTERVAL = "bad-interval", "The interval is not one of 5, 6, 10, 12, 15, 20, 30, 60 minutes.", "Choose one of them.";
    INTERVAL_AND_ZONE = "interval-and-zone", "The clock change of the time zone is not a whole number of intervals.", "Choose a shorter interval.";
    DATE_OUT_OF_RANGE = "date-out-of-range", "A date lies outside the years 1971 to 2199, or the time zone skipped it.", "Choose another start.";
    DAY_TWICE = "day-twice", "A day of the week is named twice.", "Name each day once.";
    OVERLAPPING_WINDOWS = "overlapping-windows", "Two opening windows of a day overlap.", "Make one window of them.";
    NEVER_OPEN = "never-open", "A service has no open interval in the plan.", "Check `open`, `start` and `days`.";
    TOO_MANY = "too-many", "There are more of something than the limit.", "Split the model.";
    NO_SERVICE = "no-service", "The model has neither a service nor cover.", "Write a `[service.ID]` or a `[cover.ID]`.";
    UNKNOWN_ID = "unknown-id", "Nothing has this id or tag: no service, team, shift, resource, employee, contract, rule or skill.", "Correct the id; the nearest known one is shown.";
    DUPLICATE_ENTRY = "duplicate-entry", "The same id, name or date stands twice in a list.", "Keep one of the two.";
    EMPTY_LIST = "empty-list", "A list that needs an entry is empty.", "Write at least one entry.";
    WRONG_KIND = "wrong-kind", "A key belongs to the other kind of service.", "Leave it out, or change `kind`.";
    LOST_WITHOUT_PATIENCE = "lost-without-patience", "A target limits hang-ups and nobody hangs up.", "Write `patience`.";
    PRICE_ON_ADEQUATE = "price-on-adequate", "`adequate` has a price.", "Put the price on `desired`.";
    ADEQUATE_ABOVE_DESIRED = "adequate-above-desired", "The least we accept is more than what we aim at.", "Lower `adequate` or raise `desired`.";
    WRAP_WITH_BACKLOG = "wrap-with-backlog", "A plan that repeats has no begin and no end for a backlog.", "Leave out `backlog` or use `edges = \"cut\"`.";
    MIN_ABOVE_MAX = "min-above-max", "A decision has its `min` above its `max`, or a rule its `at_least` above its `at_most`.", "Exchange them.";
    NOBODY_CAN_SERVE = "nobody-can-serve", "No team has the skill for a service.", "Add the service to the `skills` of a team.";
    UNUSED = "unused", "A shift is worked by no team.", "Add it to the `shifts` of a team, or delete it.";
    OVERTIME_WITHOUT_HOURS = "overtime-without-hours", "Overtime is allowed above contract hours that are not given.", "Write `hours`.";
    EMPTY_RULE = "empty-rule", "A rule says nothing.", "Write one of its keys, or delete it.";
    SHIFT_TOO_LONG = "shift-too-long", "A shift with its unpaid breaks is longer than 24 hours.", "Shorten `paid` or the breaks.";
    SHIFT_ENDS_TOO_LATE = "shift-ends-too-late", "No start and length of a shift end by `end_by`.", "Move `end_by`, or start earlier.";
    BREAK_OUTSIDE_SHIFT = "break-outside-shift", "A break cannot lie within its shift.", "Let it begin earlier, or shorten it.";
    IMPOSSIBLE_BREAKS = "impossible-breaks", "The breaks cannot be taken in their order with their spacing.", "Widen `begins` or reduce `spacing`.";
    OFF_GRID = "off-grid", "A time is not a whole number of intervals.", "Use the grid of the model, or a shorter interval.";
    EXTRA_COLUMN = "extra-column", "A file about people or cover has a column that does not belong there.", "Correct its name, or delete it.";
    HEADS_DIFFER = "heads-differ", "A team has employees and a number of heads that is not theirs.", "Leave out `heads`.";
    RESERVED_WORD = "reserved-word", "A shift is called `off`, `on` or `any`, which mean something else.", "Choose another word.";
    DATES_REVERSED = "dates-reversed", "A span of dates ends before it begins.", "Exchange the two.";
    OUTSIDE_PLAN = "outside-plan", "A date lies outside the plan, or history inside it.", "Check the date, and `start` and `days`.";
    NOBODY = "nobody", "A rule or cover is about nobody, about no shift, or about no day.", "Check whom and when it names.";
    WITHOUT_EMPLOYEES = "without-employees", "A rule or cover needs named people, and the model has none.", "Name them in `[employees]` or `[employee.ID]`.";
    ALWAYS_IN_FORCE = "always-in-force", "A table is about a rule that is always in force and has no keys of its own.", "Delete the table.";
    WRONG_WISH = "wrong-wish", "A wish has a key that belongs to another kind of wish.", "Leave it out, or change `wish`.";
    FIXED_IMPOSSIBLE = "fixed-impossible", "A fixed assignment is one that this person cannot have on that day.", "Correct it, or what forbids it.";
    FIXED_TWICE = "fixed-twice", "One person has two fixed assignments on one day.", "Keep one of the two.";
    CLASSES = "classes", "The classes of customers of a service do not fit together: their shares, their priorities, or who hangs up.", "Correct them as the message says.";
    ENDLESS_FLOW = "endless-flow", "A loop of a flow never ends: the shares around it multiply to one.", "Let a share leave the loop.";
    NO_FLOW = "no-flow", "The demand of a service comes from flows, and no flow leads to it.", "Add a link to it, or give a demand of its own.";
    LEVER_KEY = "lever-key", "A lever has a key that its kind does not read, or two that exclude each other.", "Leave it out, or change `kind`.";
    LEVER_NOWHERE = "lever-nowhere", "A lever is about hours in which its service is closed, or outside the plan.", "Check its `days` and `hours`.";
    LEVER_AND_ROSTER = "lever-and-roster", "A model with named people has a lever, and levers are about heads.", "Delete the lever, or set `on = false`.";
    LEVER_AND_WRAP = "lever-and-wrap", "A lever moves deferrable work in a plan that repeats.", "Use `edges = \"cut\"`.";
    DOES_NOT_FIT = "does-not-fit", "Those who are booked to a session need longer than it lasts.", "Book fewer, or a longer session; or leave it: overtime is counted.";
    TEMPLATE_DIFFERS = "template-differs", "A template of a session has other people or more slots than the session.", "Write as many people as `people`, slot by slot.";
    SLOTS_AND_WRAP = "slots-and-wrap", "Appointments are booked ahead in a plan that repeats.", "Use `edges = \"cut\"`.";
    SLOT_FITS_NOWHERE = "slot-fits-nowhere", "An appointment, or a slot of a template, lies in no session.", "Check its length, its begin and the opening hours.";
    RELEASE_AFTER_SLOT = "release-after-slot", "Slots that are held back are released after the last of them begins.", "Release them earlier.";
    HOLD_AHEAD = "hold-ahead", "Room is held back for the same day, for requests that want a visit days ahead.", "Leave out `hold` or `lead`.";
    PROVIDERS_AND_TEAM = "providers-and-team", "A service has providers of its own and a team, or named people beside them.", "Keep one of the two.";
    SLOTS_AND_FLOW = "slots-and-flow", "A flow goes on from a service with appointments.", "Give what follows a demand of its own.";
    SLOTS_AND_LEVERS = "slots-and-levers", "A model with appointments has a lever that is on.", "Delete the lever, or set `on = false`.";
    NO_MODEL = "no-model", "A scenario names no model and has no parent.", "Write `model = \"...\"`.";
    DIFFERENT_MODELS = "different-models", "A scenario and its parents name different models.", "Let all name one model.";
    NOT_A_MODEL = "not-a-model", "A scenario names another scenario as its model.", "Write it under `extends`.";
    NOT_A_SCENARIO = "not-a-scenario", "A scenario extends a model.", "Write it under `model`.";
    EXTENDS_CYCLE = "extends-cycle", "A scenario is its own ancestor.", "Break the circle that is shown.";
    TOO_MANY_PARENTS = "too-many-parents", "There are more parents above a scenario than the limit.", "Write a flatter family.";
    UNKNOWN_PATH = "unknown-path", "A path leads to nothing in the model.", "Correct it; the nearest known name is shown.";
    UNQUOTED_PATH = "unquoted-path", "A path is written without quotes.", "Put the whole path in quotes.";
    CONFLICTING_SETS = "conflicting-sets", "One path is set in two ways.", "Decide in the child, or keep one.";
    CHANGE_OF_NOTHING = "change-of-nothing", "A change such as \"+3%\" finds no number to change.", "Write a value.";
    TOO_MANY_SCENARIOS = "too-many-scenarios", "A comparison has more scenarios than the limit.", "Sweep fewer values.";
    UNSET_VARIABLE = "unset-variable", "A path uses an environment variable that is not set.", "Set it, or write `${NAME:-default}`.";
    INTERNAL = "internal", "A value passed every check and still could not be read: a bug of ours.", "Report it with the file.";
}

const COUNT: usize = OWN.len() + DEMAND.len();

const ALL: [Code; COUNT] = {
    let mut all = [("", "", ""); COUNT];
    let mut place = 0;
    while place < COUNT {
        all[place] = if place < OWN.len() { OWN[place] } else { DEMAND[place - OWN.len()] };
        place += 1;
    }
    all
};

/// Each code, what it means, and what to do.
pub const CODES: &[Code] = &ALL;

#[cfg(test)]
mod tests {
    use super::CODES;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn codes_are_unique_words_with_dashes() {
        let names: BTreeSet<&str> = CODES.iter().map(|(code, ..)| *code).collect();
        assert_eq!(names.len(), CODES.len());
        assert!(
            names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        );
    }

    #[test]
    fn every_message_takes_its_code_from_the_list() {
        let files = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![files.join("load"), files.join("../planning/demand")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text: String = std::fs::read_to_string(&path).unwrap().split_whitespace().collect();
                    for call in ["::error(\"", "::warning(\"", "code:\""] {
                        assert!(
                            !text.replace("[\"::error(", "").contains(call) || path.ends_with("codes.rs"),
                            "{path:?}"
                        );
                    }
                }
            }
        }
    }
}
