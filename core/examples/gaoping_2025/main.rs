//! The plan of 高平市 for 2025, drawn whole: 16 tasks from one ceremony and a team for every
//! visit, over generated directories.
//!
//! ```text
//! cargo run --release --example gaoping_2025 [FOLDER]
//! ```
//!
//! Prints what a head of section would ask, writes the ceremony's files into the folder (`out/gaoping-2025` if none is
//! named), and verifies the ceremony from those files alone.

mod chance;
mod closing;
mod county;
mod decisions;
mod files;
mod inspectors;
mod report;
mod sources;
mod table;
mod teams;
mod trades;
mod year;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use closing::Closing;
use double_random::{
    AssignmentRecord, CertificateStage, Date, DrawSetting, InspectionPlan, PlanHead, PlanReading,
    PreparedDraw, certificate,
};
use teams::Explained;
use year::Ceremony;

const PUBLISHED: &str = include_str!("../data/gaoping-2025-published.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out/gaoping-2025"), PathBuf::from);
    demonstrate(&folder, &mut io::stdout().lock())
}

fn demonstrate(folder: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "【演示】抽查计划为真实公开文件；对象和人员名录库、秘密值、开奖号码均为生成的演示数据，非真实名录，不涉及任何真实人员。\n"
    )?;
    let day: Date = "2025-07-01".parse()?;

    let PlanReading { mut plan, findings } = published()?;
    let title = plan.title().unwrap_or_default();
    writeln!(
        out,
        "一、计划：{title}，共{}个任务\n    疑点{}处，只报告，不猜测：",
        plan.tasks().len(),
        findings.len()
    )?;
    writeln!(out, "{}", report::findings(&findings))?;

    let decisions = decisions::settle(&mut plan, day)?;
    writeln!(
        out,
        "二、计划未定之处的决定（选取条件和规则写入plan.json，抽取前公布）\n    {}\n",
        decisions::GENERAL
    )?;
    writeln!(out, "{}", report::decisions(&decisions))?;
    writeln!(out, "    {}\n\n{}", decisions::TEAMS, teams::rules(&plan))?;

    let directory = county::directory()?.salted(sources::salt_key()?);
    writeln!(out, "三、名录库（生成的演示数据，非真实名录）：{}个对象", directory.len())?;
    writeln!(out, "{}", report::directory(&directory))?;
    let inspectors = inspectors::directory(&directory)?;
    writeln!(out, "    人员名录库（生成的演示数据，非真实人员）：{}人", inspectors.len())?;
    writeln!(out, "{}", teams::directory(&inspectors))?;

    let setting = DrawSetting::first_attempt(plan.tasks().iter().map(|task| task.name().clone()), day);
    let prepared = PreparedDraw::new(&plan, &directory, setting, &mut ())?.with_inspectors(&inspectors)?;
    let shared = report::shared(prepared.tasks());
    let committed = prepared.commit(sources::committed()?, &mut ())?;
    let commitment = committed.commitment().to_json();
    writeln!(out, "四、各任务抽取数（随机数产生之前已全部确定并承诺）\n")?;
    for draw in &committed.commitment().draws {
        write!(out, "{}", report::task(&plan, draw))?;
    }
    writeln!(out, "五、定向任务之间共有的抽查对象\n{shared}")?;

    let record = committed.reveal(sources::revealed()?)?.draw(&mut ())?;
    writeln!(out, "六、抽取结果\n{}", report::totals(&plan, &directory, &record)?)?;

    let assignment = record.assignment.as_ref().ok_or("记录中没有选派")?;
    writeln!(out, "七、检查人员选派（与抽取同用一个种子，内部使用，不公布）")?;
    let explained = Explained { record: &record, plan: &plan, targets: &directory, inspectors: &inspectors };
    let rank = staffed(assignment, &explained, out)?;

    let plan_text = plan.to_json();
    files::write(folder, &files::of_ceremony(&plan_text, &directory, &inspectors, &commitment, &record)?)?;
    writeln!(out, "八、核验（只用{}中的文件）", folder.display())?;
    let report = files::verify_folder(folder)?;
    writeln!(out, "{}", report.zh())?;
    let page = certificate(&record, &plan, &report, &[], CertificateStage::BeforeVisits);
    files::write(folder, &[("certificate.html", page.into_bytes())])?;

    writeln!(out, "九、任何人都可以用一行命令重算一个签号\n{}", report::by_hand(&record)?)?;
    writeln!(out, "    以及检查人员的先后顺序（散列小者在前）：\n{rank}")?;
    writeln!(out, "    核对文件：\n      cd {} && sha256sum record.json\n    应得到：", folder.display())?;
    writeln!(out, "      {}  record.json", record.digest())?;
    if !report.holds() {
        return Err("核验未通过".into());
    }
    let ceremony = Ceremony { record: &record, plan: &plan, targets: &directory, inspectors: &inspectors };
    closed(ceremony, folder, out)
}

