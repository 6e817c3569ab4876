import { setTimeout } from "node:timers/promises";
import type { Answer } from "./answer.js";

/** Milliseconds for one answer: more than a provider's time limit, for those that have none. */
const LONGEST = 40_000;

/**
 * An answer, or one that says that there was none. A server waits for a function as long as it takes.
 *
 * @param asked the wire, and a name for the input.
 */
export async function answeredInTime(
  answer: Promise<Answer | undefined>,
  asked: Pick<Answer, "wire" | "input">,
  longest = LONGEST,
): Promise<Answer | undefined> {
  const given = new AbortController();
  const late = setTimeout(longest, undefined, { signal: given.signal }).then(
    (): Answer => ({ ...asked, parts: { outcome: `no answer in ${longest / 1_000} s` }, log: undefined }),
  );
  late.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    given.abort();
  }
}
