//! The certificate: what it must say, and what it must never show.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "common/ceremony.rs"]
#[allow(dead_code, reason = "other test files use the rest")]
mod ceremony;

use std::num::NonZeroU32;

use ceremony::{day, name, plan, rows, salted, setting, sources};
use double_random::{
    CertificateStage, Check, CheckName, CheckStatus, Compared, Coordination, DrawRecord, DrawSetting,
    Evidence, Explain, InspectionPlan, Network, PreparedDraw, RiskTier, Secret, Selector, Source,
    SourceCommitment, Sources, Suite, TargetDirectory, VerificationReport, VoidReason, VoidedAttempt,
    Witness, certificate, verify,
};

const HOSTILE: &str = "<script>alert('x')</script>&\"\u{202E}";

struct Drawn {
    plan: InspectionPlan,
    record: DrawRecord,
    report: VerificationReport,
    voids: Vec<VoidedAttempt>,
}

impl Drawn {
    fn page(&self, stage: CertificateStage) -> String {
        certificate(&self.record, &self.plan, &self.report, &self.voids, stage)
    }
}

fn drawn(
    plan: InspectionPlan,
    setting: DrawSetting,
    sources: (Sources, Vec<Source>),
    voids: Vec<VoidedAttempt>,
) -> Drawn {
    let directory: TargetDirectory = salted();
    let committed = PreparedDraw::new(&plan, &directory, setting, &mut ()).unwrap();
    let record =
        committed.commit(sources.0, &mut ()).unwrap().reveal(sources.1).unwrap().draw(&mut ()).unwrap();
    let texts: Vec<String> = voids.iter().map(VoidedAttempt::to_json).collect();
    let text = plan.to_json();
    let evidence = Evidence { voids: &texts, ..Evidence::new(&text, &directory) };
    let report = verify(&record.to_json(), &evidence, &mut ()).unwrap();
    Drawn { plan, record, report, voids }
}

fn first(coordination: Coordination) -> Drawn {
    drawn(plan(coordination), setting(Suite::Sha256), sources(Suite::Sha256), Vec::new())
}

/// The second attempt, after one that was void for a reason nobody should be able to turn into markup.
fn second() -> Drawn {
    let (plan, before) = (plan(Coordination::Independent), first(Coordination::Independent));
    let explanation = HOSTILE.parse().unwrap();
    let void = VoidedAttempt::of(
        &before.record.commitment,
        None,
        VoidReason::SourceMissing,
        explanation,
        "王某".parse().unwrap(),
        day("2025-07-02"),
    );
    let (attempt, previous) = (NonZeroU32::new(2).unwrap(), Some(void.digest()));
    let setting = DrawSetting { attempt, previous, ..setting(Suite::Sha256) };
    drawn(plan, setting, sources(Suite::Sha256), vec![void])
}

/// The names of all elements, if each is closed where it should be.
fn elements(page: &str) -> Vec<String> {
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    for part in page.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("`{part}` does not end"));
        match (tag.strip_prefix('/'), tag.split(' ').next().unwrap_or_default()) {
            (Some(closed), _) => assert_eq!(open.pop().as_deref(), Some(closed), "before `{part}`"),
            (None, "!DOCTYPE" | "meta" | "br") => {}
            (None, opened) => {
                open.push(opened.to_owned());
                seen.push(opened.to_owned());
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    seen
}

/// Guards readers and whoever publishes the page: it is whole, runs nothing and loads nothing.
#[test]
fn the_page_is_well_formed_and_loads_nothing() {
    for page in [first(Coordination::Independent), first(Coordination::MergedVisits), second()]
        .map(|drawn| drawn.page(CertificateStage::BeforeVisits) + &drawn.page(CertificateStage::AfterVisits))
    {
        let elements = elements(&page);
        for forbidden in ["script", "link", "img", "iframe", "form", "a", "object"] {
            assert!(!elements.iter().any(|element| element == forbidden), "{forbidden}");
        }
        for forbidden in ["://", "src=", "href=", "url(", "@import", "style="] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("default-src 'none'") && page.contains("<html lang=\"zh-CN\">"));
        let tables = elements.iter().filter(|element| *element == "table").count();
        assert_eq!(page.matches("<caption>").count(), tables);
    }
}

