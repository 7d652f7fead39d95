//! The list of one tier.

/// A target that is on the list (现行名单), or was.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "现行名单")]
pub struct TargetInForce {
    /// Its id.
    pub id: String,
    /// How it came on the list.
    pub origin: Origin,
}

/// How a target came on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// It was drawn.
    Drawn,
    /// It stands in for another (补抽).
    Replacement {
        /// For whom.
        of: String,
    },
    /// It was added (追加抽取).
    Supplement,
}

/// The list of one tier. Whoever ever was on it is the beginning of the order, so how many they are is where the next stands.
#[derive(Debug, Default)]
pub(super) struct TierInForce {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    target: TargetInForce,
    taken_off: bool,
}

impl TierInForce {
    /// The list as drawn.
    pub(super) fn drawn(ids: impl IntoIterator<Item = String>) -> Self {
        let mut list = Self::default();
        ids.into_iter().for_each(|id| list.put_on(id, Origin::Drawn));
        list
    }

    /// How many ever were on the list.
    pub(super) fn ever(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn in_force(&self) -> impl Iterator<Item = &TargetInForce> {
        self.entries.iter().filter(|entry| !entry.taken_off).map(|entry| &entry.target)
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.in_force().any(|target| target.id == id)
    }

    pub(super) fn put_on(&mut self, id: String, origin: Origin) {
        self.entries.push(Entry { target: TargetInForce { id, origin }, taken_off: false });
    }

    pub(super) fn take_off(&mut self, id: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.target.id == id) {
            entry.taken_off = true;
        }
    }
}
