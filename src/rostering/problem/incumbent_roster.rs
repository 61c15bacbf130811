//! The incumbent: the best roster so far, with its cost by part so that changed lines are priced quickly.

use crate::problem::activity::{activity, add_line};
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::problem::structure::Structure;

/// A whole roster.
#[derive(Clone, Debug)]
pub struct IncumbentRoster {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// What each line costs by itself, in major units.
    pub costs: Vec<f64>,
    /// What the lines add to each row of the program.
    pub activity: Vec<f64>,
    /// What the columns of the program cost beside these lines; each unit by which a row is broken costs
    /// [`Structure::big_m`].
    pub recourse: f64,
}

impl IncumbentRoster {
    /// The roster of these lines, one for each person; `None` if one of them breaks a constraint.
    pub fn of(problem: &RosterProblem, structure: &Structure, lines: Vec<Line>) -> Option<Self> {
        let costs = problem.people.iter().zip(&lines).map(|(worker, line)| worker.cost(line, problem.duties));
        let costs = costs.collect::<Option<Vec<f64>>>()?;
        let activity = activity(problem, &lines);
        let recourse = structure.recourse.cost(problem, &activity, structure.big_m);
        Some(IncumbentRoster { lines, costs, activity, recourse })
    }

    /// What the roster costs altogether.
    pub fn cost(&self) -> f64 {
        self.costs.iter().sum::<f64>() + self.recourse
    }

    /// The roster with some lines replaced (person, new line); `None` if one of them breaks a constraint.
    pub fn with(&self, problem: &RosterProblem, structure: &Structure, changes: &[(usize, Line)]) -> Option<Self> {
        let mut next = self.clone();
        for (person, line) in changes {
            let worker = &problem.people[*person];
            next.costs[*person] = worker.cost(line, problem.duties)?;
            add_line(problem, &mut next.activity, worker, &next.lines[*person], 0..problem.days, -1.0);
            add_line(problem, &mut next.activity, worker, line, 0..problem.days, 1.0);
            next.lines[*person].clone_from(line);
        }
        next.recourse = structure.recourse.cost(problem, &next.activity, structure.big_m);
        Some(next)
    }
}
