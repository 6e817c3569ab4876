import type { LambdaAnswer } from "./host.js";

/** An invocation's answer, or a timeout when it takes longer. What was started is not stopped. */
export async function within(ms: number, answer: Promise<LambdaAnswer>): Promise<LambdaAnswer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<LambdaAnswer>((resolve) => {
    timer = setTimeout(resolve, ms, { kind: "timeout" });
  });
  try {
    return await Promise.race([answer, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
