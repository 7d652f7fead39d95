//! Whom an inspector keeps away from.

use super::InspectorError;
use crate::table::{check_pieces, words};

/// A target that an inspector must not inspect, and why (回避).
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "回避")]
pub struct Recusal {
    /// Which target, or whose.
    pub party: RecusalParty,
    /// How the inspector is related to them.
    pub relation: Relation,
}

/// Which targets a recusal is about (回避对象).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[doc(alias = "回避对象")]
#[doc(alias = "回避")]
pub enum RecusalParty {
    /// The target with this id.
    Target(String),
    /// Every target that carries this label, such as the name of its owner.
    Owner(String),
}

words! {
    /// How an inspector is related to whom they keep away from (回避关系).
    ///
    /// ```
    /// use double_random::Relation;
    ///
    /// assert_eq!("配偶".parse(), Ok(Relation::Spouse));
    /// assert_eq!(Relation::InLaw.code(), "in_law");
    /// ```
    #[doc(alias = "回避关系")]
    pub enum Relation, unknown: InspectorError::UnknownRelation {
        /// Husband or wife.
        Spouse = "spouse", "夫妻" | "配偶";
        /// Lineal relative by blood.
        Lineal = "lineal", "直系血亲";
        /// Collateral relative by blood.
        Collateral = "collateral", "旁系血亲";
        /// Relative by marriage.
        InLaw = "in_law", "姻亲";
        /// An interest in the matter.
        Interest = "interest", "利害关系";
        /// Any other.
        Other = "other", "其他";
    }
}

/// Reads a field of recusals.
pub(super) fn read_recusals(field: &str) -> Result<Vec<Recusal>, InspectorError> {
    let mut recusals = Vec::new();
    check_pieces(field, |piece| {
        let (party, relation) =
            parts(piece).ok_or_else(|| InspectorError::NotARecusal { text: piece.to_owned() })?;
        recusals.push(Recusal { party, relation: relation.parse()? });
        Ok::<(), InspectorError>(())
    })?;
    Ok(recusals)
}

/// The party of a piece, and its relation as written: ids and labels may hold any of the signs between them.
fn parts(piece: &str) -> Option<(RecusalParty, &str)> {
    let (kind, rest) = piece.split_once(':')?;
    let (name, relation) = rest.rsplit_once('=')?;
    let named = !name.is_empty() && name.trim() == name;
    let name = named.then(|| name.to_owned())?;
    match kind {
        "target" => Some((RecusalParty::Target(name), relation)),
        "owner" => Some((RecusalParty::Owner(name), relation)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    /// Guards that signs inside ids and labels belong to them, and that nothing is guessed.
    #[test]
    fn recusals_are_read_as_written_or_refused() {
        let owner = |name: &str, relation| Recusal { party: RecusalParty::Owner(name.into()), relation };
        let target = |id: &str, relation| Recusal { party: RecusalParty::Target(id.into()), relation };
        let read = read_recusals("owner:王某=配偶；target:A:1=in_law;owner:a=b=其他").unwrap();
        let expected =
            [owner("王某", Relation::Spouse), target("A:1", Relation::InLaw), owner("a=b", Relation::Other)];
        assert_eq!(read, expected);
        assert!(read_recusals("").unwrap().is_empty());
        for (field, code) in [
            ("owner:王某", "inspector.not_a_recusal"),
            ("王某=配偶", "inspector.not_a_recusal"),
            ("owner:=配偶", "inspector.not_a_recusal"),
            ("owner: 王某=配偶", "inspector.not_a_recusal"),
            ("owner:王某\u{3000}=配偶", "inspector.not_a_recusal"),
            ("Owner:王某=配偶", "inspector.not_a_recusal"),
            ("owner：王某=配偶", "inspector.not_a_recusal"),
            ("target=A:spouse", "inspector.not_a_recusal"),
            ("owner:王某=朋友", "inspector.unknown_relation"),
            ("owner:王某=", "inspector.unknown_relation"),
            ("owner:王某= 配偶", "inspector.unknown_relation"),
            ("owner:王某=配偶;", "table.bad_pieces"),
        ] {
            assert_eq!(read_recusals(field).unwrap_err().code(), code, "{field}");
        }
    }
}
