import assert from "node:assert/strict";
import type { Caller, Exchange, HttpDeployment, HttpWire } from "onefn/simulator";
import type { SeenRequest } from "../functions/http/input.js";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

/** A request of a case, and its sender. */
export interface Outgoing extends Caller {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams | ReadableStream<Uint8Array>;
  readonly signal?: AbortSignal;
}

/** The origin of the contract's functions. */
export const ORIGIN = "https://contract.example";

/** One case's connection to functions behind an HTTP wire. */
export class HttpRun {
  readonly wire: HttpWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  /** A unique word by which the case finds its own log lines. */
  readonly id: string = crypto.randomUUID().slice(0, 8);
  /** The query that tells a function how long to wait for its signal. */
  readonly patience: string;
  readonly #deployment: HttpDeployment;

  constructor(
    wire: HttpWire,
    deployment: HttpDeployment,
    exchanges: readonly Exchange[],
    { line, signal }: Patience,
  ) {
    this.wire = wire;
    this.patience = `?patience=${signal}`;
    this.#deployment = deployment;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** Sends a request. */
  async send(path: string, outgoing: Outgoing = {}): Promise<Response> {
    const { method, headers, body, signal, ...caller } = outgoing;
    const init = { method, headers, body, signal, redirect: "manual", duplex: "half" };
    return this.#deployment.send(new Request(ORIGIN + path, init as RequestInit), caller);
  }

  /** Sends a request and reads the JSON of its response, which must be a 200. */
  async json<T = unknown>(path: string, outgoing?: Outgoing): Promise<T> {
    const response = await this.send(path, outgoing);
    const text = await response.text();
    assert.equal(response.status, 200, `${path} was answered ${response.status}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as T;
  }

  /** Sends a request to a function that reports what it saw. */
  async see(path: string, outgoing?: Outgoing): Promise<Seen> {
    return new Seen(await this.json<SeenRequest>(path, outgoing));
  }
}

/** What a handler saw of a request. */
export class Seen {
  readonly method: string;
  readonly url: URL;
  readonly query: SeenRequest["query"];
  readonly hasBody: boolean;
  readonly body: Buffer;
  readonly #headers: SeenRequest["headers"];

  constructor(seen: SeenRequest) {
    this.method = seen.method;
    this.url = new URL(seen.url);
    this.query = seen.query;
    this.hasBody = seen.hasBody;
    this.body = Buffer.from(seen.body, "base64");
    this.#headers = seen.headers;
  }

  /** One header's value, or null. */
  header(name: string): string | null {
    return this.#headers.find(([each]) => each === name)?.[1] ?? null;
  }
}
