//! Wards without a roster: what conflicts is named, nothing too many, and the ways out are true.

use crate::support::ward;

use equipoise::run;
use equipoise::run::Failure;
use mip::solver::Settings;
use planning::conflict::Conflict;
use planning::model::Case;
use ward::{case, plan};

fn conflict(case: &Case) -> Conflict {
    // The search ends as soon as it knows; a busy automaton takes longer.
    match run::plan(case.clone(), &Settings { time_limit: 90.0, ..ward::settings() }) {
        Err(Failure::Infeasible(conflict)) => conflict,
        other => panic!("expected a conflict: {other:?}"),
    }
}

fn members(conflict: &Conflict) -> Vec<String> {
    conflict.members.iter().map(|member| format!("{} {}", member.rule, member.subject)).collect()
}

fn codes(case: &Case) -> Vec<&'static str> {
    run::quick(case).iter().map(|problem| problem.code).collect()
}

const EASY: &str = "[cover.easy]\nshifts = [\"early\"]\nneed = 1\nunder = \"1/head\"\n\n";

const NIGHTS: &str = "[cover.night]\nshifts = [\"night\"]\nneed = 2\nunder = \"forbidden\"\n\n";

#[test]
fn a_night_that_two_must_work_while_one_is_away() {
    let away = "absences = [{ from = 2026-05-05 }]\n";
    let case = case(3, &[("ann", ""), ("bob", away)], NIGHTS);
    assert_eq!(codes(&case), ["too-few-people", "too-many-heads"]);
    let conflict = conflict(&case);
    assert_eq!(members(&conflict), ["meet_cover night on 2026-05-05", "availability bob"]);
    assert!(conflict.smallest);
    let costs: Vec<i64> = conflict.ways_out.iter().map(|way| way.cost.0).collect();
    assert!(costs.is_sorted() && costs.len() == 2, "{:?}", conflict.ways_out);
    assert!(conflict.ways_out.iter().any(|way| way.what.contains("1 heads missing in night on 2026-05-05")));
    assert!(conflict.ways_out.iter().any(|way| way.what.contains("let bob work 1 shifts outside")));
}

#[test]
fn rules_of_one_person_that_cannot_hold_together() {
    let rules = "[rule.much]\nrule = \"minutes\"\nat_least = \"40h\"\nper = \"horizon\"\nemployees = [\"bob\"]\n\n\
                 [rule.few]\nrule = \"shifts\"\nat_most = 4\nper = \"horizon\"\n\n\
                 [rule.run]\nrule = \"consecutive_days\"\nat_most = 5\n";
    let case = case(7, &[("ann", ""), ("bob", "")], &format!("{EASY}{rules}"));
    assert_eq!(codes(&case), ["no-line"]);
    let conflict = conflict(&case);
    assert_eq!(members(&conflict), ["minutes bob", "shifts bob"]);
    assert!(conflict.members[0].sentence.contains("at least 40 h"), "{:?}", conflict.members);
    assert_eq!(conflict.ways_out.len(), 2, "{:?}", conflict.ways_out);
}

#[test]
fn hours_that_the_days_cannot_give() {
    let rules = "[rule.much]\nrule = \"minutes\"\nat_least = \"64h\"\nper = \"horizon\"\n";
    let case = case(7, &[("ann", "")], &format!("{EASY}{rules}"));
    assert!(codes(&case).contains(&"hours-do-not-fit"));
    assert_eq!(members(&conflict(&case)), ["minutes ann"]);
}

#[test]
fn more_heads_than_shifts() {
    let rules = "[rule.few]\nrule = \"shifts\"\nat_most = 2\nper = \"horizon\"\n";
    let case = case(3, &[("ann", ""), ("bob", "")], &format!("{NIGHTS}{rules}"));
    assert_eq!(codes(&case), ["too-many-heads"]);
    let conflict = conflict(&case);
    let rules: Vec<&str> = conflict.members.iter().map(|member| member.rule.as_str()).collect();
    assert!(rules.contains(&"meet_cover") && rules.contains(&"shifts"), "{:?}", conflict.members);
    assert!(conflict.smallest);
}

#[test]
fn a_decided_shift_that_a_rule_forbids() {
    let said = "fixed = [{ date = 2026-05-05, shift = \"night\" }]\n";
    let rules = "[rule.never]\nrule = \"shifts\"\nshifts = [\"night\"]\nat_most = 0\nper = \"horizon\"\n";
    let case = case(3, &[("ann", said)], &format!("{EASY}{rules}"));
    assert!(codes(&case).contains(&"fixed-forbidden"));
    assert_eq!(members(&conflict(&case)), ["fixed_assignments ann on 2026-05-05", "shifts ann"]);
}

