//! What holds for some days: certificates and leave.

use super::InspectorError;
use crate::date::Window;
use crate::table::check_pieces;

/// A certificate of law enforcement (执法证件) and when it is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "执法证件")]
pub struct Certificate {
    /// Its number (执法证号).
    pub number: String,
    /// From the first to the last day on which it is valid.
    pub valid: Window,
}

/// Reads a field of certificates; no number may come twice.
pub(super) fn read_certificates(field: &str) -> Result<Vec<Certificate>, InspectorError> {
    let mut certificates: Vec<Certificate> = Vec::new();
    check_pieces(field, |piece| {
        let (number, days) = piece
            .rsplit_once('=')
            .filter(|(number, _)| !number.is_empty() && number.trim_end() == *number)
            .ok_or_else(|| InspectorError::NotACertificate { text: piece.to_owned() })?;
        if certificates.iter().any(|known| known.number == number) {
            return Err(InspectorError::RepeatedCertificate { number: number.to_owned() });
        }
        certificates.push(Certificate { number: number.to_owned(), valid: read_days(days)? });
        Ok(())
    })?;
    Ok(certificates)
}

/// Reads a field of leave.
pub(super) fn read_leave(field: &str) -> Result<Vec<Window>, InspectorError> {
    let mut leave = Vec::new();
    check_pieces(field, |piece| {
        leave.push(read_days(piece)?);
        Ok::<(), InspectorError>(())
    })?;
    Ok(leave)
}

/// `<day>/<day>`, the first and the last.
fn read_days(text: &str) -> Result<Window, InspectorError> {
    let (from, to) =
        text.split_once('/').ok_or_else(|| InspectorError::NotAPeriod { text: text.to_owned() })?;
    Ok(Window::new(from.parse()?, to.parse()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    fn window(from: &str, to: &str) -> Window {
        Window::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    /// Guards that a number is what stands before the last sign, and comes once.
    #[test]
    fn certificates_are_read_as_written_or_refused() {
        let read = read_certificates("晋（执）1=2=2023-01-01/2027-12-31；B 7=2025-07-01/2025-07-01").unwrap();
        let certificate = |number: &str, valid| Certificate { number: number.into(), valid };
        let expected = [
            certificate("晋（执）1=2", window("2023-01-01", "2027-12-31")),
            certificate("B 7", window("2025-07-01", "2025-07-01")),
        ];
        assert_eq!(read, expected);
        for (field, code) in [
            ("14050001", "inspector.not_a_certificate"),
            ("=2023-01-01/2027-12-31", "inspector.not_a_certificate"),
            ("1 =2023-01-01/2027-12-31", "inspector.not_a_certificate"),
            ("1=2023-01-01", "inspector.not_a_period"),
            ("1=2023-01-01/2027-12-31/", "date.not_a_day"),
            ("1=2023-02-29/2027-12-31", "date.not_a_day"),
            ("1= 2023-01-01/2027-12-31", "date.not_a_day"),
            ("1=2027-12-31/2023-01-01", "date.window_turned"),
            ("1=2023-01-01/2027-12-31;1=2028-01-01/2029-12-31", "inspector.repeated_certificate"),
            ("1=2023-01-01/2027-12-31;", "table.bad_pieces"),
        ] {
            assert_eq!(read_certificates(field).unwrap_err().code(), code, "{field}");
        }
    }

    /// Guards that a leave has both its days, and a day may be the first and the last.
    #[test]
    fn leave_is_read_as_written_or_refused() {
        let read = read_leave("2025-07-01/2025-07-14;2025-10-01/2025-10-01").unwrap();
        assert_eq!(read, [window("2025-07-01", "2025-07-14"), window("2025-10-01", "2025-10-01")]);
        for (field, code) in [
            ("2025-07-01", "inspector.not_a_period"),
            ("2025-07-01/", "date.not_a_day"),
            ("2025-07-14/2025-07-01", "date.window_turned"),
            ("2025-07-01 / 2025-07-14", "date.not_a_day"),
        ] {
            assert_eq!(read_leave(field).unwrap_err().code(), code, "{field}");
        }
    }
}
