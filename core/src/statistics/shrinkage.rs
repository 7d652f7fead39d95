//! Rates of groups, drawn towards what is expected the more, the less is known of a group.

use super::counts::square;

/// What one group had, what it was expected to have, and how far that strays by chance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deviation {
    pub(super) found: f64,
    pub(super) expected: f64,
    pub(super) variance: f64,
}

impl Deviation {
    /// Whether chance had any room.
    pub(super) fn is_free(&self) -> bool {
        self.variance > 0.0
    }

    fn ratio(&self) -> f64 {
        self.found / self.expected
    }

    fn variance_of_ratio(&self) -> f64 {
        self.variance / square(self.expected)
    }

    /// The ratio of found to expected as the best linear prediction has it, if the true ratios of groups vary around 1 with
    /// variance `between`.
    ///
    /// Source: Marshall (1991), "Mapping disease and mortality rates using empirical Bayes estimators", *Journal of the Royal
    /// Statistical Society C* 40, 283–294. He takes the variance by chance from the Poisson distribution; problems are not rare
    /// enough for that, so here it is the exact one given the totals.
    pub(super) fn shrunken_ratio(&self, between: f64) -> f64 {
        if !self.is_free() {
            return 1.0;
        }
        1.0 + between / (between + self.variance_of_ratio()) * (self.ratio() - 1.0)
    }
}

/// The variance of the true ratios between groups, over what chance explains; 0 where chance explains all.
///
/// Source: Paule & Mandel (1982), "Consensus values and weighting factors", *Journal of Research of the National Bureau of
/// Standards* 87, 377–385: the variance under which the weighted sum of squares is what it is on average.
pub(super) fn variance_between(groups: impl IntoIterator<Item = Deviation>) -> f64 {
    let free: Vec<_> = groups.into_iter().filter(Deviation::is_free).collect();
    let degrees = free.len().saturating_sub(1) as f64;
    let squares = |between: f64| -> f64 {
        let part = |group: &Deviation| square(group.ratio() - 1.0) / (between + group.variance_of_ratio());
        free.iter().map(part).sum()
    };
    if squares(0.0) <= degrees {
        return 0.0;
    }
    // Under this variance even groups without any variance by chance would come to less.
    let most = free.iter().map(|group| square(group.ratio() - 1.0)).sum::<f64>() / degrees.max(1.0);
    let (mut low, mut high) = (0.0, most);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if squares(middle) > degrees {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
#[allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
mod tests {
    use super::*;

    fn groups(numbers: &[(f64, f64, f64)]) -> Vec<Deviation> {
        let of = |(found, expected, variance): &(f64, f64, f64)| Deviation {
            found: *found,
            expected: *expected,
            variance: *variance,
        };
        numbers.iter().map(of).collect()
    }

    /// Guards that the variance between makes the weighted sum of squares what it is on average, and that chance alone leaves
    /// none.
    #[test]
    fn the_variance_between_solves_its_equation() {
        let varied = groups(&[(12.0, 5.0, 4.0), (3.0, 6.0, 4.5), (2.0, 4.0, 3.0), (9.0, 11.0, 8.0)]);
        let between = variance_between(varied.iter().copied());
        let sum: f64 = varied
            .iter()
            .map(|group| square(group.ratio() - 1.0) / (between + group.variance_of_ratio()))
            .sum();
        assert!(between > 0.1 && (sum - 3.0).abs() < 1e-9, "{between} {sum}");
        let even = groups(&[(6.0, 5.0, 4.0), (5.0, 6.0, 4.5), (4.0, 4.0, 3.0)]);
        assert_eq!(variance_between(even).to_bits(), 0.0_f64.to_bits());
        assert_eq!(variance_between([]).to_bits(), 0.0_f64.to_bits());
    }

    /// Guards that a group is drawn to what is expected the more, the more chance could do, and never beyond.
    #[test]
    fn small_groups_are_drawn_in_most() {
        let [large, small] =
            [(60.0, 30.0, 20.0), (2.0, 1.0, 0.8)].map(|of| groups(&[of])[0].shrunken_ratio(0.1));
        assert!(1.0 < small && small < large && large < 2.0, "{small} {large}");
        assert_eq!(groups(&[(3.0, 3.0, 0.0)])[0].shrunken_ratio(0.1).to_bits(), 1.0_f64.to_bits());
    }
}