/// Runs the rest of the year and prints the closing report.
fn closed(ceremony: Ceremony<'_>, folder: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "\n十、全年模拟【演示】：以下检查结果、录入、公示和移交均为生成的演示数据，非真实检查结果\n"
    )?;
    let year = year::simulate(ceremony)?;
    let closing = Closing::of(ceremony.case(&year))?;
    writeln!(out, "{}", closing.report()?)?;
    files::write(folder, &closing.files(&year)?)
}

/// Prints who is sent, and answers how the order of the visit that is explained is recomputed.
fn staffed(
    assignment: &AssignmentRecord,
    explained: &Explained<'_>,
    out: &mut impl Write,
) -> Result<String, Box<dyn Error>> {
    writeln!(out, "{}", teams::places(assignment))?;
    if let Some(shortage) = explained.shortage(assignment)? {
        writeln!(out, "    为何缺员：\n{shortage}")?;
    }
    writeln!(out, "{}", teams::balance(assignment))?;
    writeln!(out, "    不予派入（名额与人员逐对检查，按第一个不符合的原因计）：")?;
    writeln!(out, "{}", teams::refusals(assignment))?;
    let explanation = explained.recusal(assignment)?;
    writeln!(out, "    为何派此人：一个因回避而改派的名额，先列顺序在前而未派的各人")?;
    for line in explanation.zh().lines() {
        writeln!(out, "      {line}")?;
    }
    writeln!(out)?;
    explained.by_hand(&explanation)
}

/// The plan as it was published, to be done by 15 December.
fn published() -> Result<PlanReading, Box<dyn Error>> {
    let deadline = Some("2025-12-15".parse()?);
    let head = PlanHead { deadline, ..PlanHead::new("gaoping-2025-demo".parse()?, 2025) };
    Ok(InspectionPlan::read_published(PUBLISHED, &head)?)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::sync::LazyLock;

    use double_random::{CheckName, CsvOptions, DrawRecord, IdProfile, InspectorDirectory, TargetDirectory};

    use super::*;

    /// What the demonstration printed and wrote, read back; made once for all tests.
    pub(crate) struct Written {
        pub(crate) printed: String,
        certificate: String,
        plan: InspectionPlan,
        targets: TargetDirectory,
        inspectors: InspectorDirectory,
        pub(crate) record: DrawRecord,
    }

    pub(crate) static CEREMONY: LazyLock<Written> = LazyLock::new(|| {
        let folder = std::env::temp_dir().join(format!("double-random-gaoping-{}", std::process::id()));
        let mut out = Vec::new();
        demonstrate(&folder, &mut out).unwrap();
        let read = |name| fs::read_to_string(folder.join(name)).unwrap();
        let options = CsvOptions::new(IdProfile::Ascii);
        let ceremony = Written {
            printed: String::from_utf8(out).unwrap(),
            certificate: read("certificate.html"),
            plan: InspectionPlan::from_json(&read("plan.json")).unwrap(),
            targets: TargetDirectory::read_csv(read("targets.csv").as_bytes(), &options)
                .unwrap()
                .salted(sources::salt_key().unwrap()),
            inspectors: InspectorDirectory::read_csv(read("inspectors.csv").as_bytes(), &options).unwrap(),
            record: DrawRecord::from_json(&read("record.json")).unwrap(),
        };
        fs::remove_dir_all(&folder).unwrap();
        ceremony
    });

    impl Written {
        pub(crate) fn explained(&self) -> Explained<'_> {
            let Self { record, plan, targets, inspectors, .. } = self;
            Explained { record, plan, targets, inspectors }
        }
    }

    /// Guards the whole demonstration: it verifies from its files, with no check left out but that of amendments, of which there
    /// are none.
    #[test]
    fn the_demonstration_verifies() {
        let text = &CEREMONY.printed;
        assert!(text.starts_with("【演示】"));
        assert_eq!(text.matches("[通过]").count(), CheckName::RECORD.len() - 1, "{text}");
        assert!(text.contains("[未核] amendments"));
    }

    /// Guards that names stay in the directory: what is published and what is printed name nobody.
    #[test]
    fn nobody_is_named() {
        let Written { printed, certificate, record, plan, inspectors, .. } = &*CEREMONY;
        assert!(inspectors.iter().all(|inspector| inspector.name().unwrap().starts_with("测试检查员")));
        for text in [printed, certificate, &record.to_json(), &plan.to_json()] {
            assert!(!text.contains("测试检查员"));
        }
    }
}
