//! The sheet "Roster": one row for each person, one column for each date, to hand out; below it heads against need.

use super::block;
use super::layout::{AND, FIRST, HEADING, after, last};
use super::style;
use super::style::formula;
use super::view::NOBODY;
use crate::exchange::workbook::view::WorkbookView;
use crate::folder::table_file::letters;
use crate::roster::Assignment;
use crate::text::outcome::sentence;
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Writes it.
pub fn write(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (kept, calendar) = (view.kept, &view.model().calendar);
    sheet.write_string_with_format(0, 0, &kept.heading.title, &style::title())?;
    let (total, currency) = (kept.ledger.total(), &kept.case.model.currency);
    let said = sentence(&kept.outcome, total, currency);
    sheet.write_string(1, 0, format!("{total} {currency}: {said}"))?;
    headings(view, sheet)?;
    let mut cells: BTreeMap<(usize, u32), Vec<&str>> = BTreeMap::new();
    for Assignment { employee, shift, .. } in &view.assignments {
        cells.entry((*employee, shift.day)).or_default().push(&view.model().shifts[shift.template].id);
    }
    for (row, &employee) in (HEADING + 1..).zip(&view.employees) {
        let person = &view.model().employees[employee];
        sheet.write_string(row, 0, &person.id)?;
        sheet.write_string(row, 1, &person.name)?;
        sheet.write_string(row, 2, &view.model().teams[person.team].id)?;
        for day in 0..calendar.days {
            let format = style::cell(calendar.is_weekend(calendar.date(day.into())));
            let column = FIRST + day as u16;
            match cells.get(&(employee, day)) {
                Some(shifts) => sheet.write_string_with_format(row, column, shifts.join(AND), &format)?,
                None => sheet.write_blank(row, column, &format)?,
            };
        }
        person_sums(view, sheet, row, employee)?;
    }
    colours(view, sheet)?;
    totals(view, sheet, last(view) + 2)?;
    let next = block::cover(view, sheet, last(view) + 6)?;
    block::legend(view, sheet, next + 1)?;
    sheet.set_freeze_panes(HEADING + 1, FIRST)?;
    sheet
        .set_paper_size(style::A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, HEADING)?
        .set_repeat_columns(0, 1)?;
    Ok(())
}

fn headings(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let calendar = &view.model().calendar;
    let heading = style::heading();
    // Ids of covers stand below those of people.
    let ids = view.employees.iter().map(|&employee| &view.model().employees[employee].id);
    let ids = ids.chain(view.heads.iter().map(|heads| &view.model().covers[heads.cover].id));
    let widest = ids.map(|id| id.chars().count()).max().unwrap_or(0).clamp(11, 30) as f64 + 1.0;
    for (column, (name, width)) in (0..).zip([("employee", widest), ("name", 20.0), ("team", 12.0)]) {
        sheet.write_string_with_format(HEADING, column, name, &heading)?;
        sheet.set_column_width(column, width)?;
    }
    for day in 0..calendar.days {
        let date = calendar.date(day.into());
        let column = FIRST + day as u16;
        let shade = style::cell(calendar.is_weekend(date)).set_bold();
        sheet.write_string_with_format(HEADING - 1, column, date.format("%a").to_string(), &shade)?;
        sheet.write_date_with_format(HEADING, column, date, &shade.set_num_format("d mmm"))?;
        sheet.set_column_width(column, 7)?;
    }
    for (column, name) in (after(view)..).zip(["shifts", "hours", "cost"]) {
        sheet.write_string_with_format(HEADING, column, name, &heading)?;
        sheet.set_column_width(column, 12)?;
    }
    Ok(())
}

fn person_sums(view: &WorkbookView, sheet: &mut Worksheet, row: u32, employee: usize) -> Result<(), XlsxError> {
    let own = view.assignments.iter().filter(|assignment| assignment.employee == employee);
    let (mut shifts, mut minutes) = (0, 0);
    for assignment in own {
        shifts += 1;
        minutes += assignment.shift.paid_minutes(&view.model().shifts[assignment.shift.template]);
    }
    let id = view.model().employees[employee].id.as_str();
    let cost = view.of_person(id).major();
    let (here, people) = (row + 1, view.of_assignments("B"));
    let column = after(view);
    sheet.write_formula(row, column, formula(format!("=COUNTIFS({people},$A{here})"), shifts))?;
    let hours = format!("=SUMIFS({},{people},$A{here})/60", view.of_assignments("K"));
    sheet.write_formula_with_format(row, column + 1, formula(hours, minutes as f64 / 60.0), &style::hours())?;
    let money = format!("=SUMIFS({},{},$A{here})", view.of_ledger("F"), view.of_ledger("G"));
    sheet.write_formula_with_format(row, column + 2, formula(money, cost), &style::money())?;
    Ok(())
}

/// Colours follow what is typed.
fn colours(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    if view.employees.is_empty() {
        return Ok(());
    }
    for (index, shift) in view.model().shifts.iter().enumerate() {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(shift.id.clone()))
            .set_format(style::shift(index));
        sheet.add_conditional_format(HEADING + 1, FIRST, last(view), after(view) - 1, &rule)?;
    }
    Ok(())
}

/// Shifts of each date and of all; what people cost, what is nobody's, and the ledger.
fn totals(view: &WorkbookView, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    let (first, end) = (HEADING + 2, last(view) + 1);
    let [bold, money, hours] = [style::bold(), style::money().set_bold(), style::hours().set_bold()];
    sheet.write_string_with_format(row, 0, "total", &bold)?;
    for day in 0..view.model().calendar.days {
        let column = FIRST + day as u16;
        let count = view.assignments.iter().filter(|assignment| assignment.shift.day == day).count();
        let text = format!("=COUNTIFS({},{}${})", view.of_assignments("E"), letters(column.into()), HEADING + 1);
        sheet.write_formula_with_format(row, column, formula(text, count), &style::cell(false).set_bold())?;
    }
    let minutes =
        |assignment: &Assignment| assignment.shift.paid_minutes(&view.model().shifts[assignment.shift.template]);
    let all: i64 = view.assignments.iter().map(minutes).sum();
    let common = view.of_person(NOBODY);
    let total = view.total();
    let column = after(view);
    let sum = |column: u16| {
        let letter = letters(column.into());
        format!("=SUM({letter}{first}:{letter}{end})")
    };
    sheet.write_formula_with_format(row, column, formula(sum(column), view.assignments.len()), &bold)?;
    sheet.write_formula_with_format(row, column + 1, formula(sum(column + 1), all as f64 / 60.0), &hours)?;
    let people = formula(sum(column + 2), (total - common).major());
    sheet.write_formula_with_format(row, column + 2, people, &money)?;
    sheet.write_string_with_format(row + 1, 0, "of nobody", &bold)?;
    let text = format!("=SUMIFS({},{},\"{NOBODY}\")", view.of_ledger("F"), view.of_ledger("G"));
    sheet.write_formula_with_format(row + 1, column + 2, formula(text, common.major()), &money)?;
    sheet.write_string_with_format(row + 2, 0, "ledger", &bold)?;
    let text = format!("=SUM({})", view.of_ledger("F"));
    sheet.write_formula_with_format(row + 2, column + 2, formula(text, total.major()), &money)?;
    Ok(())
}
