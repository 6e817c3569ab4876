import type { AdaptOptions } from "onefn/provider";
import { type Load, type NativeResult, schema, type WrittenRequest } from "onefn/simulator";
import type { NetlifyEventOptions } from "../event-options.js";
import type { NetlifyHost, NetlifyInstance } from "./host.js";
import { type Posted, post } from "./post.js";

const { integer, literal, object, record, string, union } = schema;

/** What came back for a request of Netlify's own, or what the function threw. */
export interface PostedAnswer {
  readonly nativeResult?: Posted;
  readonly error?: unknown;
}

/** Functions that take requests of Netlify's own, and the path that the option `events` gives them, if it does. */
export interface Posting {
  readonly running: NetlifyInstance;
  readonly path: string | undefined;
}

/** Starts such functions. Unless a deployment says otherwise, Netlify has checked who sends. */
export async function startPosting(
  host: NetlifyHost,
  load: Load,
  adapt: AdaptOptions | undefined,
): Promise<Posting> {
  const given: NetlifyEventOptions = { events: { verify: "platform" }, ...adapt };
  const running = await host.start(load, { trigger: "functions", adapt: given });
  const { path } = [given.events ?? []].flat()[0] ?? {};
  return { running, path };
}

/** Sends a request of Netlify's own. See `post`. */
export async function answerTo(
  running: NetlifyInstance,
  request: WrittenRequest,
  id: string,
  timeout: number,
): Promise<PostedAnswer> {
  try {
    return { nativeResult: await post(running, request, id, timeout) };
  } catch (error) {
    return { error };
  }
}

/** A run or an event is answered without a body, or fails with a plain text. */
export const emptyAnswer: NativeResult = {
  schema: union(
    object({ status: literal(200), headers: record(string()), body: literal("") }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w \n]*$/) }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "ok" },
    { status: 302, headers: {}, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** What became of the only record of a request: Netlify does not send it again. */
export const settleOnly = (answer: PostedAnswer) => ({
  fates: [answer.nativeResult?.status === 200 ? ("done" as const) : ("dead" as const)],
  nativeResult: undefined,
  ...answer,
});
