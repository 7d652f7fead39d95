//! CSV as RFC 4180 has it, byte by byte.

/// The fields of a record.
pub(crate) type Record = Vec<Vec<u8>>;

/// The records of a file, without lines that have nothing on them, and whether its quotes pair; if not, those before
/// the bad quote.
pub(crate) fn records(file: &[u8]) -> (Vec<Record>, bool) {
    let (mut records, mut record, mut field) = (Vec::new(), Record::new(), Vec::new());
    let (mut nothing_on_it, mut at_start, mut quoted) = (true, true, false);
    let mut bytes = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file).iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.next_if_eq(&b'"').is_some() => field.push(byte),
            b'"' if quoted => {
                quoted = false;
                if !matches!(bytes.peek(), None | Some(b',' | b'\r' | b'\n')) {
                    return (records, false);
                }
            }
            _ if quoted => field.push(byte),
            b'\r' | b'\n' if nothing_on_it => {}
            b'\r' | b'\n' => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
                (nothing_on_it, at_start) = (true, true);
            }
            b',' => {
                record.push(std::mem::take(&mut field));
                (nothing_on_it, at_start) = (false, true);
            }
            _ => {
                quoted = byte == b'"' && at_start;
                field.extend((!quoted).then_some(byte));
                (nothing_on_it, at_start) = (false, false);
            }
        }
    }
    if !quoted && !nothing_on_it {
        record.push(field);
        records.push(record);
    }
    (records, !quoted)
}

/// A record as a line, all of its fields in quotes.
pub(crate) fn line(record: &Record) -> Vec<u8> {
    let quoted = |field: &Vec<u8>| [b"\"", &doubled(field)[..], b"\""].concat();
    [record.iter().map(quoted).collect::<Vec<_>>().join(&b','), vec![b'\n']].concat()
}

fn doubled(field: &[u8]) -> Vec<u8> {
    field.iter().flat_map(|byte| vec![*byte; if *byte == b'"' { 2 } else { 1 }]).collect()
}
