import { isWrong, median, medianDifference, medianRatio } from "../harness/rounds.mjs";

/** The median of one measure of a contender; undefined when it was not measured or was wrong. */
export function value(cell, contender, measure) {
  const values = series(cell, contender, measure);
  return values && median(values);
}

/** The median of the per-round ratios of one measure to another contender's. */
export function ratio(cell, contender, base, measure) {
  const values = series(cell, contender, measure);
  const bases = series(cell, base, measure);
  return values && bases && medianRatio(values, bases);
}

/** The median of the per-round differences of one measure to another contender's. */
export function above(cell, contender, base, measure) {
  const values = series(cell, contender, measure);
  const bases = series(cell, base, measure);
  return values && bases && medianDifference(values, bases);
}

/** What is the same in every round, such as a size. */
export function fact(cell, contender, name) {
  return cell?.[contender]?.[0]?.[name];
}

function series(cell, contender, measure) {
  const measurements = cell?.[contender];
  if (!measurements || measurements.length === 0 || isWrong(measurements)) return undefined;
  return measurements.map((measurement) => measurement[measure]);
}
