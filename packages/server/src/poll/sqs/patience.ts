import type { CallOptions } from "./client.js";

/** Milliseconds for an answer, beside those for which a call itself waits for messages. */
const PATIENCE = 10_000;

/** A call whose answer is waited for, but not for ever. */
export interface PatientCall<Answer> {
  /** Rejects if there is no answer in time. */
  readonly answer: Promise<Answer>;
  /** Gives the call up. */
  cut(): void;
}

/**
 * Makes a call to SQS. A connection that has gone quiet, behind a gateway that forgot it for example, never answers, and
 * the SDK sets no limit by itself.
 *
 * In real time: it is the network that is waited for, and no simulated clock moves that.
 *
 * @param waits milliseconds for which the call itself waits for messages.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/NodeHttpHandlerOptions/
 */
export function patiently<Answer>(
  call: (options: CallOptions) => Promise<Answer>,
  waits = 0,
): PatientCall<Answer> {
  // One for each call: whoever listens to a signal that lives on may be kept for ever.
  const controller = new AbortController();
  const { signal } = controller;
  const ms = waits + PATIENCE;
  const late = () => controller.abort(new Error(`SQS did not answer within ${ms / 1000} seconds.`));
  const timer = setTimeout(late, ms);
  const answer = new Promise<Answer>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    call({ abortSignal: signal }).then(resolve, reject);
  }).finally(() => clearTimeout(timer));
  return { answer, cut: () => controller.abort() };
}
