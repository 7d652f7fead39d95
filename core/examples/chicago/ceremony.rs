//! The register drawn by the whole procedure: plan, commitment, reveal, record, verification.

use std::error::Error;

use double_random::{
    Columns, DrawRecord, DrawSetting, Evidence, IdProfile, InspectionPlan, PlanHead, PreparedDraw,
    PublishedTask, QuotaRule, RuleSet, Secret, Selector, Source, SourceCommitment, Sources, Suite,
    TargetDirectory, VerificationReport, Witness, verify,
};

use super::register::Register;

/// A drawn and verified ceremony.
pub(crate) struct Ceremony {
    pub(crate) record: DrawRecord,
    pub(crate) report: VerificationReport,
}

/// Draws the register under this rule. Secret and lottery text are for demonstration and known to everybody.
pub(crate) fn hold(register: &Register, rule: QuotaRule) -> Result<Ceremony, Box<dyn Error>> {
    let (plan, directory) = (plan(rule)?, with_tiers(register)?);
    let setting = DrawSetting::first_attempt(["01".parse()?], "2014-01-02".parse()?);

    let (holder, lottery) = ("the department (demonstration)", "Illinois Lotto (demonstration)");
    let secret = || Secret::new(holder, &Suite::Sha256.hash(b"for demonstration only").to_string());
    let committed = vec![
        SourceCommitment::secret(Suite::Sha256, holder, &secret()?),
        SourceCommitment::public(lottery, 24),
    ];
    let sources = Sources::new(committed, Witness::Witnessed)?;
    let committed = PreparedDraw::new(&plan, &directory, setting, &mut ())?.commit(sources, &mut ())?;
    let published = committed.commitment().digest();

    let revealed = vec![Source::secret(holder, secret()?), Source::public(lottery, "04 11 19 28 35 49")];
    let record = committed.reveal(revealed)?.draw(&mut ())?;

    let plan = plan.to_json();
    let evidence = Evidence {
        commitment_digest: Some(published),
        record_digest: Some(record.digest()),
        ..Evidence::new(&plan, &directory)
    };
    let report = verify(&record.to_json(), &evidence, &mut ())?;
    Ok(Ceremony { record, report })
}

/// A plan of one task, in the words that plans are published in.
fn plan(rule: QuotaRule) -> Result<InspectionPlan, Box<dyn Error>> {
    let row = PublishedTask {
        number: "1".to_owned(),
        title: "对芝加哥食品经营单位的抽查".to_owned(),
        scope: "定向".to_owned(),
        items: "1.食品经营监督检查".to_owned(),
        range: "芝加哥全市食品经营单位".to_owned(),
        ratio: "10%; 1次/年".to_owned(),
        tiers: "对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。".to_owned(),
        window: "1月—12月".to_owned(),
        mode: "【市抽市查】 芝加哥市公共卫生局发起并实施检查".to_owned(),
    };
    let mut plan = InspectionPlan::read_rows([row], &PlanHead::new("chicago-2014".parse()?, 2014))?.plan;
    let task = "01".parse()?;
    plan.set_selector(&task, Selector::everything())?;
    plan.set_rules(&task, RuleSet::new(rule))?;
    Ok(plan)
}

/// The register with its classes as tiers.
fn with_tiers(register: &Register) -> Result<TargetDirectory, Box<dyn Error>> {
    let columns = Columns::new(["id", "tier", "facility_type", "zip"])?;
    let rows = register.directory.iter().enumerate().map(|(row, target)| {
        let field = |name| target.field(name).unwrap_or_default();
        let tier = register.tier(row).map_or("", |tier| tier.letter());
        [target.id(), tier, field("facility_type"), field("zip")]
    });
    Ok(TargetDirectory::from_rows(columns, IdProfile::Ascii, rows)?)
}
