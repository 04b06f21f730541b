// Medians, spread, and what else the machine was doing.

import { cpus, loadavg } from 'node:os';

/** The value below which this part of the values lies, by the nearest rank. */
export function quantile(values, part) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

export const median = (values) => quantile(values, 0.5);

/** A measured series in short. */
export const summary = (values) => ({ median: median(values), p95: quantile(values, 0.95), min: Math.min(...values), max: Math.max(...values), count: values.length });

/**
 * How far repeats of one measurement lie apart: the distance between the quartiles as a part of the
 * median, of each series, and of those the median.
 */
export function spread(series) {
  return median(series.map((values) => (quantile(values, 0.75) - quantile(values, 0.25)) / median(values)));
}

/** The machine's load a processor; more than 1 is work that waits. */
export const load = () => loadavg()[0] / cpus().length;

/** Runs a measurement. Returns its result with when it ran, and how busy the machine was. */
export async function withNoise(work) {
  const date = new Date().toISOString().slice(0, 10);
  const loads = [load()];
  const watch = setInterval(() => loads.push(load()), 5_000);
  try {
    const result = await work();
    const [processor] = cpus();
    return { ...result, noise: { ...result.noise, date, cores: cpus().length, processor: processor.model, load: { median: median(loads), max: Math.max(...loads) } } };
  } finally {
    clearInterval(watch);
  }
}
