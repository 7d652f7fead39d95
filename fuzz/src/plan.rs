//! Plans read from published text and from CSV.

use double_random::{BadRows, Date, InspectionPlan, PlanColumn, PlanDoubt, PlanError, PlanHead, PlanReading};

use crate::told::{bad_rows, is_told};

/// Whatever is handed in is read or refused with the rows of the file. What is read has its cells verbatim, findings
/// that name rows, and is read the same from its document, from its rows, and from the table when that is written
/// again.
pub fn plan(data: &[u8]) {
    let from_csv = InspectionPlan::read_csv(data, &head());
    as_file(&from_csv, &String::from_utf8_lossy(data));
    if let Ok(reading) = &from_csv {
        let table = csv(&rows(&reading.plan));
        is_the_same(&reading.plan, InspectionPlan::read_csv(table.as_bytes(), &titled(&reading.plan)));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    let published = InspectionPlan::read_published(text, &head());
    as_file(&published, text);
    if let Ok(reading) = &published {
        let table = tabs(&rows(&reading.plan));
        is_the_same(&reading.plan, InspectionPlan::read_published(&table, &titled(&reading.plan)));
        rows(&reading.plan)
            .iter()
            .flatten()
            .for_each(|cell| assert!(text.contains(cell), "{cell} of {text}"));
    }
}

fn head() -> PlanHead {
    let deadline = "2025-11-30".parse::<Date>().ok();
    PlanHead { deadline, ..PlanHead::new("fuzz-2025".parse().expect("a name"), 2025) }
}

/// The head with what the table had said of it.
fn titled(plan: &InspectionPlan) -> PlanHead {
    let own = |text: Option<&str>| text.map(str::to_owned);
    PlanHead { title: own(plan.title()), authority: own(plan.authority()), ..head() }
}

type Read = Result<PlanReading, BadRows<PlanError>>;

/// What holds of anything read from this file.
fn as_file(read: &Read, text: &str) {
    let lines = text.split('\n').count();
    let reading = match read {
        Ok(reading) => reading,
        Err(bad) => {
            bad_rows(bad, lines);
            let headings = PlanColumn::ALL.map(PlanColumn::heading);
            let columns = bad.rows().iter().filter_map(|fault| fault.column.as_deref());
            return columns.for_each(|column| assert!(headings.contains(&column), "{column}"));
        }
    };
    let plan = &reading.plan;
    for finding in &reading.findings {
        is_told(&finding.doubt);
        let task = finding
            .task
            .map(|number| plan.tasks().iter().find(|task| task.number() == number).expect("a task"));
        let row = finding.row.map(|row| text.split('\n').nth(row as usize - 1).expect("a line"));
        let of_title = matches!(
            finding.doubt,
            PlanDoubt::TitleYear { .. }
                | PlanDoubt::TitleAuthority { .. }
                | PlanDoubt::HiddenCharacter { .. }
                | PlanDoubt::Garbled { .. }
        );
        assert!(row.is_some() || of_title, "{finding:?}");
        if let (Some(task), Some(line)) = (task, row) {
            let first = task.published().number.split('\n').next().unwrap_or_default();
            assert!(
                line.contains(first.trim_end_matches('\r')) || line.contains('"'),
                "{finding:?} in {line}"
            );
        }
    }
    let document = plan.to_json();
    assert_eq!(InspectionPlan::from_json(&document).as_ref(), Ok(plan));
    let published = plan.tasks().iter().map(|task| task.published().clone());
    is_the_same(plan, InspectionPlan::read_rows(published, &titled(plan)));
}

fn is_the_same(plan: &InspectionPlan, again: Read) {
    let again = again.unwrap_or_else(|bad| panic!("{bad} in {}", plan.to_json())).plan;
    assert_eq!(&again, plan);
    assert_eq!(again.findings(), plan.findings());
}

/// The cells of each task.
fn rows(plan: &InspectionPlan) -> Vec<[&str; 9]> {
    plan.tasks().iter().map(|task| PlanColumn::ALL.map(|column| task.published().cell(column))).collect()
}

fn tabs(rows: &[[&str; 9]]) -> String {
    let headings = PlanColumn::ALL.map(PlanColumn::heading);
    std::iter::once(&headings).chain(rows).map(|cells| cells.join("\t") + "\n").collect()
}

fn csv(rows: &[[&str; 9]]) -> String {
    let headings = PlanColumn::ALL.map(PlanColumn::heading);
    let quoted =
        |cells: &[&str; 9]| cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(",") + "\n";
    std::iter::once(&headings).chain(rows).map(quoted).collect()
}
