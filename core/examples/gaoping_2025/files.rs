//! The files of a ceremony, as they lie in a folder.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use double_random::{
    CsvOptions, Digest, DrawRecord, Evidence, IdProfile, InspectorDirectory, TargetDirectory,
    VerificationReport, verify,
};

use crate::sources::{HOLDERS, LOTTERY, secret_text};

/// A file's name and content.
pub(crate) type File = (&'static str, Vec<u8>);

/// The files of this ceremony.
pub(crate) fn of_ceremony(
    plan: &str,
    directory: &TargetDirectory,
    inspectors: &InspectorDirectory,
    commitment: &str,
    record: &DrawRecord,
) -> Result<Vec<File>, Box<dyn Error>> {
    let salt_key = directory.salt_key().ok_or("名录库没有加盐")?;
    let digests =
        format!("{}  commitment.json\n{}  record.json\n", record.commitment_digest, record.digest());
    let mut files = vec![
        ("README.txt", include_bytes!("README.zh.txt").to_vec()),
        ("plan.json", plan.into()),
        ("targets.csv", csv(|file| directory.write_csv(file))?),
        ("inspectors.csv", csv(|file| inspectors.write_csv(file))?),
        ("salt-key.txt", line(salt_key.reveal())),
        ("commitment.json", commitment.into()),
        ("lottery.txt", line(LOTTERY.1)),
        ("record.json", record.to_json().into()),
        ("SHA256SUMS", digests.into()),
    ];
    files.extend(HOLDERS.map(|(label, file)| (file, line(&secret_text(label)))));
    Ok(files)
}

/// With a byte order mark, by which spreadsheets know that the file is UTF-8.
fn csv(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut file = "\u{FEFF}".as_bytes().to_vec();
    write(&mut file)?;
    Ok(file)
}

fn line(text: &str) -> Vec<u8> {
    format!("{text}\n").into_bytes()
}

/// Writes the files that are not there yet. Those that are must be the same: a record is never written over, and neither is
/// what it rests on.
pub(crate) fn write(folder: &Path, files: &[File]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut missing = Vec::new();
    for (name, content) in files {
        let path = folder.join(name);
        if !path.try_exists()? {
            missing.push((path, content));
        } else if fs::read(&path)? != *content {
            let shown = path.display();
            return Err(format!("{shown}已存在且内容不同，未写入任何文件；请换一个目录，或先将其移走").into());
        }
    }
    for (path, content) in missing {
        fs::write(path, content)?;
    }
    Ok(())
}

/// Verifies the ceremony with nothing but what lies in the folder.
pub(crate) fn verify_folder(folder: &Path) -> Result<VerificationReport, Box<dyn Error>> {
    let read = |name| fs::read_to_string(folder.join(name));
    let digests = read("SHA256SUMS")?;
    let published = |name: &str| -> Result<Digest, Box<dyn Error>> {
        let mut lines = digests.lines().filter_map(|line| line.split_once("  "));
        let (digest, _) =
            lines.find(|(_, file)| *file == name).ok_or_else(|| format!("SHA256SUMS中没有{name}"))?;
        Ok(digest.parse()?)
    };
    let file = fs::File::open(folder.join("targets.csv"))?;
    let targets = TargetDirectory::read_csv(file, &CsvOptions::new(IdProfile::Ascii))?;
    let targets = targets.salted(read("salt-key.txt")?.trim_end().parse()?);
    let file = fs::File::open(folder.join("inspectors.csv"))?;
    let inspectors = InspectorDirectory::read_csv(file, &CsvOptions::new(IdProfile::Ascii))?;
    let plan = read("plan.json")?;
    let evidence = Evidence {
        inspectors: Some(&inspectors),
        commitment_digest: Some(published("commitment.json")?),
        record_digest: Some(published("record.json")?),
        ..Evidence::new(&plan, &targets)
    };
    Ok(verify(&read("record.json")?, &evidence, &mut ())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards what was written before: the same may be written again, anything else stops before the first file.
    #[test]
    fn nothing_is_written_over() {
        let folder = std::env::temp_dir().join(format!("double-random-files-{}", std::process::id()));
        let record = ("record.json", b"1\n".to_vec());
        write(&folder, std::slice::from_ref(&record)).unwrap();
        write(&folder, &[record]).unwrap();
        let others = [("plan.json", b"2\n".to_vec()), ("record.json", b"3\n".to_vec())];
        let refused = write(&folder, &others).unwrap_err().to_string();
        assert!(refused.contains("record.json已存在且内容不同"), "{refused}");
        assert_eq!(fs::read(folder.join("record.json")).unwrap(), b"1\n");
        assert!(!folder.join("plan.json").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
