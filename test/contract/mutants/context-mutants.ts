import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "aws/api-gateway-v2";

/** Adapters that tell handlers what is not so, or lose what they ask for. */
export const contextMutants: readonly Mutant[] = [
  {
    name: "methods of the context are lost without it",
    wire,
    function: (fn) => ({
      ...fn,
      handler(input: Native, context: Native) {
        const methods = {
          remainingMs(this: unknown) {
            if (this === undefined) throw new Error("taken off");
            return context.remainingMs();
          },
        };
        const get = (target: Native, name: string) =>
          name in methods ? methods.remainingMs : Reflect.get(target, name, target);
        return fn.handler(input, new Proxy(context, { get: get as never }));
      },
    }),
    caughtBy: ["members of the context work when destructured"],
  },
  {
    name: "what onError throws is a failure, whatever it is",
    wire,
    function: (fn) => ({
      ...fn,
      async onError(...args: Native[]) {
        try {
          return await fn.onError?.(...args);
        } catch (cause) {
          throw new Error("onError failed", { cause });
        }
      },
    }),
    caughtBy: ["onError speaks to the client by an HttpError, too"],
  },
  {
    name: "a log line with a field that throws is lost",
    wire,
    line: (line) => (line.includes("[unreadable]") ? undefined : line),
    caughtBy: ["a field that throws loses neither its log line nor the other fields"],
  },
  {
    name: "an error in place of a log line's fields is spread as they are",
    wire,
    line: (line) => JSON.stringify({ ...JSON.parse(line), error: undefined }),
    caughtBy: ["an error logged instead of fields is in the line with its stack"],
  },
  {
    name: "an error is answered and not logged",
    wire,
    line: (line) => (line.includes('"level":"ERROR"') ? undefined : line),
    caughtBy: [
      "a handler that ends by undefined is a plain 500 and a log line with a code",
      "work that is rejected is logged and kills nothing: rejects",
    ],
  },
  {
    name: "log lines are no JSON",
    wire,
    line: (line) => `INFO ${line}`,
    caughtBy: ["log lines are one JSON document each, with message, fields and level"],
  },
  {
    name: "the client's address is taken from what the client says",
    wire,
    function: (fn) =>
      withContext(fn, ({ client }, request) => ({
        client: { ...client, ip: request.headers.get("x-forwarded-for")?.split(",")[0] ?? client.ip },
      })),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "a token that nobody verified is believed",
    wire,
    function: (fn) =>
      withContext(fn, ({ auth }, request) => ({
        auth:
          auth ??
          (request.headers.has("authorization") ? { type: "jwt", subject: "evil", claims: {} } : undefined),
      })),
    caughtBy: ["an unverified caller has no auth, whatever it claims"],
  },
  {
    name: "who the gateway verified is not told",
    wire,
    event: (event) => ({ ...event, requestContext: { ...event.requestContext, authorizer: undefined } }),
    caughtBy: ["a caller whom the gateway verified is in the context"],
  },
  {
    name: "the trace is dropped",
    wire,
    event: ({ headers: { traceparent: _, ...headers }, ...event }) => ({ ...event, headers }),
    caughtBy: ["a trace of the caller arrives", "log lines have the caller's trace"],
  },
  {
    name: "state is kept from one call to the next",
    wire,
    function: (fn) => {
      let first: unknown;
      return withContext(fn, ({ requestId }) => {
        first ??= requestId;
        return { requestId: first };
      });
    },
    caughtBy: [
      "each request has an id of its own, which does not change",
      "100 calls at the same time do not see each other",
    ],
  },
  {
    name: "the deadline is ignored",
    wire,
    context: (context) => ({ ...context, getRemainingTimeInMillis: () => 1e9 }),
    caughtBy: ["the signal fires ahead of the deadline and agrees with the time that is left"],
  },
  {
    name: "waitUntil does nothing",
    wire,
    function: (fn) =>
      withContext(fn, () => ({ waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) })),
    caughtBy: ["work given to waitUntil is done", "work that gives more work to waitUntil is done"],
  },
  {
    name: "waitUntil awaits once, and not what is added meanwhile",
    wire,
    function: (fn) => ({
      ...fn,
      handler: async (request: Native, context: Native) => {
        let begun = true;
        const waitUntil = (promise: Promise<unknown>) => begun && context.waitUntil(promise);
        const own = withContext(fn, () => ({ waitUntil }));
        const response = await own.handler(request as never, context as never);
        begun = false;
        return response;
      },
    }),
    caughtBy: ["work that gives more work to waitUntil is done"],
  },
  {
    name: "rejected work kills the call",
    wire,
    function: (fn) => ({
      ...fn,
      handler: async (request: Native, context: Native) => {
        const work: unknown[] = [];
        const own = withContext(fn, () => ({ waitUntil: (promise: unknown) => work.push(promise) }));
        const response = await own.handler(request as never, context as never);
        await Promise.all(work);
        return response;
      },
    }),
    caughtBy: ["work that is rejected is logged and kills nothing: rejects"],
  },
];
