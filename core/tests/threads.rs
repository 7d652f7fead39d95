//! Guards that threads change no draw.
#![cfg(feature = "rayon")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::ceremony;
use double_random::{
    Coordination, CsvOptions, Evidence, IdProfile, PartialDraw, PerTier, RiskTier, SampleSize, StratumDraw,
    Suite, TargetDirectory, TicketKey, stratified_draw, verify,
};

/// More rows than one round of any number of threads takes, some in no pool.
const ROWS: usize = 300_000;

fn draw(threads: usize, suite: Suite, ids: &[String]) -> (PerTier<StratumDraw>, PartialDraw) {
    let key = TicketKey::new(suite, &suite.hash(b"threads"));
    let tier = |row: usize| RiskTier::ALL.get(row % 5).copied();
    let size = SampleSize { drawn: PerTier([1, 300, 5_000, 60_000]), reserve: 7 };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let strata = stratified_draw(&key, ids, tier, &size, &mut ()).unwrap();
        (strata, PartialDraw::new(&key, ids, tier, size, &mut ()).unwrap())
    })
}

#[test]
fn any_number_of_threads_draws_the_same() {
    let ids: Vec<String> = (0..ROWS).map(|row| format!("91140581{row:010}")).collect();
    for suite in Suite::ALL {
        let alone = draw(1, suite, &ids);
        for threads in [2, 3, 7] {
            assert!(draw(threads, suite, &ids) == alone, "{threads} threads");
        }
    }
}

/// Rows of more pieces than there are threads, hashed for the commitment, the draw and the verification.
#[test]
fn any_number_of_threads_makes_the_same_record() {
    let twelve_thousand: Vec<_> = (0..60)
        .flat_map(|copy| {
            ceremony::rows().into_iter().map(move |mut row| {
                row[0] = format!("{}-{copy}", row[0]);
                row
            })
        })
        .collect();
    let directory = ceremony::directory_of(&twelve_thousand).salted("ab".repeat(32).parse().unwrap());
    let plan = ceremony::plan(Coordination::MergedVisits);
    let job = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let (_, record) = ceremony::draw(&plan, &directory, ceremony::setting(Suite::Sm3));
            let (text, document) = (record.to_json(), plan.to_json());
            let report = verify(&text, &Evidence::new(&document, &directory), &mut ()).unwrap();
            (text, report.to_string())
        })
    };
    let alone = job(1);
    for threads in [2, 3, 7] {
        assert!(job(threads) == alone, "{threads} threads");
    }
}

/// A file of several megabytes, in whose second half rows differ: `odd` writes one of a hundred of them, given its number.
fn file(odd: impl Fn(usize) -> String) -> String {
    let row = |number: usize| match number {
        _ if number > 30_000 && number.is_multiple_of(100) => odd(number),
        _ => format!(
            "高平市第{number}号商店,{},91140581{:010},{}\n",
            "备注".repeat(16),
            number * 7919 % 60_013,
            if number.is_multiple_of(2) { "A" } else { "B" }
        ),
    };
    "名称,备注,编号,tier\n".to_owned() + &(0..60_000).map(row).collect::<String>()
}

/// Rows that every part of a file must be read with: line breaks in quotes, blank lines, marks where a row begins, doubtful names; then bad
/// ones of every kind, and what ends a file.
#[test]
fn any_number_of_threads_reads_the_same() {
    let sound = file(|number| match number / 100 % 4 {
        0 => format!("\"甲,\"\"店\"\"\",,X-{number},\r\n\n"),
        1 => format!("\u{FEFF}店,,X-{number},高\n"),
        2 => format!("锟斤拷,,{:018},\n", number),
        _ => format!("{},\t,X-{number},\n", "长".repeat(20_000)).replace('\t', ""),
    });
    let bad = file(|number| match number / 100 % 4 {
        0 => format!("\"甲\n店\",,X-{number},E\n\n"),
        1 => format!("甲\t店,x-{number},\n"),
        2 => format!("甲,,91140581{:010},\n", number * 7919 % 60_013 + 1),
        _ => format!("甲, 乙,ｘ-{number},Ａ\n"),
    });
    let broken = bad.clone() + "甲,\"乙\"丙\n";
    let mut garbage = bad.clone().into_bytes();
    garbage.extend(b"\xB8\xDF,,X-0,\n");
    let options = CsvOptions::new(IdProfile::Ascii);
    let files = [sound.as_bytes(), bad.as_bytes(), broken.as_bytes(), &garbage];
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            files.map(|file| {
                let read = TargetDirectory::read_csv(file, &options);
                let warnings = read.as_ref().map(|directory| directory.warnings().clone()).ok();
                (read, warnings, TargetDirectory::read_csv_cleaned(file, &options))
            })
        })
    };
    let alone = read(1);
    assert_eq!(alone[0].0.as_ref().unwrap().len(), 60_000);
    assert!(alone[1..].iter().all(|(read, ..)| read.as_ref().is_err_and(|bad| bad.count() > 100)));
    for threads in [2, 3, 7] {
        assert!(read(threads) == alone, "{threads} threads");
    }
}
