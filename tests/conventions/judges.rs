//! A judge shares no arithmetic with its emit: what both of one rule call stands on a list, with the reason why it may.
//!
//! Followed are, from `emit` and from `judge`, all functions of `src/planning` that are named on the way: by a path, by a
//! method call (any method of that name in the same file or in a file that this one uses; so it sees some calls that are none), or as a value. The calendar, the
//! model and the plan (`model`, `plan`) and other crates are common ground.
//!
//! Not seen are methods of types that the calling file does not name, calls through traits and through closures that were
//! handed in, constants, and what the builder or the facts of a plan have prepared for all rules; nor formulas that stand
//! in both, written twice.

use super::source::{Names, Source, in_macro, parts, sources};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// What both faces of a rule may call: where it stands, its name, and why it is not arithmetic that could be wrong in both.
const NEUTRAL: &[(&str, &str, &str)] = &[
    ("planning/effects/levers.rs", "in_range", "whether the model has what a pull names"),
    ("planning/levers/judging.rs", "found", "the pulls of a lever; emit calls a method of that name on something else"),
    ("planning/levers/schedule.rs", "there", "people of a plan; emit has a name like it"),
    ("planning/roster/automata/pattern.rs", "fits", "reads one cell of a pattern"),
    (
        "planning/roster/periods.rs",
        "at_least",
        "what a limit means in a cut period; the independent judge of the tests scales for itself",
    ),
    ("planning/roster/periods.rs", "at_most", "as at_least"),
    ("planning/roster/periods.rs", "known", "as at_least"),
    ("planning/roster/periods.rs", "blocks", "groups days by the calendar"),
    ("planning/roster/periods.rs", "holds_before", "looks up days"),
    ("planning/roster/periods.rs", "length_of_month", "looks up the calendar"),
    ("planning/roster/periods.rs", "spans", "groups days by the calendar"),
    ("planning/roster/periods.rs", "spans_of", "groups days by the calendar"),
    ("planning/roster/possible_work.rs", "date", "names a day; both mean the calendar"),
    ("planning/roster/rules/consecutive_weekends.rs", "earlier", "a weekend of an earlier week"),
    ("planning/roster/rules/earned_days_off.rs", "is_whole", "whether a period is cut"),
    ("planning/roster/rules/weekly_rest.rs", "is_whole", "whether a period is cut"),
    ("planning/roster/rules/meet_cover.rs", "counted", "who has a skill"),
    ("planning/roster/rules/nobody_alone.rs", "need", "reads a key and its default"),
    ("planning/roster/rules/pay_wages.rs", "wage", "looks up a wage"),
    ("planning/roster/rules/rest_between_shifts.rs", "waits", "looks up a kind of shift"),
    ("planning/roster/weekends.rs", "belongs_to", "groups weekends by period"),
    ("planning/roster/weekends.rs", "first_inside", "looks up a day"),
    ("planning/roster/weekends.rs", "weekends", "looks up the calendar"),
    ("planning/rule/noun.rs", "count", "the judge means that of an iterator"),
    ("planning/staffing/row_subject.rs", "averaging_spans", "groups intervals"),
    ("planning/staffing/rules/access_target.rs", "promised", "looks up promises"),
    ("planning/staffing/rules/keep_target.rs", "share_of", "looks up a share"),
    ("planning/staffing/rules/keep_target.rs", "target", "looks up a target"),
    ("planning/staffing/rules/level_load.rs", "is_open", "looks up hours"),
    ("planning/staffing/rules/open_slots.rs", "about", "names a slot"),
    ("planning/staffing/slot_columns.rs", "appointment_services", "looks up services with appointments"),
    ("planning/staffing/slot_columns.rs", "on", "the judge means that of a subject"),
];

/// What computes and is shared all the same, from before; the list may only become shorter.
const COMPUTES: &[(&str, &str)] = &[
    ("planning/staffing/calendar_weeks.rs", "working_days_of_week"),
    ("planning/staffing/calendar_weeks.rs", "working_days_of_horizon"),
    ("planning/staffing/calendar_weeks.rs", "working_days"),
    ("planning/staffing/rules/days_off.rs", "due"),
];

/// A function: its file, the type it belongs to, its name.
type Function = (usize, Option<String>, String);

#[test]
fn a_judge_shares_no_arithmetic_with_its_emit() {
    let sources = sources();
    let code = Code::of(&sources);
    let mut shared: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    let mut judged = 0;
    for (file, owner) in code.rules() {
        let face = |name: &str, builds| code.reached((file, Some(owner.clone()), name.to_owned()), builds);
        judged += 1;
        for function in face("emit", true).intersection(&face("judge", false)) {
            let at = (sources[function.0].name.as_str(), function.2.clone());
            shared.entry(at).or_default().insert(&sources[file].name);
        }
    }
    assert!(judged > 70, "only {judged} rules and levers were found");
    let neutral = NEUTRAL.iter().map(|(file, name, _)| (*file, *name));
    let listed: Vec<(&str, &str)> = neutral.chain(COMPUTES.iter().copied()).collect();
    let new: Vec<_> = shared.iter().filter(|((file, name), _)| !listed.contains(&(file, name.as_str()))).collect();
    assert!(new.is_empty(), "called by emit and by judge of one rule:\n{new:#?}");
    let gone: Vec<_> =
        listed.iter().filter(|(file, name)| !shared.contains_key(&(*file, (*name).to_owned()))).collect();
    assert!(gone.is_empty(), "shared no more, take them from the list:\n{gone:#?}");
}

