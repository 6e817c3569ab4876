import type { HttpContext, HttpFunction } from "onefn";
import { http, json } from "onefn";
import { adapt, type CloudflareOptions, type ExecutionContext } from "../src/index.js";

/** A `ctx` that remembers what it was given. */
export class TestContext implements ExecutionContext {
  readonly work: Promise<unknown>[] = [];
  readonly access?: NonNullable<ExecutionContext["access"]>;

  constructor(access?: NonNullable<ExecutionContext["access"]>) {
    if (access) this.access = access;
  }

  waitUntil(promise: Promise<unknown>): void {
    this.work.push(promise);
  }
}

/** A request as the Workers runtime hands it over, with its `cf`. */
export function requestWith(cf: object | undefined, headers: Readonly<Record<string, string>> = {}): Request {
  const request = new Request("https://worker.example/a?b=1", { headers });
  return cf === undefined ? request : Object.defineProperty(request, "cf", { value: cf });
}

/** Runs a function under the adapter. */
export async function run(
  fn: HttpFunction,
  request: Request,
  { env = {}, ctx = new TestContext(), ...options }: RunOptions = {},
): Promise<Response> {
  return adapt(fn, options).fetch(request, env, ctx);
}

interface RunOptions extends CloudflareOptions {
  readonly env?: unknown;
  readonly ctx?: ExecutionContext;
}

/** What a handler sees of its context, as JSON. */
export async function see(
  read: (context: HttpContext) => unknown,
  request: Request,
  options?: RunOptions,
): Promise<unknown> {
  const response = await run(
    http((_, context) => json(read(context) ?? null)),
    request,
    options,
  );
  return response.json();
}
