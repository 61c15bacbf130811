//! The restricted master of a subproblem: the linear relaxation of set partitioning over the lines found so far, with the
//! columns of the program, and artificial columns that make every row feasible at a large cost (Desaulniers, Desrosiers and
//! Solomon 2005). Cells can be fixed in it: then only lines that agree may have weight.

use crate::pricing::subproblem::Subproblem;
use crate::problem::resource::Cell;
use crate::tuning::TUNING;
use mip::solver::{Master, MasterSolution};
use mip::{Column, Row};
use std::collections::BTreeSet;

/// A linear program over lines; see the module.
pub struct RestrictedMaster<'a> {
    /// What is solved.
    pub subproblem: Subproblem<'a>,
    /// Lines in the order in which they were added.
    pub columns: Vec<MasterColumn>,
    /// By person and day of the window: the cell that is fixed there.
    pub fixed: Vec<Vec<Option<Cell>>>,
    program: Master,
    known: BTreeSet<(usize, Vec<Cell>)>,
    /// Where the first line stands among the columns of the linear program.
    first_line: usize,
    artificial: Vec<usize>,
}

/// A line in the master.
#[derive(Clone, Debug, PartialEq)]
pub struct MasterColumn {
    /// Place of the person in the subproblem.
    pub person: usize,
    /// Cells of the window.
    pub cells: Vec<Cell>,
    /// What the whole line costs.
    pub cost: f64,
    /// False while it contradicts a fixed cell.
    pub allowed: bool,
}

/// A cell that is fixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixing {
    /// Place of the person in the subproblem.
    pub person: usize,
    /// Day of the window.
    pub day: usize,
    /// What is done.
    pub cell: Cell,
}