/// Guards the targets: not one id or name of the directory is on the page, whatever is disclosed.
#[test]
fn no_target_is_named() {
    for coordination in [Coordination::Independent, Coordination::MergedVisits] {
        let drawn = first(coordination);
        for page in
            [CertificateStage::BeforeVisits, CertificateStage::AfterVisits].map(|shown| drawn.page(shown))
        {
            for row in rows() {
                assert!(!page.contains(&row[0]) && !page.contains(&row[1]), "{}", row[0]);
            }
        }
    }
}

/// Guards the visits: before them nothing is shown by which a ticket could be worked out, also where a check failed.
#[test]
fn secrets_seed_and_keys_wait_for_the_end_of_the_visits() {
    let mut drawn = first(Coordination::Independent);
    for check in &mut drawn.report.checks {
        let (seed, id) = (drawn.record.seed.to_string(), rows()[0][0].clone());
        if matches!(check.name, CheckName::Seed | CheckName::Keys | CheckName::Tickets | CheckName::Selection)
        {
            let found = format!("{id} ");
            let shown = vec![Compared { what: id, expected: seed, found }];
            *check = Check { status: CheckStatus::Failed, compared: 1, differing: 1, shown, ..check.clone() };
        }
    }
    let hidden = |drawn: &Drawn| {
        let keys = drawn.record.draws.iter().map(|draw| draw.keys.ticket.to_string());
        keys.chain([drawn.record.seed.to_string(), "1".repeat(64)]).collect::<Vec<_>>()
    };
    let (before, after) =
        (drawn.page(CertificateStage::BeforeVisits), drawn.page(CertificateStage::AfterVisits));
    for value in hidden(&drawn) {
        assert!(!before.contains(&value) && after.contains(&value), "{value}");
    }
    drawn.report.checks.retain(|check| !matches!(check.name, CheckName::Seed | CheckName::Keys));
    assert!(!drawn.page(CertificateStage::AfterVisits).contains(&rows()[0][0]));
}

/// Guards the page against what a document holds.
#[test]
fn texts_of_documents_are_never_markup() {
    let mut hostile = plan(Coordination::Independent).to_json();
    let text = serde_json::to_string(HOSTILE).unwrap();
    for member in ["title", "range", "ratio"] {
        assert!(hostile.contains(&format!("\"{member}\": ")));
    }
    hostile = hostile.replacen("\"title\": null", &format!("\"title\": {text}"), 1);
    hostile = hostile.replace("全市企业", text.trim_matches('"'));
    let mut hostile = InspectionPlan::from_json(&hostile).unwrap();
    hostile.set_selector(&name("01"), Selector::not(Selector::label(HOSTILE))).unwrap();
    let mut drawn = drawn(hostile, setting(Suite::Sha256), sources(Suite::Sha256), Vec::new());
    drawn.record.software = HOSTILE.to_owned();
    drawn.record.sources.push(Source::public(HOSTILE, HOSTILE));
    let pages = [drawn, second()].map(|drawn| drawn.page(CertificateStage::AfterVisits));
    for page in &pages {
        elements(page);
        assert!(!page.contains("<script") && !page.contains('\u{202E}') && page.contains("[U+202E]"));
    }
    let escaped = "<bdi>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;[U+202E]</bdi>";
    assert!(pages[0].matches(escaped).count() >= 3 && pages[1].contains(escaped));
}

/// Guards the number of attempts, which is where an honest draw and a repeated one differ.
#[test]
fn the_attempts_are_counted_and_explained() {
    let page = first(Coordination::Independent).page(CertificateStage::default());
    assert!(page.contains("共抽取1次") && page.contains("Attempts: 1."));
    let mut second = second();
    assert!(second.report.holds());
    let page = second.page(CertificateStage::default());
    for said in ["共抽取2次", "attempts: 2.", "随机源缺失", "a source was not revealed", "王某", "2025-07-02"]
    {
        assert!(page.contains(said), "{said}");
    }
    assert!(page.contains(&second.voids[0].digest().to_string()) && page.contains("void-1.json"));
    assert!(!page.contains("此前作废1次，但提供了"));
    second.voids.clear();
    assert!(second.page(CertificateStage::default()).contains("此前作废1次，但提供了0份作废声明"));
}