#[test]
fn decided_shifts_that_may_not_follow_each_other() {
    let said = "fixed = [{ date = 2026-05-04, shift = \"night\" }, { date = 2026-05-05, shift = \"early\" }]\n";
    let rules = "[rule.turn]\nrule = \"forbidden_succession\"\nshifts = [\"night\"]\nothers = [\"early\"]\n";
    let case = case(3, &[("ann", said)], &format!("{EASY}{rules}"));
    assert_eq!(codes(&case), ["fixed-together", "no-line"]);
    assert_eq!(
        members(&conflict(&case)),
        ["fixed_assignments ann on 2026-05-04", "fixed_assignments ann on 2026-05-05", "forbidden_succession ann"]
    );
}

#[test]
fn nothing_is_doubted_where_a_roster_exists() {
    let case = case(3, &[("ann", ""), ("bob", "")], NIGHTS);
    assert!(codes(&case).is_empty());
    assert!(plan(&case).is_ok());
}

#[test]
fn a_skill_that_nobody_there_has() {
    let rules = "[rule.senior]\nrule = \"skill_mix\"\nshifts = [\"early\"]\nskill = \"senior\"\nat_least = 1\n";
    let away = "skills = [\"senior\"]\nabsences = [{ from = 2026-05-05 }]\n";
    let case = case(3, &[("ann", ""), ("bob", away)], &format!("{EASY}{rules}"));
    assert_eq!(codes(&case), ["too-few-skilled"], "on Tuesday");
    assert_eq!(members(&conflict(&case)), ["availability bob", "skill_mix senior"]);
}

#[test]
fn weekends_that_are_too_many_for_everybody() {
    let rules = "[rule.free]\nrule = \"weekends\"\nat_most = 1\n";
    let nights = NIGHTS.replace("need = 2", "need = { sat = 2 }");
    let case = case(14, &[("ann", ""), ("bob", "")], &format!("{nights}{rules}"));
    assert_eq!(codes(&case), ["too-few-weekends"]);
    let conflict = conflict(&case);
    let rules: Vec<&str> = conflict.members.iter().map(|member| member.rule.as_str()).collect();
    assert_eq!(rules, ["meet_cover", "meet_cover", "weekends"], "{:?}", members(&conflict));
    assert!(conflict.smallest);
    // No one of them has weekends enough; one Saturday without anybody would do.
    let ways: Vec<&str> = conflict.ways_out.iter().map(|way| way.what.as_str()).collect();
    assert!(ways.iter().any(|way| way.contains("the 2 people of free work 2 weekends")), "{ways:?}");
    assert!(ways.iter().any(|way| way.contains("2 heads missing in night on")), "{ways:?}");
}

#[test]
fn a_rest_so_long_that_two_days_need_everybody_twice() {
    let rules = "[rule.long]\nrule = \"rest_between_shifts\"\nat_least = \"48h\"\n";
    let case = case(3, &[("ann", ""), ("bob", "")], &format!("{NIGHTS}{rules}"));
    assert!(codes(&case).contains(&"rest-too-long"), "{:?}", codes(&case));
    let conflict = conflict(&case);
    // For one of them alone any change of one promise is too little; the rule as a whole is not.
    assert!(!conflict.ways_out.is_empty(), "{conflict:?}");
}

#[test]
fn halves_of_people_are_no_people() {
    let said = |skills: &str| format!("skills = {skills}\n");
    let [ann, bob, cem] = ["[\"x\", \"z\"]", "[\"x\", \"y\"]", "[\"y\", \"z\"]"].map(said);
    let one = |skill: &str| {
        format!(
            "[cover.{skill}]\nshifts = [\"early\"]\nskill = \"{skill}\"\nneed = 1\nunder = \"forbidden\"\nover = \"forbidden\"\n\n"
        )
    };
    let covers = ["x", "y", "z"].map(one).concat();
    let case = case(1, &[("ann", &ann), ("bob", &bob), ("cem", &cem)], &covers);
    assert!(codes(&case).is_empty());
    let conflict = conflict(&case);
    assert_eq!(
        members(&conflict),
        ["meet_cover x on 2026-05-04", "meet_cover y on 2026-05-04", "meet_cover z on 2026-05-04"]
    );
    assert!(conflict.smallest && conflict.cheapest && conflict.ways_out.len() == 3, "{conflict:?}");
}

#[test]
fn what_one_change_cannot_mend_a_rule_as_a_whole_does() {
    let rules = "[rule.free]\nrule = \"weekends\"\nat_most = 0\n";
    let case = case(7, &[("ann", ""), ("bob", "")], &format!("{NIGHTS}{rules}"));
    let conflict = conflict(&case);
    let ways: Vec<&str> = conflict.ways_out.iter().map(|way| way.what.as_str()).collect();
    assert!(ways.iter().any(|way| way.contains("the 2 people of free")), "{ways:?}");
    assert!(ways.iter().any(|way| way.contains("night (7 dates)")), "{ways:?}");
}
