//! The plan of 高平市 for 2025, drawn whole: 16 tasks from one ceremony, over a generated directory.
//!
//! ```text
//! cargo run --release --example gaoping_2025 [FOLDER]
//! ```
//!
//! Prints what a head of section would ask, writes the ceremony's files into the folder (`out/gaoping-2025` if none is
//! named), and verifies the ceremony from those files alone.

mod county;
mod decisions;
mod files;
mod report;
mod sources;
mod table;
mod trades;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use double_random::{
    CertificateStage, DrawSetting, InspectionPlan, PlanHead, PlanReading, PreparedDraw, certificate,
};

const PUBLISHED: &str = include_str!("../data/gaoping-2025-published.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out/gaoping-2025"), PathBuf::from);
    demonstrate(&folder, &mut io::stdout().lock())
}

fn demonstrate(folder: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "【演示】抽查计划为真实公开文件；名录库、秘密值、开奖号码均为生成的演示数据，非真实名录。\n"
    )?;

    let PlanReading { mut plan, findings } = published()?;
    let title = plan.title().unwrap_or_default();
    writeln!(
        out,
        "一、计划：{title}，共{}个任务\n    疑点{}处，只报告，不猜测：",
        plan.tasks().len(),
        findings.len()
    )?;
    writeln!(out, "{}", report::findings(&findings))?;

    let decisions = decisions::settle(&mut plan)?;
    writeln!(
        out,
        "二、计划未定之处的决定（选取条件和规则写入plan.json，抽取前公布）\n    {}\n",
        decisions::GENERAL
    )?;
    writeln!(out, "{}", report::decisions(&decisions))?;

    let directory = county::directory()?.salted(sources::salt_key()?);
    writeln!(out, "三、名录库（生成的演示数据，非真实名录）：{}个对象", directory.len())?;
    writeln!(out, "{}", report::directory(&directory))?;

    let setting = DrawSetting::first_attempt(
        plan.tasks().iter().map(|task| task.name().clone()),
        "2025-07-01".parse()?,
    );
    let prepared = PreparedDraw::new(&plan, &directory, setting, &mut ())?;
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

    files::write(folder, &files::of_ceremony(&plan.to_json(), &directory, &commitment, &record)?)?;
    writeln!(out, "七、核验（只用{}中的文件）", folder.display())?;
    let report = files::verify_folder(folder)?;
    writeln!(out, "{}", report.zh())?;
    let page = certificate(&record, &plan, &report, &[], CertificateStage::BeforeVisits);
    files::write(folder, &[("certificate.html", page.into_bytes())])?;

    writeln!(out, "八、任何人都可以用一行命令重算一个签号\n{}", report::by_hand(&record)?)?;
    writeln!(out, "    核对文件：\n      cd {} && sha256sum record.json\n    应得到：", folder.display())?;
    writeln!(out, "      {}  record.json", record.digest())?;
    if report.holds() { Ok(()) } else { Err("核验未通过".into()) }
}

/// The plan as it was published.
fn published() -> Result<PlanReading, Box<dyn Error>> {
    Ok(InspectionPlan::read_published(PUBLISHED, &PlanHead::new("gaoping-2025-demo".parse()?, 2025))?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use double_random::CheckName;

    use super::*;

    /// Guards the whole demonstration: it verifies from its files, with no check left out but that of amendments, of which there
    /// are none.
    #[test]
    fn the_demonstration_verifies() {
        let folder = std::env::temp_dir().join(format!("double-random-gaoping-{}", std::process::id()));
        let mut out = Vec::new();
        demonstrate(&folder, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("【演示】"));
        assert_eq!(text.matches("[通过]").count(), CheckName::RECORD.len() - 1, "{text}");
        assert!(text.contains("[未核] amendments"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
