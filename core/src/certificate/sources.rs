//! Where the randomness came from.

use super::Facts;
use super::html::{Html, all, both, element, section as titled, table};
use super::numbers::utc;
use crate::seed::{Source, SourceCommitment};

pub(super) fn section(of: &Facts<'_>) -> Html {
    let head = [
        both("名称", "label"),
        both("种类", "kind"),
        both("抽取前的承诺", "committed to"),
        both("抽取时揭示", "revealed"),
    ];
    let revealed = of.record.sources.iter().map(Some).chain(std::iter::repeat(None));
    let rows = of.record.commitment.sources.iter().zip(revealed).map(|(committed, revealed)| {
        let revealed =
            revealed.map_or_else(|| both("未揭示", "not revealed"), |source| value(source, of.opened()));
        [Html::quoted(&committed.label()), kind(committed), commitment(committed), revealed]
    });
    let table = table(
        "table class=\"sources\"",
        both("随机源，按承诺的顺序", "sources, in the committed order"),
        head,
        rows,
    );
    let seed = of.opened().then(|| {
        let seed = element("code", of.record.seed.to_string());
        element("p", all([both("种子", "seed"), " ".into(), seed]))
    });
    titled("随机源", "Sources of randomness", [Some(table), seed].into_iter().flatten())
}

fn kind(committed: &SourceCommitment) -> Html {
    match committed {
        SourceCommitment::Secret { .. } => both("秘密值", "secret"),
        SourceCommitment::Beacon { .. } => both("公共随机信标", "beacon"),
        SourceCommitment::Public { .. } => both("公开文本", "public text"),
    }
}

fn commitment(committed: &SourceCommitment) -> Html {
    match committed {
        SourceCommitment::Secret { commitment, .. } => {
            all([both("承诺值", "commitment"), " ".into(), element("code", commitment.to_string())])
        }
        SourceCommitment::Beacon { network, round } => {
            let due = network.time_of(*round).map_or_else(|| "—".to_owned(), utc);
            both(
                format!("{network}第{round}轮，应于{due}发布"),
                format!("{network}, round {round}, due at {due}"),
            )
        }
        SourceCommitment::Public { bits, .. } => {
            both(format!("计{bits}比特"), format!("credited with {bits} bits"))
        }
    }
}

/// Beacons and public texts are anyone's to look up; a secret stays one until the visits are over, for with it the seed is known.
fn value(source: &Source, opened: bool) -> Html {
    match source {
        Source::Secret { value, .. } if opened => element("code", value.reveal()),
        Source::Secret { .. } => both("已揭示，检查完成后公布", "revealed; published after the visits"),
        Source::Beacon { value, signature, .. } => all([
            element(
                "div",
                all([both("随机数", "randomness"), " ".into(), element("code", value.to_string())]),
            ),
            element("div", all([both("签名", "signature"), " ".into(), element("code", signature.as_str())])),
        ]),
        Source::Public { value, .. } => Html::quoted(value),
    }
}
