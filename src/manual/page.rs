//! Pages made from the code they describe.

use base::codes::Code;
use files::load::codes::CODES;
use planning::demand::codes::DEMAND;
use planning::levers::LEVERS;
use planning::rule::Card;
use planning::{roster, staffing};
use std::fmt::Write;

/// The pages about rules and levers, with their names.
pub fn pages_of_rules() -> [(&'static str, String); 3] {
    let of_staffing = "Every rule of a staffing plan: what it means, what sets it, what counts at its edges, and how it is \
        bent where rules conflict. `equipoise rules ID` prints the same.";
    let of_rosters = "Every rule of a roster with names: what it means, what sets it, what counts at its edges, and how it is \
        bent where rules conflict. Those without a key of `[rule.ID]` are always in force. The others are set as often as \
        they are wanted, each time under a name of its own, for the employees, shifts and days it names. \
        `equipoise rules ID` prints the same.";
    let of_levers = "Every lever: what it does, what sets it, and what counts at its edges. `equipoise levers ID` prints the \
        same.";
    [
        ("rules.md", page("Rules of a staffing plan", of_staffing, staffing::RULES.iter().map(|rule| rule.card))),
        ("roster-rules.md", page("Rules of a roster", of_rosters, roster::RULES.iter().map(|rule| rule.card))),
        ("levers.md", page("Levers", of_levers, LEVERS.iter().map(|lever| lever.card))),
    ]
}

/// A page with a section for each card.
fn page(title: &str, about: &str, cards: impl Iterator<Item = &'static Card> + Clone) -> String {
    let mut text = format!("# {title}\n\n{}\n\n| | |\n|---|---|\n", wrapped(about));
    for card in cards.clone() {
        let _ = writeln!(text, "| [{0}](#{0}) | {1} |", card.id, card.title);
    }
    cards.for_each(|card| text.push_str(&section(card)));
    text
}

fn section(card: &Card) -> String {
    let mut text = format!("\n## {}\n\n**{}.**\n\n{}\n", card.id, card.title, wrapped(card.meaning));
    if !card.parameters.is_empty() {
        text.push_str("\n| set by | unit or form |\n|---|---|\n");
        for parameter in card.parameters {
            let _ = writeln!(text, "| `{}` | {} |", parameter.path(), parameter.form());
        }
    }
    let conflict = match card.bend {
        None => "It gives or prices and refuses nothing, so it is never bent.".to_owned(),
        Some(bend) => {
            let amount = if bend.whole { "The amount is a whole number." } else { "The amount may be a fraction." };
            format!("A way out is told as: *{}*. {amount}", bend.phrase)
        }
    };
    for paragraph in [format!("*At the edges.* {}", card.boundary), format!("*Where rules conflict.* {conflict}")] {
        let _ = write!(text, "\n{}\n", wrapped(&paragraph));
    }
    text
}

/// Codes of the other stages. Some words are also codes of [`CODES`], about the same mistake in another file.
#[rustfmt::skip]
pub const OTHER: &[Code] = &[
    ("impossible-promise", "No number of heads keeps the promise of a service, or it would take more than a million.", "Lower the target, or check volume and handle time."),
    ("many-scenarios", "A command that works on one scenario was given a folder or a sweep.", "Name one scenario, or use `equipoise compare`."),
    ("unknown-baseline", "No scenario of a comparison has the name of the baseline.", "Name one of those that are listed."),
    ("currencies-differ", "The scenarios of a comparison count in different currencies.", "Compare scenarios of one currency."),
    ("unknown-path", "`explain` was asked for a value that does not exist.", "Correct the path; `equipoise check FILE --defaults` lists all."),
    ("unknown-rule", "`rules` was asked for a rule that does not exist.", "Correct the id; `equipoise rules` lists all."),
    ("unknown-lever", "`levers` was asked for a lever that does not exist.", "Correct the id; `equipoise levers` lists all."),
    ("no-levers", "`explain --levers` or `plan --contributions` was asked about a plan without levers.", "Name the plan of a model or scenario with levers."),
    ("no-slots", "A plan without appointments has no book.", "Plan a model with a service of the kind `appointment`."),
    ("bad-book", "The book of a plan cannot be played as it is.", "Correct what the message names, and plan again."),
    ("bad-resource", "A row of an appointment book names a resource that is not there.", "Write it like `room#1`."),
    ("no-map", "A state map was asked of a plan of people with names.", "Name a plan of heads without names."),
    ("no-prices", "Prices were asked of a plan of people with names.", "Name a plan of heads without names."),
    ("no-frontier", "A frontier was asked of a service that promises no share answered in time, or of people with names.", "Name one of the services that are listed."),
    ("bad-destination", "Results would lie among files that are not ours, or the folder cannot be used.", "Name a new folder."),
    ("cannot-read", "A file of a plan folder, or call records, cannot be read.", "Give the folder of a plan, written with `--out`, or the file."),
    ("bad-plan", "`plan.json` is of another version, was edited, or does not fit together.", "Write the plan again."),
    ("unknown-column", "A table of a plan folder has a column that does not belong there, or one twice.", "Correct its name, or delete it."),
    ("missing-column", "A table of a plan folder, or of call records, lacks a column.", "Add it to the header, or name it by its option."),
    ("short-row", "A row of a plan folder has fewer cells than the header.", "Fill the row up."),
    ("duplicate-row", "A shift, or the work of a team in an interval, is listed twice.", "Delete one of the rows, or add them up."),
    ("unknown-id", "A row of a plan folder names a service, team or shift that the model does not have.", "Correct the id; the nearest known one is shown."),
    ("bad-section", "An instance of the benchmark has a section that is unknown, missing or there twice.", "Correct its name, or fill it in."),
    ("bad-id", "An id of an imported file has characters that paths cannot carry.", "Use letters, digits, `-` and `_`."),
    ("min-above-max", "A limit of an imported file has its least above its most.", "Exchange them."),
    ("bad-workbook", "A workbook lacks a sheet or a heading that tells what is where.", "Write the roster on a sheet \"Assignments\" in the columns of roster.csv."),
    ("edited-twice", "The grid of a workbook and its assignments say different things, and both were changed.", "Let both say the same, or change only one of them."),
    ("bad-calendar", "A calendar that was published before cannot be read.", "Give the files as they were exported."),
    ("no-roster", "A plan without named people has no roster to hand out.", "Name a plan of a model with employees."),
    ("bad-person", "A person is not written as team and number.", "Write it like `desk#3`."),
    ("bad-date", "A date of a plan folder cannot be read, or lies outside the plan.", "Write it like 2026-05-04."),
    ("bad-moment", "A moment of a plan folder cannot be read, or is not on the grid of the plan.", "Write it like 2026-05-04T08:00+02:00, or without the offset."),
    ("date-differs", "The date of a shift is not the date on which it starts.", "Write the date on which it starts."),
    ("bad-span", "A shift ends before it starts, or days later.", "Write its end."),
    ("bad-break", "The breaks of a shift cannot be read, or are not in order.", "Write them like `10:30-10:45;12:00-12:30`."),
    ("too-few-people", "Fewer people may work the wanted shifts of a day than must be there.", "Call somebody back, ask for fewer, or price what is missing."),
    ("too-many-heads", "All heads that must be there over the plan are more than people may work.", "Add people, raise their limits, ask for fewer, or price what is missing."),
    ("hours-do-not-fit", "Somebody must work more than their days can give.", "Lower the least, give more days or longer shifts, or credit leave."),
    ("fixed-forbidden", "A shift is decided for somebody who may not work it.", "Take it away, or change what forbids it."),
    ("too-few-skilled", "Fewer people with a skill may work a shift of a day than must be on it.", "Train somebody, call somebody back, ask for fewer, or give the rule a price."),
    ("too-few-weekends", "Weekends need more people than may work so many of them.", "Raise `at_most` of `weekends`, add people, ask for fewer, or price what is missing."),
    ("rest-too-long", "Two days in a row need more shifts than people may work with the rest between them.", "Shorten the rest, add people, ask for fewer, or price what is missing."),
    ("fixed-together", "What is decided for somebody cannot all be kept, because of a rule.", "Take one of the decided days away, or except the person from the rule."),
    ("no-line", "No roster line of somebody keeps all rules about them.", "See which rules conflict with `equipoise plan`, and relax one."),
    ("nothing-to-simulate", "A plan without services was to be simulated.", "Name a plan of a model with services."),
    ("classes-not-simulated", "A plan whose services have classes of customers was to be simulated.", "Simulate a plan without them."),
    ("slots-not-simulated", "A plan with appointments was to be simulated like one without.", "Play it with `equipoise slots DIR --play`."),
    ("usage", "Options were typed that do not go together.", "Add or leave out what the message says."),
    ("bad-record", "A row of call records cannot be read.", "Correct the field, or say how it is written."),
    ("no-records", "Call records hold no contact that was answered or hung up.", "Check `--answered` and `--abandoned`."),
    ("bad-number", "A number of a plan folder cannot be read.", "Write plain digits with a decimal point."),
];

/// The page of all messages.
pub fn errors() -> String {
    let mut text = String::from(INTRODUCTION);
    let own = &CODES[..CODES.len() - DEMAND.len()];
    for (title, codes) in [
        ("Models, scenarios and their files", own),
        ("Demand files", DEMAND),
        ("Requirement, plan folders and commands", OTHER),
    ] {
        let _ = write!(text, "\n## {title}\n\n| code | what it means | what to do |\n|---|---|---|\n");
        for (code, means, remedy) in codes {
            let _ = writeln!(text, "| `{code}` | {} | {} |", cell(means), cell(remedy));
        }
    }
    text
}

const INTRODUCTION: &str = "\
# Messages

Every message about an input has a code, a place (file, line and column, where there is one), the offending text, the
cause, and what to do. All problems of a stage are reported at once, in the order of the file: first what is not TOML, then
the paths that a scenario sets, then all keys and values, then what does not fit together, then the demand. Any error ends
the command with exit code 2 before anything is written. A warning ends nothing: the input works, but probably not as it was meant;
`--quiet` hides it.

Codes are stable: a code never means something else later. The same code may be an error in one place and a warning in
another: a service that nobody can serve is an error where shortage is forbidden and a warning where it has a price.
";

/// Bars would end a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Lines of at most 100 characters.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let fits =
            lines.last().is_some_and(|line| line.is_empty() || line.chars().count() + 1 + word.chars().count() <= 100);
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
