import { http, json, text } from "onefn";

/** The ways to forward a request to another service. */
const WAYS: Readonly<Record<string, (request: Request, to: string) => Promise<Response>>> = {
  "fetch(url, request)": (request, to) => fetch(to, request),
  "fetch(new Request(url, request))": (request, to) => fetch(new Request(to, request)),
  "a Request with its headers": async (request, to) => {
    const { method, headers } = request;
    return fetch(new Request(to, { method, headers, body: await wholeOf(request) }));
  },
  "a copy of its headers": async (request, to) =>
    fetch(to, {
      method: request.method,
      headers: new Headers(request.headers),
      body: await wholeOf(request),
    }),
  "its headers and its stream": ({ method, headers, body }, to) =>
    fetch(to, { method, headers, body, duplex: "half" } as RequestInit),
  "its headers and a longer body": async ({ headers }, to) =>
    fetch(to, { method: "POST", headers, body: LONGER }),
};

/** A GET cannot be sent with a body, not even an empty one. */
async function wholeOf(request: Request): Promise<string | null> {
  return (await request.text()) || null;
}

/** What {@link WAYS} send. All but the last forward the body unchanged. */
export const FORWARDS: readonly string[] = Object.keys(WAYS);
export const LONGER = "longer than what came in";

/** A gateway's handler, which forwards requests to a server on the machine that runs the contract. */
export const forwardFunctions = {
  forward: http({ path: "/forward/:port/:way" }, async (request, { params }) => {
    const forward = WAYS[FORWARDS[Number(params.way)] ?? ""];
    if (!forward) return text("no such way", { status: 404 });
    const response = await forward(request, `http://127.0.0.1:${Number(params.port)}/upstream`);
    return json({ status: response.status, body: await response.text() });
  }),
};
