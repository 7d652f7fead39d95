//! A distribution over neighbouring whole numbers that rises to one mode and falls after it.
//!
//! Probabilities are worked out relative to the mode by the ratios of neighbours, then divided by their sum. That takes the
//! four basic operations alone, which IEEE 754 rounds in one way everywhere, so every number here is the same on every machine.

/// A distribution, known by the ratios of neighbouring probabilities. No factorial is needed, so nothing cancels, however large the
/// numbers.
pub(super) struct Unimodal {
    first: u64,
    /// From `first` on, up to a common factor; what is less than 10^-300 of the mode is left out.
    relative: Vec<f64>,
    mode: usize,
}

impl Unimodal {
    /// The numbers from `least` to `most`; `ratio(k)` is `P(k + 1) / P(k)` and falls as `k` grows.
    pub(super) fn new(least: u64, most: u64, ratio: impl Fn(u64) -> f64) -> Self {
        let mode = mode(least, most, &ratio);
        // Below the mode it is turned over.
        let mut below = falling((least..mode).rev(), |k| 1.0 / ratio(k));
        let mode_at = below.len();
        below.reverse();
        let above = falling(mode..most, ratio);
        let relative = below.into_iter().chain([1.0]).chain(above).collect();
        Self { first: mode - mode_at as u64, relative, mode: mode_at }
    }

    /// The distribution of the sum of a number of each. Both have falling ratios, and so has the sum (Karlin 1968, *Total
    /// Positivity*, section 8.1).
    pub(super) fn plus(&self, other: &Self) -> Self {
        let sums = convolved(&self.relative, &other.relative);
        let at = |place: u64| usize::try_from(place).ok().and_then(|place| sums.get(place)).copied();
        let ratio = |place| at(place + 1).zip(at(place)).map_or(0.0, |(next, this)| next / this);
        let mut sum = Self::new(0, sums.len() as u64 - 1, ratio);
        sum.first += self.first + other.first;
        sum
    }

    /// The distribution in which each number is `odds` times as likely, compared with the number before it, as here.
    pub(super) fn tilted(&self, odds: f64) -> Self {
        let at = |number: u64| {
            usize::try_from(number - self.first).ok().and_then(|place| self.relative.get(place)).copied()
        };
        let ratio = |number| at(number + 1).zip(at(number)).map_or(0.0, |(next, this)| next / this * odds);
        Self::new(self.first, self.last(), ratio)
    }

    /// The least number.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// The greatest number.
    pub(super) fn last(&self) -> u64 {
        self.first + self.relative.len() as u64 - 1
    }

    /// Each number with its probability.
    pub(super) fn probabilities(&self) -> impl Iterator<Item = (u64, f64)> {
        let all = self.sum(|_| 1.0);
        (self.first..).zip(self.relative.iter().map(move |relative| relative / all))
    }

    /// The probability of `number` or more.
    pub(super) fn at_least(&self, number: u64) -> f64 {
        self.sum(|k| if k >= number { 1.0 } else { 0.0 }) / self.sum(|_| 1.0)
    }

    /// The probability of `number` or fewer.
    pub(super) fn at_most(&self, number: u64) -> f64 {
        self.sum(|k| if k <= number { 1.0 } else { 0.0 }) / self.sum(|_| 1.0)
    }

    /// The average number.
    pub(super) fn mean(&self) -> f64 {
        self.sum(|k| k as f64) / self.sum(|_| 1.0)
    }

    /// The number at which a uniform number between 0 and 1 arrives, counting from the mode outwards.
    pub(super) fn at(&self, uniform: f64) -> u64 {
        let mut left = uniform * self.sum(|_| 1.0);
        let (down, up) = self.relative.split_at(self.mode);
        let mut down = down.iter().rev().zip((self.first..self.first + self.mode as u64).rev());
        let mut up = up.iter().zip(self.first + self.mode as u64..);
        let mut last = self.first + self.mode as u64;
        loop {
            let (above, below) = (up.next(), down.next());
            if above.is_none() && below.is_none() {
                return last;
            }
            for (relative, number) in [above, below].into_iter().flatten() {
                left -= relative;
                last = number;
                if left < 0.0 {
                    return number;
                }
            }
        }
    }

    /// The sum over all numbers, each weighed, from the far ends to the mode: small ones first.
    fn sum(&self, weight: impl Fn(u64) -> f64) -> f64 {
        let (down, up) = self.relative.split_at(self.mode);
        let middle = self.first + self.mode as u64;
        let down = (self.first..).zip(down).map(|(k, relative)| weight(k) * relative).sum::<f64>();
        let up = up.iter().enumerate().rev();
        down + up.map(|(at, relative)| weight(middle + at as u64) * relative).sum::<f64>()
    }
}

/// The probabilities of sums, from those of two numbers; neither list is empty.
pub(super) fn convolved(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; (one.len() + other.len()).saturating_sub(1)];
    for (at, one) in one.iter().enumerate() {
        for (sum, other) in sums.iter_mut().skip(at).zip(other) {
            *sum += one * other;
        }
    }
    sums
}

/// Where the ratios come down to 1.
fn mode(mut low: u64, mut high: u64, ratio: impl Fn(u64) -> f64) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if ratio(middle) >= 1.0 {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The products of the ratios along `steps`, as long as they count.
fn falling(steps: impl Iterator<Item = u64>, ratio: impl Fn(u64) -> f64) -> Vec<f64> {
    let mut relative = 1.0;
    let mut products = Vec::new();
    for k in steps {
        relative *= ratio(k);
        if relative < 1e-300 {
            break;
        }
        products.push(relative);
    }
    products
}

#[cfg(test)]
#[allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
mod tests {
    use super::super::hypergeometric::{hypergeometric, with_odds};
    use super::*;

    fn same(one: &Unimodal, other: &Unimodal) {
        let (one, other): (Vec<_>, Vec<_>) = (one.probabilities().collect(), other.probabilities().collect());
        assert_eq!(one.len(), other.len());
        for ((number, probability), (of, expected)) in one.into_iter().zip(other) {
            assert!(
                number == of && (probability / expected - 1.0).abs() < 1e-12,
                "{number}: {probability} {expected}"
            );
        }
    }

    /// Guards sums against adding up pairs, and that their order does not matter.
    #[test]
    fn sums_are_those_of_pairs() {
        let (one, other) = (hypergeometric(20, 8, 6), hypergeometric(15, 11, 9));
        let sum = one.plus(&other);
        for (number, probability) in sum.probabilities() {
            let pairs = one
                .probabilities()
                .flat_map(|(a, p)| other.probabilities().map(move |(b, q)| (a + b, p * q)));
            let expected: f64 = pairs.filter(|(of, _)| *of == number).map(|(_, p)| p).sum();
            assert!((probability - expected).abs() < 1e-15, "{number}");
        }
        assert!((sum.mean() - one.mean() - other.mean()).abs() < 1e-12);
        same(&sum, &other.plus(&one));
    }

    /// Guards that other odds may be put in afterwards and taken out again, also far from where a distribution lies.
    #[test]
    fn odds_may_be_changed_afterwards() {
        same(&hypergeometric(60, 25, 30).tilted(7.5), &with_odds(60, 25, 30, 7.5));
        same(&with_odds(60, 25, 30, 1e4).tilted(1e-4), &hypergeometric(60, 25, 30));
    }
}
