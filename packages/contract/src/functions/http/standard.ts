import { http, json } from "onefn";

/** Whether something throws a TypeError, as the Fetch standard requires. */
async function isTypeError(attempt: () => unknown): Promise<boolean> {
  try {
    await attempt();
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}

/** The Fetch standard's promises for the handler's request. Every member must be true. */
async function requestPromises(request: Request): Promise<Record<string, boolean>> {
  const copy = request.clone();
  const derived = new Request(`${new URL(request.url).origin}/elsewhere`, request.clone());
  const renamed = new Request(request.clone(), { headers: { "x-added": "1" } });
  const body = await request.text();
  return {
    "is a Request": request instanceof Request,
    "has Headers": request.headers instanceof Headers,
    "is used once it is read": request.bodyUsed,
    "cannot be read twice": await isTypeError(() => request.text()),
    "cannot be cloned when used": await isTypeError(() => request.clone()),
    "clones with its body": (await copy.text()) === body,
    "is the same in a clone": copy.method === request.method && copy.url === request.url,
    "moves to another URL": derived.url.endsWith("/elsewhere") && derived.method === request.method,
    "moves with its body": (await derived.text()) === body,
    "takes other headers": renamed.headers.get("x-added") === "1" && !renamed.headers.has("x-kept"),
    "reads headers whatever their case": request.headers.get("X-Kept") === "yes",
    "sorts its headers": isSorted([...request.headers.keys()]),
  };
}

/** Its promises for the Response classes around the handler. */
async function responsePromises(): Promise<Record<string, boolean>> {
  const response = new Response("one", { headers: { "x-a": "1" } });
  response.headers.append("X-A", "2");
  const copy = response.clone();
  return {
    "is a Response": response instanceof Response && json({}) instanceof Response,
    "joins appended headers": response.headers.get("x-a") === "1, 2",
    "clones with its body": (await copy.text()) === "one" && (await response.text()) === "one",
    "wraps another": (await new Response(json({ a: 1 }).body, { status: 201 }).text()) === '{"a":1}',
    "refuses a line break in a header": await isTypeError(() => new Headers({ a: "b\r\nc: d" })),
    "gives cookies one by one": cookiesOf(response).length === 2,
  };
}

/** Its promises for media types. */
async function typePromises(): Promise<Record<string, boolean>> {
  const css = { "content-type": "text/css" };
  return {
    "a text's": new Response("one").headers.get("content-type") === "text/plain;charset=UTF-8",
    "a Blob's": new Blob(["b"], { type: "text/css" }).type === "text/css",
    "a Response's Blob's": (await new Response("b", { headers: css }).blob()).type === "text/css",
  };
}

/** Its promises for statuses without a body. */
async function statusPromises(): Promise<Record<string, boolean>> {
  return Object.fromEntries(
    await Promise.all(
      [204, 205, 304].map(async (status) => [status, await isTypeError(() => new Response("x", { status }))]),
    ),
  );
}

function cookiesOf(response: Response): string[] {
  response.headers.append("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
  response.headers.append("set-cookie", "b=2");
  return response.headers.getSetCookie();
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || (names[index - 1] ?? "") <= name);
}

/** Functions that check the classes they receive against the Fetch standard. */
export const standardFunctions = {
  standardRequest: http({ path: "/standard/request" }, async (request) =>
    json(await requestPromises(request)),
  ),
  standardSignal: http({ path: "/standard/signal" }, (request) => {
    const { signal } = request;
    return json({
      "is an AbortSignal": signal instanceof AbortSignal,
      "is the same at every look": request.signal === signal,
    });
  }),
  standardResponse: http({ path: "/standard/response" }, async () => json(await responsePromises())),
  standardTypes: http({ path: "/standard/types" }, async () => json(await typePromises())),
  standardStatuses: http({ path: "/standard/statuses" }, async () => json(await statusPromises())),
};