/// Guards the warning: a draw that nobody witnessed never looks like another.
#[test]
fn an_unwitnessed_draw_is_a_warning() {
    let secret = || Secret::new("独自", &"2".repeat(64)).unwrap();
    let committed = vec![SourceCommitment::secret(Suite::Sm3, "独自", &secret())];
    let sources = Sources::new(committed, Witness::Unwitnessed).unwrap();
    let revealed = vec![Source::secret("独自", secret())];
    let alone = drawn(plan(Coordination::Independent), setting(Suite::Sm3), (sources, revealed), Vec::new());
    let (alone, seen) = (
        alone.page(CertificateStage::default()),
        first(Coordination::Independent).page(CertificateStage::default()),
    );
    for said in ["警告：本次抽取无人见证", "Warning: unwitnessed"] {
        assert!(alone.contains(said) && !seen.contains(said));
    }
    assert!(!alone.contains("有见证") && seen.contains("有见证"));
    assert!(
        alone.contains("openssl dgst -sm3 record.json") && !alone.contains("sha256sum record.json</pre>")
    );
}

/// Guards that each check is on the page in both languages with how to do it, and what a failed one expected.
#[test]
fn every_check_is_listed_in_both_languages() {
    let mut drawn = first(Coordination::Independent);
    let failed = drawn.report.checks.iter_mut().find(|check| check.name == CheckName::Quota).unwrap();
    failed.status = CheckStatus::Failed;
    failed.shown = vec![Compared { what: "某处".into(), expected: "甲".into(), found: "乙".into() }];
    let page = drawn.page(CertificateStage::default());
    let escaped = |text: &str| {
        text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;").replace('>', "&gt;")
    };
    for check in CheckName::RECORD {
        for said in [check.code(), check.zh(), check.en(), check.by_hand_zh(), check.by_hand_en()] {
            assert!(page.contains(&escaped(said)), "{said}");
        }
    }
    assert!(
        page.contains("核验：发现不符") && page.contains("<bdi>甲</bdi>") && page.contains("<bdi>乙</bdi>")
    );
    assert!(page.contains("○ 未核"), "the published digests were not handed in");
}

/// Guards the numbers of each draw and the doubts of the plan.
#[test]
fn draws_and_doubts_are_told() {
    let drawn = first(Coordination::Independent);
    let page = drawn.page(CertificateStage::default());
    for (committed, draw) in drawn.record.commitment.draws.iter().zip(&drawn.record.draws) {
        assert!(page.contains(&committed.draw));
        for (tier, cut_off) in draw.tiers.iter().filter_map(|tier| Some((tier.tier, tier.cut_off?))) {
            assert!(page.contains(&cut_off.to_string()), "{tier}");
        }
    }
    for tier in RiskTier::ALL {
        assert!(page.contains(tier.zh()));
    }
    assert!(page.contains("100.00%") && !drawn.plan.findings().is_empty());
    for finding in drawn.plan.findings() {
        assert!(page.contains(&finding.doubt.zh()) && page.contains(&finding.doubt.en()));
    }
}

/// Guards the lines for a shell: what they print is what the record says.
#[test]
fn the_lines_for_a_shell_hold() {
    let drawn = first(Coordination::MergedVisits);
    let page = drawn.page(CertificateStage::AfterVisits).replace("&#39;", "'");
    let (seed, key) = (drawn.record.seed, drawn.record.draws[0].keys.ticket);
    let line = format!(
        "printf 'double-random/1 key sha256\\nticket\\n%s\\n%s\\n' 'test-2025' '{seed}' | sha256sum<br># {key}"
    );
    assert!(page.contains(&line), "{line}");
}

/// Guards the moment a beacon round is due, which says that nobody could know it at the commitment.
#[test]
fn a_beacon_is_shown_with_its_moment() {
    let mut drawn = first(Coordination::Independent);
    drawn.record.commitment.sources.push(SourceCommitment::beacon(Network::Quicknet, 123));
    let page = drawn.page(CertificateStage::default());
    assert!(
        page.contains("quicknet, round 123, due at 2023-08-23 15:15:33 UTC") && page.contains("not revealed")
    );
}

/// Guards against titles and rules of another plan beside the numbers of this draw.
#[test]
fn another_plan_is_a_warning() {
    let mut drawn = first(Coordination::Independent);
    assert!(!drawn.page(CertificateStage::default()).contains("不一致，任务名称"));
    drawn.plan.set_selector(&name("01"), Selector::everything()).unwrap();
    assert!(drawn.page(CertificateStage::default()).contains("不一致，任务名称"));
}
