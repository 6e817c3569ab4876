/**
 * The other end of `measureInChild`: runs a measurement on the job in the arguments and sends what it gives.
 *
 * @param {(job: any) => Promise<import("./rounds.mjs").Measurement>} measure
 */
export async function answer(measure) {
  const job = JSON.parse(process.argv[2]);
  const result = await measure(job).catch(wrong);
  process.send(result, () => process.exit(0));
}

/** A contender that throws has given no right result; the reason goes along. */
export function wrong(error) {
  return { wrong: true, reason: String(error?.message ?? error).slice(0, 200) };
}
