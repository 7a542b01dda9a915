'use strict';

// The little statistics the scenarios need.

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The geometric mean, which is what ratios are averaged with; null without values. */
function geometricMean(values) {
  return values.length === 0 ? null : Math.exp(mean(values.map(Math.log)));
}

/** Half the distance between the quartiles in relation to the median: how much the values scatter. */
function scatter(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (half === 0) return 0;
  return (median(sorted.slice(-half)) - median(sorted.slice(0, half))) / 2 / median(sorted);
}

/**
 * Least-squares line through points `[x, y]`: `{ slope, error }`, where `error` is the standard
 * error of the slope. Both null with fewer than three points, which say nothing about a trend.
 */
function trend(points) {
  if (points.length < 3) return { slope: null, error: null };
  const mx = mean(points.map(([x]) => x));
  const my = mean(points.map(([, y]) => y));
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  const sxy = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  const slope = sxy / sxx;
  const rest = points.reduce((sum, [x, y]) => sum + (y - my - slope * (x - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (points.length - 2) / sxx) };
}

/** Slopes of the lines through all pairs of points `[x, y]`, in order. */
function pairSlopes(points) {
  const slopes = [];
  points.forEach(([x0, y0], at) => {
    for (const [x1, y1] of points.slice(at + 1)) slopes.push((y1 - y0) / (x1 - x0));
  });
  return slopes.sort((a, b) => a - b);
}

// Two-sided 95 % of the normal distribution.
const Z95 = 1.96;

/**
 * Theil-Sen line through points `[x, y]` of different x: `{ slope, low, high }`, the median of the slopes
 * of all pairs, and Sen's 95 % interval, whose ranks come from the variance of Kendall's statistic.
 * Unlike least squares it is not moved by a share of outliers below 29 %. All null with fewer than five
 * points, for which there is no such interval.
 *
 * https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator
 */
function steadyTrend(points) {
  const n = points.length;
  if (n < 5) return { slope: null, low: null, high: null };
  const slopes = pairSlopes(points);
  const spread = Z95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const low = Math.max(0, Math.floor((slopes.length - spread) / 2));
  return { slope: median(slopes), low: slopes[low], high: slopes[slopes.length - 1 - low] };
}

module.exports = { mean, median, geometricMean, scatter, trend, steadyTrend };
