import { Agent, type ClientRequest, type IncomingMessage, request as open } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Caller, isHttp } from "onefn/simulator";

/** A client's request, as it was written. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

/** A server's response, as it came. */
export interface Answered {
  readonly status: number;
  readonly rawHeaders: readonly string[];
}

/** One header of a request, as it is written. */
export type HeaderLine = readonly [name: string, value: string];

/** What a client sees of one exchange. */
export interface Sending {
  readonly request: Request;
  readonly caller: Caller;
  /** The server's URL. */
  readonly to: string;
  /** How a gateway in between changes the client's headers. Default: there is none. */
  readonly through?: (lines: readonly HeaderLine[]) => readonly HeaderLine[];
  /** Called when the connection is open, before anything is sent. */
  connected(localPort: number): void;
  /** Called when the head of the response has come, before the client reads it. */
  answered(sent: Sent, answer: Answered, response: Response): void;
}

/**
 * Simulates a client of an HTTP server over a real connection, for simulators that listen on loopback. node:http
 * writes targets and headers unchanged, where `fetch` would normalize them, and returns bytes as they came, where
 * `fetch` would decompress them.
 */
export async function send({
  request,
  caller,
  to,
  through = (lines) => lines,
  connected,
  answered,
}: Sending): Promise<Response> {
  const body = await firstChunk(request);
  const { pathname, search } = new URL(request.url);
  const target = caller.target ?? pathname + search;
  const lines = through(headersOf(request, caller, body));
  const rawHeaders = lines.filter(isHttp).flatMap(([name, value]) => [name, onTheWire(value)]);
  const { hostname, port } = new URL(to);
  const { method, signal } = request;
  // Like browsers. A server that is asked to close would do so with its response, in the middle of a long body; the
  // remaining writes would then fail before the response is read.
  const agent = new Agent({ keepAlive: true });
  const outgoing = open({ hostname, port, method, path: target, headers: rawHeaders, agent });

  const response = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing
      .on("response", resolve)
      .on("error", reject)
      .on("close", () => agent.destroy());
    onAbort(signal, () => {
      reject(signal.reason);
      leave(outgoing);
    });
  });
  outgoing.on("socket", (socket) =>
    socket.once("connect", () => {
      connected(socket.localPort as number);
      writeForbidden(lines, socket);
      writeBody(outgoing, body);
    }),
  );
  const incoming = await response;
  const status = incoming.statusCode as number;
  const answer = toResponse(incoming, status, method);
  answered({ method, target, rawHeaders }, { status, rawHeaders: incoming.rawHeaders }, answer);
  return answer;
}

/** node:http refuses headers that HTTP forbids, so they are written directly after the request's first line. */
function writeForbidden(lines: readonly HeaderLine[], socket: Socket): void {
  const forbidden = lines.filter((line) => !isHttp(line)).map(([name, value]) => `${name}: ${value}\r\n`);
  if (forbidden.length === 0) return;
  const { write } = socket;
  socket.write = (head: unknown, ...rest: unknown[]) => {
    socket.write = write;
    const written = String(head).replace("\r\n", `\r\n${forbidden.join("")}`);
    return Reflect.apply(write, socket, [written, ...rest]) as boolean;
  };
}

function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
}

/** A connection that is closed in order may still be read from by a half-closed client; a reset one may not. */
function leave(outgoing: ClientRequest): void {
  outgoing.socket?.resetAndDestroy();
  outgoing.destroy();
}

/** What is sent of a body, and the rest of it. */
interface Outgoing {
  readonly first: Uint8Array | undefined;
  /** Absent if `first` is everything. */
  readonly rest: AsyncIterable<Uint8Array> | undefined;
}

/** Clients announce the length of a body in one chunk; a longer one is sent in chunks. */
async function firstChunk(request: Request): Promise<Outgoing> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  const first = (await reader?.read())?.value;
  if (!reader || !first) return { first: undefined, rest: undefined };
  const second = await reader.read();
  if (second.done) return { first, rest: undefined };
  async function* rest(reader: ReadableStreamDefaultReader<Uint8Array>, second: Uint8Array) {
    yield second;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  }
  return { first, rest: rest(reader, second.value) };
}

function headersOf(
  request: Request,
  { rawHeaders = [] }: Caller,
  { first, rest }: Outgoing,
): readonly HeaderLine[] {
  const own = new Set(rawHeaders.map(([name]) => name.toLowerCase()));
  const lines: HeaderLine[] = [...request.headers].filter(([name]) => !own.has(name));
  const has = (name: string) => own.has(name) || request.headers.has(name);
  if (!has("host")) lines.unshift(["host", new URL(request.url).host]);
  if (first && !has("content-length") && !has("transfer-encoding")) {
    lines.push(rest ? ["transfer-encoding", "chunked"] : ["content-length", `${first.length}`]);
  }
  return [...lines, ...rawHeaders];
}

/** Clients write characters beyond Latin-1 as UTF-8; node:http takes bytes as Latin-1 characters. */
function onTheWire(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value).toString("latin1") : value;
}

function writeBody(outgoing: ClientRequest, { first, rest }: Outgoing): void {
  if (!rest) return void outgoing.end(first);
  outgoing.write(first);
  // A server that answers before the end may close the connection; its response is what counts.
  pipeline(rest, outgoing).catch(() => {});
}

const NULL_BODY = [204, 205, 304];

function toResponse(incoming: IncomingMessage, status: number, method: string): Response {
  const headers = new Headers();
  const { rawHeaders } = incoming;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  }
  const bodiless = method === "HEAD" || NULL_BODY.includes(status);
  if (bodiless) incoming.resume();
  const body = bodiless ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, { status, statusText: incoming.statusMessage ?? "", headers });
}
