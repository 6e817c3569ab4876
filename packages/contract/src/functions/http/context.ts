import { http, json } from "onefn";
import { missingInHttpContext } from "../copies.js";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { PATIENCE, patienceOf } from "./patience.js";

/** Functions that report their context. */
export const contextFunctions = {
  context: http({ path: "/context", name: "context" }, (_, context) => {
    const { provider, runtime, functionName, region, requestId, params } = context;
    const deadline = context.remainingMs();
    return json({
      provider,
      runtime,
      functionName,
      region: region ?? null,
      requestId,
      sameRequestId: context.requestId === requestId,
      params,
      hasDeadline: deadline !== Number.POSITIVE_INFINITY,
      remaining: Number.isFinite(deadline) ? deadline : null,
      aborted: context.signal.aborted,
      env: typeof context.env,
      platform: typeof context.platform,
    });
  }),
  takenApart: http({ path: "/taken-apart/:id" }, (_, { waitUntil, remainingMs, params }) => {
    waitUntil(Promise.reject(new Error(`taken apart ${params.id}`)));
    return json({ params: params.id, hasRemaining: remainingMs() > 0 });
  }),
  copiedContext: http({ path: "/copied-context/:id" }, (_, context) => json(missingInHttpContext(context))),
  client: http({ path: "/client" }, (_, { client }) => json(client)),
  auth: http({ path: "/auth" }, (_, { auth }) => json(auth ?? null)),
  trace: http({ path: "/trace" }, (_, { trace }) => json(trace ?? null)),
  log: http({ path: "/log/:id" }, (_, { log, params, requestId }) => {
    const { info } = log;
    const circular: Record<string, unknown> = { big: 10n };
    circular.self = circular;
    log.debug(`debug ${params.id}`);
    info(`hello ${params.id}`, { count: 3, nested: { list: [1, 2] }, text: "two\nlines" });
    log.warn(`odd ${params.id}`, { circular });
    log.error(`boom ${params.id}`, { error: new Error("outer", { cause: new Error("inner") }) });
    log.warn(`broken ${params.id}`, {
      beside: "kept",
      get broken() {
        throw new Error("unreadable");
      },
    });
    // Possible in JavaScript, though not in TypeScript.
    log.error(`bare ${params.id}`, new Error("in place of fields") as never);
    info(`plain ${params.id}`, {
      requestId: "forged",
      level: "forged",
      message: "forged",
      timestamp: "forged",
    });
    return json({ requestId });
  }),
  logValues: http({ path: "/log-values/:id" }, (request, { log, params }) => {
    const refused = new AggregateError([
      new Error("refused at one address"),
      new Error("refused at the other"),
    ]);
    log.error(`refused ${params.id}`, { error: new Error("no connection", { cause: refused }) });
    const bytes = Uint8Array.of(115, 101, 99, 114, 101, 116);
    // Node's own kind of bytes, if the runtime has it, serializes itself byte by byte.
    const { Buffer } = globalThis as { readonly Buffer?: { from(bytes: Uint8Array): Uint8Array } };
    log.info(`values ${params.id}`, {
      bytes: Buffer?.from(bytes) ?? bytes,
      map: new Map([["key", new Set(["member"])]]),
      headers: request.headers,
      // Like an HTTP client's error, which describes its call.
      call: { headers: { Authorization: request.headers.get("authorization") } },
    });
    return json({});
  }),
  waitUntil: http({ path: "/wait-until/:how/:id" }, (_, context) => {
    const { how, id } = context.params;
    const later = async () => {
      await wait(20);
      if (how === "rejects") throw new Error(`lost ${id}`);
      report(context, { later: id });
      if (how === "nests") context.waitUntil(wait(5).then(() => report(context, { nested: id })));
    };
    context.waitUntil(how === "rejects-with-nothing" ? Promise.reject(undefined) : later());
    return json({ answered: id });
  }),
  deadline: http({ path: "/deadline" }, async (request, context) => {
    const before = context.remainingMs();
    const { signal } = context;
    await wait(PATIENCE, signal);
    return json({
      before,
      aborted: signal.aborted,
      reason: signal.aborted ? (signal.reason as Error).name : null,
      after: context.remainingMs(),
      request: request.signal.aborted,
    });
  }),
  hang: http({ path: "/hang" }, async () => {
    await wait(PATIENCE);
    return json("too late");
  }),
  /** Reports when its signal fires, long after it has answered. */
  listen: http({ path: "/listen/:id" }, (_, context) => {
    context.signal.addEventListener("abort", () => report(context, { fired: context.params.id }));
    return json({ listening: context.params.id });
  }),
  disconnect: http({ path: "/disconnect/:id" }, async (request, context) => {
    const { id } = context.params;
    report(context, { waiting: id });
    await wait(patienceOf(request), context.signal);
    report(context, { disconnected: id, context: context.signal.aborted, request: request.signal.aborted });
    return json({});
  }),
  /** Its client leaves before the work given to waitUntil is done. */
  leaveWorking: http({ path: "/leave-working/:id" }, async (_, context) => {
    const { signal, params } = context;
    const work = async () => {
      await wait(PATIENCE, signal);
      await wait(20);
      report(context, { worked: params.id, aborted: signal.aborted });
    };
    context.waitUntil(work());
    report(context, { working: params.id });
    await wait(PATIENCE, signal);
    return json({});
  }),
  /** Reads an upload that its client breaks off, and fails with that error. */
  upload: http({ path: "/upload/:id" }, async (request, context) => {
    const { id } = context.params;
    report(context, { uploading: id });
    try {
      return json({ size: (await request.text()).length });
    } catch (error) {
      const { name } = error as Error;
      const { requestId, signal } = context;
      report(context, {
        broken: id,
        name,
        requestId,
        context: signal.aborted,
        request: request.signal.aborted,
      });
      throw error;
    }
  }),
  /**
   * Waits until its client has gone, then fails: with the signal's reason, with a wrapped one, or with its own error.
   */
  leave: http({ path: "/leave/:how/:id" }, async (request, context) => {
    const { signal, params, requestId } = context;
    report(context, { waiting: params.id });
    await wait(patienceOf(request), signal);
    report(context, { left: params.id, aborted: signal.aborted, requestId });
    if (params.how === "by-itself") throw new Error(`boom ${params.id}`);
    if (params.how === "wrapped") throw new Error("nothing loaded", { cause: signal.reason });
    signal.throwIfAborted();
    return json({});
  }),
  concurrent: http({ path: "/concurrent/:id" }, async (request, context) => {
    await wait(Number(context.params.id) % 7);
    const { requestId, params, client } = context;
    return json({
      id: params.id,
      header: request.headers.get("x-id"),
      body: await request.text(),
      requestId,
      client,
    });
  }),
};
