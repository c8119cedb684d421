//! Measures two or more pieces of work in turns: what disturbs one disturbs the others, and medians forget it.

use std::time::{Duration, Instant};

/// Work that is repeated so many times.
pub(crate) type Work = Box<dyn FnMut(u32)>;

/// One round takes so long for each piece of work.
const ROUND: Duration = Duration::from_micros(400);
const ROUNDS: usize = 201;

/// What one comparison found.
pub(crate) struct Comparison {
    /// Nanoseconds of ours, in the median.
    pub(crate) ours: f64,
    /// Nanoseconds of the baseline, in the median.
    pub(crate) baseline: f64,
    /// The median of the ratios of all rounds.
    pub(crate) ratio: f64,
}

/// Compares our work with the baseline's.
pub(crate) fn compare(ours: Work, baseline: Work) -> Comparison {
    let [ours, baseline] = <[_; 2]>::try_from(rounds(vec![ours, baseline])).expect("two go in");
    let ratios = ours.iter().zip(&baseline).map(|(ours, baseline)| ours / baseline).collect();
    Comparison { ours: median(ours), baseline: median(baseline), ratio: median(ratios) }
}

/// By which power of the size the time grows: 1 when each part takes the same time, however many there are.
pub(crate) fn exponent(works: Vec<(f64, Work)>) -> f64 {
    let (sizes, works): (Vec<f64>, Vec<Work>) = works.into_iter().unzip();
    let points: Vec<(f64, f64)> =
        sizes.into_iter().zip(rounds(works)).map(|(size, times)| (size.ln(), median(times).ln())).collect();
    slope(&points)
}

/// The line through the points, by least squares.
#[expect(clippy::cast_precision_loss, reason = "there are three points")]
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let over: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let under: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    over / under
}

/// The nanoseconds of each piece of work in each round.
fn rounds(mut works: Vec<Work>) -> Vec<Vec<f64>> {
    let counts: Vec<u32> = works.iter_mut().map(repetitions).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); works.len()];
    for round in 0..ROUNDS {
        for turn in 0..works.len() {
            // Each comes first as often as the others.
            let index = (turn + round) % works.len();
            let started = Instant::now();
            works[index](counts[index]);
            times[index].push(started.elapsed().as_secs_f64() * 1e9 / f64::from(counts[index]));
        }
    }
    times
}

/// So many repetitions fill a round.
fn repetitions(work: &mut Work) -> u32 {
    let mut count = 1;
    loop {
        let started = Instant::now();
        work(count);
        let took = started.elapsed();
        if took >= ROUND / 2 || count > 1 << 24 {
            return count.saturating_mul(2).max(1);
        }
        count *= 2;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