impl<'a> RestrictedMaster<'a> {
    /// A master with the columns of the program, and no line yet.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn of(subproblem: Subproblem<'a>) -> Result<Self, String> {
        let (rows, people) = (subproblem.rows.len(), subproblem.people.len());
        let mut limits = subproblem.limits.clone();
        limits.extend(std::iter::repeat_n(Row { lower: 1.0, upper: 1.0 }, people));
        let mut program = Master::of(&limits)?;
        // Rows that some column of the program can raise or lower without end need no artificial column.
        let (mut raised, mut lowered) = (vec![false; rows], vec![false; rows]);
        for &column in &subproblem.columns {
            let about = subproblem.problem.program.columns[column as usize];
            let entries = subproblem.structure.entries[column as usize].iter();
            let entries: Vec<(u32, f64)> = entries.map(|&(row, factor)| (subproblem.place(row), factor)).collect();
            if about.upper == f64::INFINITY {
                for &(row, factor) in &entries {
                    let side = if factor > 0.0 { &mut raised } else { &mut lowered };
                    side[row as usize] = true;
                }
            }
            program.add(about, &entries)?;
        }
        let big_m = subproblem.structure.big_m;
        let mut artificial = Vec::new();
        let mut add_artificial = |row: usize, factor: f64, cost: f64| -> Result<(), String> {
            let column = Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
            artificial.push(program.add(column, &[(row as u32, factor)])?);
            Ok(())
        };
        for row in 0..rows {
            if !raised[row] && limits[row].lower.is_finite() {
                add_artificial(row, 1.0, big_m)?;
            }
            if !lowered[row] && limits[row].upper.is_finite() {
                add_artificial(row, -1.0, big_m)?;
            }
        }
        for person in 0..people {
            add_artificial(rows + person, 1.0, big_m * subproblem.problem.days as f64)?;
        }
        Ok(RestrictedMaster {
            columns: Vec::new(),
            fixed: vec![vec![None; subproblem.last - subproblem.first]; people],
            program,
            known: BTreeSet::new(),
            first_line: subproblem.columns.len() + artificial.len(),
            artificial,
            subproblem,
        })
    }

    /// Adds a line, unless it is there; it must be feasible. `cost` is that of the whole line. True if it was added.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn add(&mut self, person: usize, cells: Vec<Cell>, cost: f64) -> Result<bool, String> {
        if !self.known.insert((person, cells.clone())) {
            return Ok(false);
        }
        let mut entries = self.subproblem.entries(person, &cells);
        entries.push(((self.subproblem.rows.len() + person) as u32, 1.0));
        self.program.add(Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false }, &entries)?;
        let allowed = agrees(&self.fixed[person], &cells);
        self.columns.push(MasterColumn { person, cells, cost, allowed });
        if !allowed {
            self.program.limit(self.first_line + self.columns.len() - 1, 0.0);
        }
        Ok(true)
    }

    /// Solves it.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn solve(&mut self) -> Result<MasterSolution, String> {
        self.program.solve()?.ok_or("the master has no point".into())
    }

    /// Fixes cells, or releases them: lines that contradict fixed cells get no weight.
    pub fn set_fixed(&mut self, cells: &[Fixing], fixed: bool) {
        cells.iter().for_each(|about| self.fixed[about.person][about.day] = fixed.then_some(about.cell));
        for (index, column) in self.columns.iter_mut().enumerate() {
            let allowed = agrees(&self.fixed[column.person], &column.cells);
            if allowed != column.allowed {
                column.allowed = allowed;
                self.program.limit(self.first_line + index, if allowed { f64::INFINITY } else { 0.0 });
            }
        }
    }

    /// Fixes these cells and no others.
    pub fn fix_only(&mut self, cells: &[Fixing]) {
        self.fixed.iter_mut().for_each(|days| days.fill(None));
        self.set_fixed(cells, true);
    }

    /// What the master would cost with a cell fixed and the lines it has: no less than it will cost with more of them.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn cost_with(&mut self, cell: Fixing) -> Result<f64, String> {
        self.set_fixed(&[cell], true);
        let cost = self.program.solve()?.map_or(f64::INFINITY, |prices| prices.cost);
        self.set_fixed(&[cell], false);
        Ok(cost)
    }

    /// Drops the lines with the largest reduced costs, once there are many; takes them out of the prices too.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn drop_worst(&mut self, prices: &mut MasterSolution) -> Result<(), String> {
        let (rows, most) =
            (self.subproblem.rows.len() + self.subproblem.people.len(), TUNING.column_generation.columns_a_row);
        if self.columns.len() <= most * rows {
            return Ok(());
        }
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        let reduced_cost = |&line: &usize| match self.columns[line].allowed {
            _ if prices.point[self.first_line + line] > 0.0 => f64::NEG_INFINITY,
            true => prices.reduced[self.first_line + line],
            false => f64::INFINITY,
        };
        order.sort_by(|left, right| reduced_cost(left).total_cmp(&reduced_cost(right)).then(left.cmp(right)));
        let mut kept = vec![true; self.first_line + self.columns.len()];
        order[rows * most / 2..].iter().for_each(|&line| kept[self.first_line + line] = false);
        self.program.keep(&kept)?;
        let mut next = kept.iter();
        prices.point.retain(|_| next.next().is_none_or(|kept| *kept));
        let mut line = self.first_line;
        let known = &mut self.known;
        self.columns.retain(|column| {
            line += 1;
            if !kept[line - 1] {
                known.remove(&(column.person, column.cells.clone()));
            }
            kept[line - 1]
        });
        Ok(())
    }

    /// The weights of the lines in a point of the master.
    pub fn weights<'p>(&self, prices: &'p MasterSolution) -> &'p [f64] {
        &prices.point[self.first_line..]
    }

    /// The sum of the artificial columns in a point of the master.
    pub fn infeasibility(&self, prices: &MasterSolution) -> f64 {
        self.artificial.iter().map(|&column| prices.point[column]).sum()
    }
}

/// True if cells agree with those that are fixed.
pub fn agrees(fixed: &[Option<Cell>], cells: &[Cell]) -> bool {
    fixed.iter().zip(cells).all(|(fixed, cell)| fixed.is_none_or(|fixed| fixed == *cell))
}
