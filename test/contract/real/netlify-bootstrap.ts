import { PassThrough, Readable, type Writable } from "node:stream";
import { adapt } from "@onefn/netlify";
import { type Adapters, asJson, lambdaEvent, type NetlifyHost } from "@onefn/netlify/simulator";
import { FunctionLog, type HeaderLine } from "onefn/simulator";

interface Prelude {
  readonly statusCode: number;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
}

type Handler = (event: unknown, stream: Writable, context: object) => Promise<void>;

/** Lambda's global, as far as Netlify's bootstrap uses it. */
const awslambda = {
  streamifyResponse: (handler: Handler) => handler,
  HttpResponseStream: {
    from(stream: Answer, prelude: Prelude): Writable {
      stream.begin(prelude);
      return stream;
    },
  },
};

/** What Lambda lets a function write to. */
class Answer extends PassThrough {
  begin: (prelude: Prelude) => void = () => {};
  readonly begun = new Promise<Prelude>((resolve) => {
    this.begin = resolve;
  });
}

/**
 * Netlify's own bootstrap for functions, in the place of the simulator's. It replaces `fetch` and more for the whole
 * process, so nothing else may run beside it.
 *
 * @param entry the `adapt` of the entry that the functions are deployed with. Default: the main entry's.
 */
export async function netlifyBootstrap(entry: Adapters["adapt"] = adapt): Promise<NetlifyHost> {
  Object.assign(globalThis, { awslambda });
  const { getLambdaHandler } = await import("@netlify/serverless-functions-api");
  return {
    start(load, { adapt: options }) {
      const log = new FunctionLog("onefn/netlify");
      const fn = entry(load() as never, { ...options, log: log.write });
      const handler = getLambdaHandler({ default: fn as never }) as unknown as Handler;
      return {
        lines: log.lines,
        async invoke(arrival, { id, remaining }) {
          const answer = new Answer();
          // An invocation that fails before its answer is told by `over`, and nobody reads this then.
          answer.on("error", () => {});
          const context = { awsRequestId: id, getRemainingTimeInMillis: remaining };
          const over = handler(JSON.parse(asJson(lambdaEvent(arrival))), answer, context);
          over.then(
            () => log.end(id),
            (error) => answer.destroy(error),
          );
          const prelude = await Promise.race([answer.begun, over.then(() => answer.begun)]);
          const headers = Object.entries(prelude.multiValueHeaders).flatMap(([name, values]) =>
            values.map((value): HeaderLine => [name, value]),
          );
          const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
          return { nativeResult: prelude, response: { status: prelude.statusCode, headers, body } };
        },
        async close() {},
      };
    },
  };
}
