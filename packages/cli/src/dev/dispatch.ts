import { isServer } from "@onefn/server/platform";
import { type HttpContext, HttpError } from "onefn";
import { askedWire, unknownWire, WIRE_HEADER, withoutWire } from "./asked-wire.js";
import type { Wires } from "./wires.js";

const DEFAULT_WIRE = "server/node";

/** @see https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN = ["CONNECT", "TRACE", "TRACK"];

/** Headers that belong to one connection and are not forwarded. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Sends a request through the wire that it names, and says which wire it took. */
export async function dispatch(
  request: Request,
  context: HttpContext,
  wires: Wires,
  began: (what: string) => void,
): Promise<Response> {
  // The wires take Requests, and the Fetch standard forbids these methods.
  if (FORBIDDEN.includes(request.method))
    throw new HttpError(405, `A Request cannot have the method ${request.method}, so no wire can carry it.`);
  const { target, rawHeaders } = asWritten(request, context);
  const name = askedWire(request.headers.get(WIRE_HEADER), target) ?? DEFAULT_WIRE;
  const http = wires.of("http");
  const wire = http.get(name);
  if (!wire) throw unknownWire("requests", name, [...http.keys()]);
  began(`${request.method} ${new URL(request.url).pathname} through ${name}`);
  const caller = {
    target: withoutWire(target),
    rawHeaders: rawHeaders.filter(([header]) => isEndToEnd(header.toLowerCase())),
    ...(context.client.ip !== undefined && { ip: context.client.ip }),
  };
  const response = await wire.use((deployment) => deployment.send(bare(request), caller));
  const headers = new Headers([...response.headers].filter(([header]) => isEndToEnd(header)));
  headers.set("x-onefn-wire", name);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

interface Written {
  readonly target: string;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
}

/** Target and headers as the client wrote them; a URL and Headers would normalise them. */
function asWritten(request: Request, context: HttpContext): Written {
  if (!isServer(context) || context.platform.wire !== "node") {
    const { pathname, search } = new URL(request.url);
    return { target: pathname + search, rawHeaders: [...request.headers] };
  }
  const { url = "/", rawHeaders } = context.platform.request;
  const pairs: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return { target: url, rawHeaders: pairs };
}

function isEndToEnd(name: string): boolean {
  return name !== WIRE_HEADER && !HOP_BY_HOP.includes(name);
}

/** The request without its headers, which are sent as they were written. */
function bare({ url, method, body, signal }: Request): Request {
  return new Request(url, { method, body, signal, duplex: "half" } as RequestInit);
}
