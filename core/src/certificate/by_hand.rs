//! How anyone checks the draw with a shell.

use super::Facts;
use super::html::{Html, all, both, element, section as titled};
use super::shell::{digest_of, line, printed};
use crate::record::DrawRecord;
use crate::rule::Coordination;
use crate::seed::{Source, SourceCommitment};

pub(super) fn section(of: &Facts<'_>) -> Html {
    titled(
        "核验方法",
        "Check it yourself",
        [documents(of), directory(of.record), sources(of), keys(of), tickets(of)],
    )
}

fn step(zh: &str, en: &str, lines: impl IntoIterator<Item = Html>) -> Html {
    element("div class=\"step\"", all([element("h3", both(zh, en)), all(lines)]))
}

fn documents(of: &Facts<'_>) -> Html {
    let record = of.record;
    let suite = record.commitment.suite;
    let named = [
        ("plan.json", record.commitment.plan.digest),
        ("commitment.json", record.commitment_digest),
        ("record.json", record.digest()),
    ];
    let documents = named.map(|(file, digest)| line(&digest_of(suite, file), &digest.to_string()));
    let voids = of.voids.iter().map(|void| {
        line(&digest_of(suite, &format!("void-{}.json", void.attempt)), &void.digest().to_string())
    });
    step(
        "一、各文件与公布的摘要一致",
        "1. The documents have the published digests",
        documents.into_iter().chain(voids),
    )
}

fn directory(record: &DrawRecord) -> Html {
    let (suite, targets) = (record.commitment.suite, &record.commitment.targets);
    let format = format!(
        r"double-random/1 directory {suite}\nkind targets\nprofile %s\ncolumns %s\nrows %s\nsalted %s\nroot %s\n"
    );
    let arguments = [
        targets.profile.name(),
        &targets.columns.join(" "),
        &targets.rows.to_string(),
        if targets.salted { "yes" } else { "no" },
        &targets.root.to_string(),
    ];
    let command = printed(suite, &format, &arguments);
    step(
        "二、名录库摘要由其形状与Merkle根算得",
        "2. The directory's digest follows from its shape and root",
        [line(&command, &targets.digest.to_string())],
    )
}

/// What stands for a value that is not published yet.
fn value_of(source: &Source, opened: bool) -> String {
    match source {
        Source::Secret { value, .. } if opened => value.reveal(),
        Source::Secret { .. } => "SECRET".to_owned(),
        Source::Beacon { value, .. } => value.to_string(),
        Source::Public { value, .. } => value.clone(),
    }
}

fn shown(digest: impl ToString, opened: bool, placeholder: &str) -> String {
    if opened { digest.to_string() } else { placeholder.to_owned() }
}

fn sources(of: &Facts<'_>) -> Html {
    let (record, opened) = (of.record, of.opened());
    let suite = record.commitment.suite;
    let secrets = record.commitment.sources.iter().zip(&record.sources);
    let secrets = secrets.filter_map(|(committed, source)| match committed {
        SourceCommitment::Secret { label, commitment } => {
            let format = format!(r"double-random/1 secret {suite}\n%s\t%s\n");
            Some(line(&printed(suite, &format, &[label, &value_of(source, opened)]), &commitment.to_string()))
        }
        _ => None,
    });
    step("三、各秘密值可打开其承诺", "3. Every secret opens its commitment", secrets.chain([seed(of)]))
}

fn seed(of: &Facts<'_>) -> Html {
    let (record, opened) = (of.record, of.opened());
    let suite = record.commitment.suite;
    let mut format = format!(r"double-random/1 seed {suite}\n");
    let mut arguments = Vec::new();
    for source in &record.sources {
        let kind = match source {
            Source::Secret { .. } => "secret",
            Source::Beacon { .. } => "beacon",
            Source::Public { .. } => "public",
        };
        format += kind;
        format += r"\t%s\t%s\n";
        arguments.extend([source.label().to_owned(), value_of(source, opened)]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    line(&printed(suite, &format, &arguments), &shown(record.seed, opened, "SEED"))
}

/// The ticket key of each draw, from the seed; tasks that share their tickets share one.
fn keys(of: &Facts<'_>) -> Html {
    let (commitment, opened) = (&of.record.commitment, of.opened());
    let seed = shown(of.record.seed, opened, "SEED");
    let key = |scope: &str, key: String| {
        let format = format!(r"double-random/1 key {}\nticket\n%s\n%s\n", commitment.suite);
        line(&printed(commitment.suite, &format, &[scope, &seed]), &key)
    };
    let draws = of.record.draws.iter();
    let lines: Vec<Html> = match commitment.coordination {
        Coordination::Independent => {
            draws.map(|draw| key(&draw.draw, shown(draw.keys.ticket, opened, "KEY"))).collect()
        }
        Coordination::MergedVisits => draws
            .take(1)
            .map(|draw| key(commitment.plan.name.as_str(), shown(draw.keys.ticket, opened, "KEY")))
            .collect(),
    };
    step("四、签号密钥由种子导出", "4. The ticket keys follow from the seed", lines)
}

fn tickets(of: &Facts<'_>) -> Html {
    let suite = of.record.commitment.suite;
    let command = printed(suite, "%s%s", &["KEY", "ID"]);
    let explained = element(
        "p",
        both(
            "KEY为该任务的签号密钥，ID为检查对象的标识。结果不大于本任务本等级的截止签号的，即为抽中。",
            "KEY is the task's ticket key, ID the target's id. Whoever's ticket is not above the cut-off of its task and tier is drawn.",
        ),
    );
    let first = of.record.draws.first().filter(|_| of.opened());
    let example = first.map(|draw| {
        let key = draw.keys.ticket.to_string();
        line(&printed(suite, "%s%s", &[&key, "ID"]), &format!("{}: TICKET", draw.draw))
    });
    let lines = [line(&command, "TICKET"), explained].into_iter().chain(example);
    step("五、任何人可重算一个签号", "5. Anyone can recompute a ticket", lines)
}