/// The functions of `src/planning` and what they call.
struct Code<'a> {
    sources: &'a [Source],
    names: Names<'a>,
    uses: Vec<BTreeSet<usize>>,
    bodies: BTreeMap<Function, Vec<&'a syn::Block>>,
    /// The types of a file that have a method of a name.
    methods: BTreeMap<(usize, String), BTreeSet<String>>,
    /// Types for which a rule's trait is implemented.
    rules: Vec<(usize, String)>,
}

impl<'a> Code<'a> {
    fn of(sources: &'a [Source]) -> Self {
        let names = Names::of(sources);
        let uses = names.uses();
        let mut code =
            Code { sources, names, uses, bodies: BTreeMap::new(), methods: BTreeMap::new(), rules: Vec::new() };
        for (file, source) in sources.iter().enumerate() {
            source.syntax.items.iter().for_each(|item| code.read(file, item));
        }
        code
    }

    fn read(&mut self, file: usize, item: &'a syn::Item) {
        match item {
            syn::Item::Fn(item) => {
                self.bodies.entry((file, None, item.sig.ident.to_string())).or_default().push(&item.block);
            }
            syn::Item::Impl(item) => {
                let syn::Type::Path(of) = &*item.self_ty else { return };
                let owner = of.path.segments.last().expect("a type").ident.to_string();
                let of_trait = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
                if of_trait.is_some_and(|path| path.ident.to_string().ends_with("Rule")) {
                    self.rules.push((file, owner.clone()));
                }
                for inner in &item.items {
                    let syn::ImplItem::Fn(inner) = inner else { continue };
                    let name = inner.sig.ident.to_string();
                    if inner.sig.receiver().is_some() {
                        self.methods.entry((file, name.clone())).or_default().insert(owner.clone());
                    }
                    self.bodies.entry((file, Some(owner.clone()), name)).or_default().push(&inner.block);
                }
            }
            _ => {}
        }
    }

    fn rules(&self) -> Vec<(usize, String)> {
        self.rules.clone()
    }

    /// True where a function of this file is followed: in planning, and no common ground.
    fn followed(&self, file: usize) -> bool {
        let name = &self.sources[file].name;
        name.starts_with("planning/")
            && !["planning/model/", "planning/plan/"].iter().any(|common| name.starts_with(common))
    }

    /// All functions that one calls, directly or through others. A judge is handed no builder: what is called like a
    /// method of one is another's.
    fn reached(&self, from: Function, builds: bool) -> BTreeSet<Function> {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(function) = next.pop() {
            for block in self.bodies.get(&function).into_iter().flatten() {
                let mut calls = Calls::default();
                calls.visit_block(block);
                for called in self.meant(&function, &calls, builds) {
                    if reached.insert(called.clone()) {
                        next.push(called);
                    }
                }
            }
        }
        reached
    }

    fn meant(&self, from: &Function, calls: &Calls, builds: bool) -> Vec<Function> {
        let (file, owner, _) = from;
        let mut meant = Vec::new();
        for path in &calls.paths {
            let function = match (path.first().map(String::as_str), owner) {
                (Some("Self"), Some(owner)) => path.get(1).map(|name| (*file, Some(owner.clone()), name.clone())),
                _ => self.names.find(*file, path).and_then(|place| {
                    let item = place.item?;
                    Some(match place.within.into_iter().next() {
                        Some(name) => (place.file, Some(item), name),
                        None => (place.file, None, item),
                    })
                }),
            };
            meant.extend(function);
        }
        for method in &calls.methods {
            for at in self.uses[*file].iter().chain([file]) {
                let owners = self.methods.get(&(*at, method.clone())).into_iter().flatten();
                let owners = owners.filter(|owner| builds || !owner.ends_with("Builder"));
                meant.extend(owners.map(|owner| (*at, Some(owner.clone()), method.clone())));
            }
        }
        meant.retain(|function| self.followed(function.0) && self.bodies.contains_key(function));
        meant
    }
}

/// Names that a body calls, or hands on as values.
#[derive(Default)]
struct Calls {
    paths: BTreeSet<Vec<String>>,
    methods: BTreeSet<String>,
}

impl<'a> Visit<'a> for Calls {
    fn visit_expr_path(&mut self, path: &'a syn::ExprPath) {
        self.paths.insert(parts(&path.path));
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        self.methods.insert(call.method.to_string());
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        in_macro(call).iter().for_each(|inner| self.visit_expr(inner));
    }
}
