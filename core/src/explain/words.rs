//! Explanations in words.

use std::fmt;

use super::{Competition, Explanation, WhyNot};

impl WhyNot {
    /// The reason in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.en(),
            Self::OnTheTeam => "already on this team",
            Self::AtCap => "has as many visits as allowed",
            Self::NeededElsewhere => "needed elsewhere, or the visits would be spread less evenly",
        }
    }

    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.zh(),
            Self::OnTheTeam => "已在本检查组内",
            Self::AtCap => "已达到检查次数上限",
            Self::NeededElsewhere => "其他检查需要此人，或将使任务分配更不均衡",
        }
    }
}

impl Explanation {
    /// The explanation in Chinese, a line for each place and each inspector passed over.
    pub fn zh(&self) -> String {
        let mut text = format!("检查对象{}（{}）\n", self.target, self.draws.join("、"));
        for (number, slot) in (1..).zip(&self.slots) {
            let chosen = slot.start.as_deref().unwrap_or("缺员");
            text += &format!("第{number}个名额（{}）：按顺序为{chosen}", slot.need.zh());
            if let Some(inspector) =
                slot.inspector.as_ref().filter(|inspector| Some(*inspector) != slot.start.as_ref())
            {
                text += &format!("，随机调整后为{inspector}");
            }
            text += "\n";
            for passed in &slot.passed_over {
                text += &format!("  {}：{}\n", passed.inspector, passed.why.zh());
            }
            text += &slot.competition.as_ref().map_or(String::new(), Competition::zh);
        }
        text
    }
}

/// The explanation in English, a line for each place and each inspector passed over.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "target {} ({})", self.target, self.draws.join(", "))?;
        for (number, slot) in (1..).zip(&self.slots) {
            let chosen = slot.start.as_deref().unwrap_or("open");
            let asked = if slot.need.is_plain() { "anyone".to_owned() } else { slot.need.to_string() };
            write!(f, "place {number} ({asked}): in order {chosen}")?;
            if let Some(inspector) =
                slot.inspector.as_ref().filter(|inspector| Some(*inspector) != slot.start.as_ref())
            {
                write!(f, ", after the random moves {inspector}")?;
            }
            writeln!(f)?;
            for passed in &slot.passed_over {
                writeln!(f, "  {}: {}", passed.inspector, passed.why.en())?;
            }
            if let Some(competition) = &slot.competition {
                f.write_str(&competition.en())?;
            }
        }
        Ok(())
    }
}

impl Competition {
    /// In Chinese: which places compete for whom, and that one is too many.
    pub fn zh(&self) -> String {
        let places = list(&self.places, |target, place| format!("{target}第{}个", place + 1), "、");
        if self.inspectors.is_empty() {
            return format!("  没有符合条件的人员：{places}\n");
        }
        let inspectors = list(&self.inspectors, |id, takes| format!("{id}至多{takes}个"), "、");
        let (wanted, there) = (self.places.len(), self.places.len().saturating_sub(1));
        format!("  {places}共{wanted}个名额，符合条件的人员（{inspectors}）合计只能承担{there}个\n")
    }

    /// In English: which places compete for whom, and that one is too many.
    pub fn en(&self) -> String {
        let places = list(&self.places, |target, place| format!("place {} of {target}", place + 1), ", ");
        if self.inspectors.is_empty() {
            return format!("  nobody is admissible: {places}\n");
        }
        let inspectors = list(&self.inspectors, |id, takes| format!("{id} at most {takes}"), ", ");
        let (wanted, there) = (self.places.len(), self.places.len().saturating_sub(1));
        format!("  {wanted} places ({places}) compete for who can take {there} of them ({inspectors})\n")
    }
}

fn list(items: &[(String, usize)], shown: impl Fn(&str, usize) -> String, between: &str) -> String {
    items.iter().map(|(id, number)| shown(id, *number)).collect::<Vec<_>>().join(between)
}
