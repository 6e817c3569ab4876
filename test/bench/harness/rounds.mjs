// One measurement at a time, round-robin, each round in the reverse order of the one before: a machine that
// grows slower or faster during a run does so for all contenders alike.

/**
 * Measures every contender once a round. One that gives a wrong result is not measured again.
 *
 * @typedef {{ wrong?: true, reason?: string, [measure: string]: unknown }} Measurement
 * @param {readonly string[]} contenders
 * @param {number} rounds
 * @param {(contender: string) => Promise<Measurement>} measure
 * @returns {Promise<Record<string, Measurement[]>>} of each contender its measurements in the order of the rounds,
 *   or the wrong one alone
 */
export async function roundRobin(contenders, rounds, measure) {
  const measurements = Object.fromEntries(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      if (isWrong(measurements[contender])) continue;
      const measurement = await measure(contender);
      if (measurement.wrong) measurements[contender] = [measurement];
      else measurements[contender].push(measurement);
    }
  }
  return measurements;
}

/** Whether a contender gave a wrong result. */
export function isWrong(measurements) {
  return measurements[0]?.wrong === true;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of each round: a slow round is slow for both sides. */
export function medianRatio(values, base) {
  return median(values.map((value, round) => value / base[round]));
}

/** The median of the differences of each round. */
export function medianDifference(values, base) {
  return median(values.map((value, round) => value - base[round]));
}
