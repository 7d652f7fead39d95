//! Several tests taken together.

use serde::Serialize;
use statrs::function::gamma::checked_gamma_ur;

/// The p-values of independent tests as one test.
///
/// Source: Fisher (1932), *Statistical Methods for Research Workers*, fourth edition, section 21.1: minus twice the sum of the
/// logarithms is chi-square with two degrees of freedom for each test. P-values of counts take few values, which makes it err
/// on the safe side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FisherTest {
    /// Minus twice the sum of the logarithms of the p-values.
    pub statistic: f64,
    /// Twice the number of tests.
    pub degrees: u64,
    /// The p-value of all together.
    pub p: f64,
}

/// All together; none if there are no tests.
pub(super) fn fisher(p_values: &[f64]) -> Option<FisherTest> {
    let degrees = 2 * p_values.len() as u64;
    let statistic = p_values.iter().map(|p| -2.0 * p.max(f64::MIN_POSITIVE).ln()).sum();
    (degrees > 0).then(|| FisherTest { statistic, degrees, p: chi_square_tail(statistic, degrees) })
}

/// Each p-value, raised so that the chance of any below a level is at most that level, however the tests hang together.
///
/// Source: Holm (1979), "A simple sequentially rejective multiple test procedure", *Scandinavian Journal of Statistics* 6,
/// 65–70.
pub(super) fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order = ascending(p_values);
    let mut least: f64 = 0.0;
    for ((_, p), left) in order.iter_mut().zip((1..=p_values.len()).rev()) {
        least = least.max((*p * left as f64).min(1.0));
        *p = least;
    }
    in_place(order)
}

/// Each p-value, raised so that of those below a level a part of at most that level is so by chance, on average.
///
/// Source: Benjamini & Hochberg (1995), "Controlling the false discovery rate", *Journal of the Royal Statistical Society B* 57,
/// 289–300.
pub(super) fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let (mut order, all) = (ascending(p_values), p_values.len() as f64);
    let mut most: f64 = 1.0;
    for (place, (_, p)) in order.iter_mut().enumerate().rev() {
        most = most.min(*p * (all / (place + 1) as f64));
        *p = most;
    }
    in_place(order)
}

fn ascending(p_values: &[f64]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    order
}

fn in_place(mut order: Vec<(usize, f64)>) -> Vec<f64> {
    order.sort_by_key(|(place, _)| *place);
    order.into_iter().map(|(_, p)| p).collect()
}

/// The probability that chi-square with these degrees of freedom is `statistic` or more.
pub(super) fn chi_square_tail(statistic: f64, degrees: u64) -> f64 {
    // It has no tail at or below nothing, nor without degrees of freedom: everything is as it must be.
    checked_gamma_ur(degrees as f64 / 2.0, statistic / 2.0).map_or(1.0, |p| p.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards all three by the values of `scipy.stats.combine_pvalues` and `statsmodels.stats.multitest.multipletests`.
    #[test]
    fn tests_are_combined() {
        let p_values = [0.01, 0.20, 0.03, 0.50];
        let Some(FisherTest { statistic, degrees, p }) = fisher(&p_values) else { panic!() };
        assert_eq!(degrees, 8);
        assert!(
            (statistic - 20.828_626_352_604_235).abs() < 1e-9
                && (p - 0.007_616_871_850_449_092).abs() < 1e-12,
            "{statistic} {p}"
        );
        let raised = [holm(&p_values), benjamini_hochberg(&p_values)].concat();
        let expected = [0.04, 0.40, 0.09, 0.50, 0.04, 0.266_666_666_666_666_67, 0.06, 0.50];
        for (adjusted, expected) in raised.iter().zip(expected) {
            assert!((adjusted - expected).abs() < 1e-12, "{raised:?}");
        }
        assert_eq!((fisher(&[]), holm(&[]), benjamini_hochberg(&[])), (None, vec![], vec![]));
    }
}
