import type { RequestSource } from "../../../src/fetch/source.js";
import { callBody, changeHeaders } from "./member-calls.js";
import type { Random } from "./random.js";
import { type Outcomes, Recorder } from "./recorder.js";
import { makeBody, makeHeadersInit, makeRequestInit, makeResponseInit, makeUrl } from "./values.js";

/** One implementation of the Fetch standard. */
export interface Kit {
  readonly Headers: typeof globalThis.Headers;
  readonly Request: typeof globalThis.Request;
  readonly Response: typeof globalThis.Response;
  /** As an adapter makes them: over a native event, and from what a handler returns. */
  createRequest(source: RequestSource): Request;
  createResponse(
    body: string | Uint8Array | ReadableStream<Uint8Array> | null,
    init?: ResponseInit,
  ): Response;
}

export async function callHeaders(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const headers = await recorder.step(
    "new Headers",
    () => new kit.Headers(makeHeadersInit(kit, random) as Headers),
  );
  if (headers) await changeHeaders(headers, random, recorder, 6);
  return recorder.outcomes;
}

const MEMBERS = [
  "method",
  "url",
  "mode",
  "credentials",
  "cache",
  "redirect",
  "referrer",
  "referrerPolicy",
  "integrity",
  "keepalive",
  "duplex",
  "destination",
  "isReloadNavigation",
  "isHistoryNavigation",
  "bodyUsed",
] as const;

export async function callRequest(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const url = makeUrl(random);
  const init = makeRequestInit(kit, random);
  let request = await recorder.step("new Request", () => new kit.Request(url as string, init as RequestInit));
  if (!request) return recorder.outcomes;
  if (random.chance(0.4)) {
    const first = request;
    if (random.chance(0.2)) await recorder.step("read first", () => first.text());
    const second = random.chance(0.3) ? undefined : (makeRequestInit(kit, random) as RequestInit);
    const other = random.chance(0.2) ? "http://example.com/other" : first;
    const init = other === first ? second : (first as RequestInit);
    request = await recorder.step("new Request(request)", () => new kit.Request(other, init));
    await recorder.step("first.bodyUsed", () => first.bodyUsed);
    if (!request) return recorder.outcomes;
  }
  const made = request;
  for (const member of MEMBERS)
    await recorder.step(member, () => (made as unknown as Record<string, unknown>)[member]);
  await recorder.step("signal", () => [made.signal.aborted, made.signal.reason]);
  await callBody(made, random, recorder);
  return recorder.outcomes;
}

export async function callResponse(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const response = await recorder.step("Response", () => makeResponse(kit, random));
  if (!response) return recorder.outcomes;
  for (const member of ["status", "statusText", "ok", "type", "url", "redirected", "bodyUsed"] as const) {
    await recorder.step(member, () => response[member]);
  }
  await callBody(response, random, recorder);
  return recorder.outcomes;
}

function makeResponse(kit: Kit, random: Random): Response {
  switch (random.below(8)) {
    case 0:
      return kit.Response.error();
    case 1: {
      const url = makeUrl(random) as string;
      return kit.Response.redirect(
        url,
        random.pick([301, 302, 303, 307, 308, 200, 304, undefined, 0]) as 301,
      );
    }
    case 2: {
      const data = random.pick([{ a: 1 }, null, undefined, "text", 5, Symbol("s"), () => 1, [1], 1n]);
      return kit.Response.json(data, makeResponseInit(kit, random) as ResponseInit);
    }
    default: {
      const body = makeBody(kit, random);
      return new kit.Response(body as string, makeResponseInit(kit, random) as ResponseInit);
    }
  }
}

/** A Request over a native event, as an adapter makes it. */
export async function callCreatedRequest(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const given = random.pick([
    null,
    "",
    "héllo",
    '{"a":1}',
    "a=1&b=2",
    new Uint8Array([239, 187, 191, 97, 255]),
  ]);
  const type = random.pick([
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain;charset=utf-8",
  ]);
  const headers: [string, string][] = [
    ["content-type", type],
    ["x-a", "1"],
    ["x-a", "2"],
    ["x-b", "é"],
  ];
  const request = kit.createRequest({
    method: given === null ? random.pick(["GET", "HEAD", "DELETE"]) : random.pick(["POST", "PUT", "PATCH"]),
    url: () => "https://example.com/a%20b?c=d",
    header: (name) =>
      headers
        .filter(([key]) => key === name)
        .map(([, value]) => value)
        .join(", ") || null,
    headers: () => headers,
    body: () => (random.chance(0.3) && given !== null ? new Blob([given as string]).stream() : given),
  });
  for (const member of MEMBERS)
    await recorder.step(member, () => (request as unknown as Record<string, unknown>)[member]);
  await recorder.step("get", () =>
    ["X-A", "x-b", "none", "constructor"].map((name) => request.headers.get(name)),
  );
  await recorder.step("get invalid", () => request.headers.get("a b"));
  await recorder.step("has", () => ["X-A", "none"].map((name) => request.headers.has(name)));
  if (random.chance(0.5)) {
    await callBody(request, random, recorder);
    return recorder.outcomes;
  }
  const init = random.chance(0.3) ? undefined : (makeRequestInit(kit, random) as RequestInit);
  const other = await recorder.step("new Request", () => new kit.Request(request, init));
  await recorder.step("used", () => request.bodyUsed);
  if (other) await callBody(other, random, recorder);
  return recorder.outcomes;
}

/** A Response as the helpers make it. */
export async function callCreatedResponse(kit: Kit, random: Random): Promise<Outcomes> {
  const recorder = new Recorder();
  const body = random.pick([
    () => null,
    () => "",
    () => "héllo",
    () => "lone \ud800",
    () => '{"a":1}',
    () => new Uint8Array([1, 2, 255]),
    () => new Blob(["streamed"]).stream(),
  ])();
  const init = makeResponseInit(kit, random) as ResponseInit;
  const response = await recorder.step("createResponse", () => kit.createResponse(body, init));
  if (!response) return recorder.outcomes;
  for (const member of ["status", "statusText", "ok", "type", "url", "redirected", "bodyUsed"] as const) {
    await recorder.step(member, () => response[member]);
  }
  await callBody(response, random, recorder);
  return recorder.outcomes;
}
