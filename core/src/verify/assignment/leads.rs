//! Who leads to whom, while ways are added and none is taken away.

use fixedbitset::FixedBitSet;

/// For each node of a graph the nodes that lead to it by one arc or more, and itself.
pub(super) struct Leads {
    onto: Vec<FixedBitSet>,
}

impl Leads {
    /// So many nodes, none of which leads to another.
    pub(super) fn new(nodes: usize) -> Self {
        let alone = |node| {
            let mut set = FixedBitSet::with_capacity(nodes);
            set.insert(node);
            set
        };
        Self { onto: (0..nodes).map(alone).collect() }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.onto.len()
    }

    /// The nodes that lead to this one.
    pub(super) fn onto(&self, node: usize) -> Option<&FixedBitSet> {
        self.onto.get(node)
    }

    /// Adds an arc from each of these nodes to one that nothing leads away from yet.
    pub(super) fn lead_from(&mut self, from: impl Iterator<Item = usize>, to: usize) {
        let mut all = FixedBitSet::new();
        from.filter_map(|from| self.onto.get(from)).for_each(|onto| all.union_with(onto));
        if let Some(onto) = self.onto.get_mut(to) {
            onto.union_with(&all);
        }
    }

    /// Adds an arc from a node to each of these.
    pub(super) fn lead_to(&mut self, from: usize, to: &FixedBitSet) {
        let Some(before) = self.onto.get(from).cloned() else { return };
        for onto in &mut self.onto {
            if !onto.contains(from) && !onto.is_disjoint(to) {
                onto.union_with(&before);
            }
        }
    }

    /// Takes away the nodes from this one on, but not the ways that lead through them, and puts as many new ones there.
    pub(super) fn renew(&mut self, first: usize) {
        for (node, onto) in self.onto.iter_mut().enumerate() {
            onto.remove_range(if node < first { first.. } else { 0.. });
            onto.insert(node);
        }
    }
}
