//! Why an inspector cannot take a place in a team (specification, section 8.2).

use serde::{Deserialize, Serialize};

/// Why an inspector is not admissible for a slot of a visit (不予派入原因). The first that fits is the one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[doc(alias = "不予派入原因")]
pub enum RefusalReason {
    /// The status is another than in service.
    NotInService,
    /// On leave throughout the window of a task.
    OnLeave,
    /// No certificate is valid on some day of the window of a task.
    CertificateNotValid,
    /// Recused from the target or its owner (回避).
    #[doc(alias = "回避")]
    Recused,
    /// Not from the area that a task asks for.
    OtherArea,
    /// Not of the agency that the slot asks for.
    OtherAgency,
    /// Not a leader, and the slot asks for one.
    NotLeader,
    /// Without the qualification that the slot asks for.
    NotQualified,
}

impl RefusalReason {
    /// All reasons, in the order in which they are tried.
    pub const ALL: [Self; 8] = [
        Self::NotInService,
        Self::OnLeave,
        Self::CertificateNotValid,
        Self::Recused,
        Self::OtherArea,
        Self::OtherAgency,
        Self::NotLeader,
        Self::NotQualified,
    ];

    /// The code, as documents write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotInService => "not_in_service",
            Self::OnLeave => "on_leave",
            Self::CertificateNotValid => "certificate_not_valid",
            Self::Recused => "recused",
            Self::OtherArea => "other_area",
            Self::OtherAgency => "other_agency",
            Self::NotLeader => "not_leader",
            Self::NotQualified => "not_qualified",
        }
    }

    /// The reason in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::NotInService => "not in service",
            Self::OnLeave => "on leave throughout the window of the visit",
            Self::CertificateNotValid => "without a valid certificate on some day of the window",
            Self::Recused => "recused from the target or its owner",
            Self::OtherArea => "not from the area that the task asks for",
            Self::OtherAgency => "of another agency than the place is for",
            Self::NotLeader => "not a leader, where one is asked for",
            Self::NotQualified => "without the qualification that is asked for",
        }
    }

    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::NotInService => "不在岗",
            Self::OnLeave => "检查期间均在休假",
            Self::CertificateNotValid => "检查期间执法证件非始终有效",
            Self::Recused => "应当回避",
            Self::OtherArea => "不符合区域要求",
            Self::OtherAgency => "不属于所需部门",
            Self::NotLeader => "不能担任组长",
            Self::NotQualified => "不具备所需专业资格",
        }
    }
}

/// How many pairs of a slot and an inspector were refused for each reason (不予派入人次).
///
/// ```
/// use double_random::{RefusalReason, Refusals};
///
/// let refusals = Refusals { recused: 2, not_leader: 5, ..Refusals::default() };
/// assert_eq!((refusals.count(RefusalReason::Recused), refusals.sum()), (2, 7));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "不予派入人次")]
pub struct Refusals {
    /// Not in service.
    pub not_in_service: u64,
    /// On leave throughout the window.
    pub on_leave: u64,
    /// Without a valid certificate on some day of the window.
    pub certificate_not_valid: u64,
    /// Recused.
    pub recused: u64,
    /// Not from the area that is asked for.
    pub other_area: u64,
    /// Not of the agency that is asked for.
    pub other_agency: u64,
    /// Not a leader.
    pub not_leader: u64,
    /// Without the qualification that is asked for.
    pub not_qualified: u64,
}

impl Refusals {
    /// All of them.
    pub fn sum(&self) -> u64 {
        RefusalReason::ALL.into_iter().map(|reason| self.count(reason)).sum()
    }

    /// How many for this reason.
    pub fn count(&self, reason: RefusalReason) -> u64 {
        match reason {
            RefusalReason::NotInService => self.not_in_service,
            RefusalReason::OnLeave => self.on_leave,
            RefusalReason::CertificateNotValid => self.certificate_not_valid,
            RefusalReason::Recused => self.recused,
            RefusalReason::OtherArea => self.other_area,
            RefusalReason::OtherAgency => self.other_agency,
            RefusalReason::NotLeader => self.not_leader,
            RefusalReason::NotQualified => self.not_qualified,
        }
    }

    /// Counts this many pairs more.
    pub fn add(&mut self, reason: RefusalReason, pairs: u64) {
        *self.number(reason) += pairs;
    }

    /// Counts a pair that was counted for one reason for another instead.
    pub(crate) fn recount(&mut self, from: RefusalReason, to: RefusalReason) {
        *self.number(from) -= 1;
        *self.number(to) += 1;
    }

    fn number(&mut self, reason: RefusalReason) -> &mut u64 {
        match reason {
            RefusalReason::NotInService => &mut self.not_in_service,
            RefusalReason::OnLeave => &mut self.on_leave,
            RefusalReason::CertificateNotValid => &mut self.certificate_not_valid,
            RefusalReason::Recused => &mut self.recused,
            RefusalReason::OtherArea => &mut self.other_area,
            RefusalReason::OtherAgency => &mut self.other_agency,
            RefusalReason::NotLeader => &mut self.not_leader,
            RefusalReason::NotQualified => &mut self.not_qualified,
        }
    }
}

impl std::ops::AddAssign for Refusals {
    fn add_assign(&mut self, other: Self) {
        RefusalReason::ALL.into_iter().for_each(|reason| self.add(reason, other.count(reason)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that each reason counts in the member of its own code, in the order of the specification.
    #[test]
    fn each_reason_has_its_number() {
        for reason in RefusalReason::ALL {
            let mut refusals = Refusals::default();
            refusals.add(reason, 3);
            let json = serde_json::to_value(refusals).unwrap();
            assert_eq!(
                (json[reason.code()].as_u64(), refusals.count(reason), refusals.sum()),
                (Some(3), 3, 3)
            );
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
        let expected = concat!(
            r#"{"not_in_service":0,"on_leave":0,"certificate_not_valid":0,"recused":0,"other_area":0,"#,
            r#""other_agency":0,"not_leader":0,"not_qualified":0}"#
        );
        assert_eq!(serde_json::to_string(&Refusals::default()).unwrap(), expected);
    }
}
