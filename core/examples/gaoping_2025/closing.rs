//! The closing report of the year: the plan's own goals as numbers, and what is still open.

use std::collections::BTreeMap;
use std::error::Error;

use double_random::{
    Assessment, ConfidenceLevel, Date, Disclosure, Explain, HandOverState, Progress, Rate, ResultsCase,
    ResultsParameters, StratumCount, TaskFigures, WorkCalendar, estimate_share,
};

use crate::files::File;
use crate::table::table;
use crate::year::Year;

const HOLIDAYS: &str = include_str!("../data/cn-holidays-2023-2026.csv");

/// The year as it stands at its end.
pub(crate) struct Closing<'a> {
    case: ResultsCase<'a>,
    day: Date,
    assessment: Assessment<'a>,
}

impl<'a> Closing<'a> {
    pub(crate) fn of(case: ResultsCase<'a>) -> Result<Self, Box<dyn Error>> {
        let calendar = WorkCalendar::read_csv(HOLIDAYS.as_bytes())?;
        let (day, parameters) = ("2025-12-31".parse()?, ResultsParameters::default());
        let assessment = Assessment::of(&[case], day, &calendar, parameters, &mut ())?;
        Ok(Self { case, day, assessment })
    }

    /// What a head of section reads.
    pub(crate) fn report(&self) -> Result<String, Box<dyn Error>> {
        let progress = Progress::of(&self.assessment);
        Ok(format!(
            "十一、年终报告【演示】（截至{}）\n{}\n    计划目标\n{}\n    任务01的问题发现率（区间为全部抽查对象中问题所占份额的95%置信区间）\n{}\n    {}\n\n    登记簿中的疑点（只报告）\n{}",
            self.day,
            by_task(&progress),
            goals(&progress),
            problems(progress.tasks.first().ok_or("没有任务")?)?,
            open(&progress),
            self.doubts(),
        ))
    }

    /// What is wrong with the entries, and how often.
    fn doubts(&self) -> String {
        let mut counts: BTreeMap<&str, (String, usize)> = BTreeMap::new();
        for finding in self.assessment.findings() {
            counts.entry(finding.doubt.code()).or_insert_with(|| (finding.doubt.zh(), 0)).1 += 1;
        }
        let line = |(code, (first, count)): (&&str, &(String, usize))| {
            format!("      {code} {count}处，如：{first}\n")
        };
        counts.iter().map(line).collect()
    }

    /// The files that the year adds to the ceremony's.
    pub(crate) fn files(&self, year: &Year) -> Result<Vec<File>, Box<dyn Error>> {
        let standing = self.case.as_of(self.day, &mut ())?;
        let sheet = |csv: String| format!("\u{FEFF}{csv}").into_bytes();
        let changes = standing.feedback(self.case.targets)?.changes;
        let mut files = vec![
            ("results.json", year.ledger.to_json().into_bytes()),
            ("disclosure.csv", sheet(standing.disclosure(Disclosure::default()).to_csv())),
            ("progress.csv", sheet(Progress::of(&self.assessment).to_csv())),
            ("directory-changes.json", serde_json::to_vec_pretty(&changes)?),
        ];
        let amendment =
            year.amendments.first().map(|first| ("amendment-1.json", first.to_json().into_bytes()));
        files.extend(amendment);
        Ok(files)
    }
}

fn percent<T>(rate: &Rate<T>) -> String {
    rate.percent().unwrap_or_else(|| "—".to_owned())
}

fn by_task(progress: &Progress<'_>) -> String {
    let heading = ["任务", "应检查", "按时录入", "完成率", "已公示", "公示率", "按自身等级", "分级应用率"];
    let mut rows = vec![heading.map(str::to_owned)];
    let tasks = progress.tasks.iter().map(|task| (task.task.as_str(), &task.figures));
    for (name, figures) in tasks.chain([("合计", &progress.overall.figures)]) {
        rows.push([
            name.to_owned(),
            figures.due.to_string(),
            figures.completion.numerator().to_string(),
            percent(&figures.completion),
            figures.publication.numerator().to_string(),
            percent(&figures.publication),
            figures.application_by_target.numerator().to_string(),
            percent(&figures.application_by_target),
        ]);
    }
    table(1, &rows)
}

