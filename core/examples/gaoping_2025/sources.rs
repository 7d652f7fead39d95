//! The sources of the demonstration's seed, and its salt key. All of it is made up and stands in this file for anyone to
//! read: in a real ceremony each holder draws a secret from a good generator and shows it to nobody before the reveal.

use double_random::{
    SaltError, SaltKey, Secret, SeedError, Source, SourceCommitment, Sources, Suite, Witness,
};

/// Who holds a secret, and the file it is kept in.
pub(crate) const HOLDERS: [(&str, &str); 2] =
    [("信用监管股", "secret-credit-office.txt"), ("纪检监察组", "secret-discipline-office.txt")];

/// A public text that does not exist when the commitment is published: six of 33 balls and one of 16, 24 bits.
pub(crate) const LOTTERY: (&str, &str) = ("福彩双色球开奖号码（演示）", "03 11 14 20 25 31 | 07");
const LOTTERY_BITS: u32 = 24;

/// The text of a demonstration secret.
pub(crate) fn secret_text(label: &str) -> String {
    Suite::Sha256.hash(format!("演示用，不得用于正式抽取：{label}").as_bytes()).to_string()
}

pub(crate) fn salt_key() -> Result<SaltKey, SaltError> {
    secret_text("盐值密钥").parse()
}

pub(crate) fn committed() -> Result<Sources, SeedError> {
    let mut commitments = Vec::new();
    for (label, _) in HOLDERS {
        let secret = Secret::new(label, &secret_text(label))?;
        commitments.push(SourceCommitment::secret(Suite::Sha256, label, &secret));
    }
    commitments.push(SourceCommitment::public(LOTTERY.0, LOTTERY_BITS));
    Sources::new(commitments, Witness::Witnessed)
}

pub(crate) fn revealed() -> Result<Vec<Source>, SeedError> {
    let mut sources = Vec::new();
    for (label, _) in HOLDERS {
        sources.push(Source::secret(label, Secret::new(label, &secret_text(label))?));
    }
    sources.push(Source::public(LOTTERY.0, LOTTERY.1));
    Ok(sources)
}