fn goals(progress: &Progress<'_>) -> String {
    let (goals, overall) = (&progress.goals, &progress.overall);
    let row = |name: &str, goal: double_random::Goal, reached: String| {
        let met = match goal.met {
            Some(true) => "达到",
            Some(false) => "未达到",
            None => "无从计算",
        };
        [name.to_owned(), goal.goal.to_string(), reached, met.to_owned()]
    };
    table(
        1,
        &[
            ["目标", "要求", "实际", "结论"].map(str::to_owned),
            row(
                "完成（12月15日前，逾期录入视为未完成）",
                goals.completion,
                percent(&overall.figures.completion),
            ),
            row("公示率", goals.publication, percent(&overall.figures.publication)),
            row(
                "分级应用率（按户次）",
                goals.application_by_target,
                percent(&overall.figures.application_by_target),
            ),
            row("分级应用率（按任务）", goals.application_by_task, percent(&overall.application_by_task)),
        ],
    )
}

/// The share of problems in the pool of a task, tier by tier.
fn problems(task: &TaskFigures<'_>) -> Result<String, Box<dyn Error>> {
    let count = |(tier, pool): (&double_random::TierProblems<'_>, &u64)| StratumCount {
        stratum: tier.tier.zh().to_owned(),
        pool: *pool,
        drawn: tier.rate.denominator() as u64,
        problems: tier.rate.numerator() as u64,
    };
    let counts: Vec<StratumCount> = task.figures.problems.iter().zip(&task.pools).map(count).collect();
    let estimate = estimate_share(&counts, ConfidenceLevel::default())?;
    let mut rows = vec![["等级", "抽查对象", "有结果", "有问题", "发现率", "区间"].map(str::to_owned)];
    for (tier, stratum) in task.figures.problems.iter().zip(&estimate.strata) {
        let interval = stratum.interval;
        rows.push([
            stratum.stratum.clone(),
            stratum.pool.to_string(),
            stratum.drawn.to_string(),
            stratum.problems.to_string(),
            percent(&tier.rate),
            format!("{:.3}—{:.3}", interval.low, interval.high),
        ]);
    }
    Ok(table(1, &rows))
}

fn open(progress: &Progress<'_>) -> String {
    let of = |state| progress.hand_overs.iter().filter(|one| one.state == state).count();
    let late = progress.unreachable.iter().filter(|one| one.days > 0).count();
    format!(
        "逾期{}项；移交{}件，其中已办结{}、办理中{}、待接收{}；应移交未移交{}件；无法联系{}户，其中逾期列入经营异常名录{late}户；结果冲突{}处",
        progress.overdue.len(),
        progress.hand_overs.len(),
        of(HandOverState::Closed),
        of(HandOverState::TakenOver),
        of(HandOverState::HandedOver),
        progress.missing_hand_overs.len(),
        progress.unreachable.len(),
        progress.conflicts.len(),
    )
}

#[cfg(test)]
mod tests {
    use crate::tests::CEREMONY;

    /// Guards the story of the year: all was entered and published, two results too late to count, one target replaced, and of many
    /// hand-overs one is open; and that it says that it is made up.
    #[test]
    fn the_year_closes_with_two_late_entries() {
        let text = &CEREMONY.printed;
        let (_, year) = text.split_once("十、全年模拟【演示】").unwrap();
        let total = year.lines().find(|line| line.trim_start().starts_with("合计")).unwrap();
        let cells: Vec<&str> = total.split_whitespace().collect();
        let [due, on_time, published] = [1, 2, 4].map(|at| cells[at].parse::<usize>().unwrap());
        assert_eq!((due - on_time, due - published), (2, 0), "{total}");
        assert!(year.contains("results.entered_late 2处") && year.contains("results.taken_off_the_list 1处"));
        assert!(year.contains("待接收1；应移交未移交0件") && year.contains("逾期0项"), "{year}");
        assert!(
            year.lines()
                .any(|line| line.contains("公示率") && line.contains("100%") && line.ends_with("达到"))
        );
    }
}
