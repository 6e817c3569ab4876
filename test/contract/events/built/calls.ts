import {
  type AnyFunction,
  allow,
  change,
  event,
  http,
  identity,
  message,
  schedule,
  storage,
  task,
  text,
  transform,
} from "onefn";
import { findWire, type Simulator, type Wire } from "onefn/simulator";
import { expect } from "vitest";

/** Functions of each kind, which count their calls. */
export function counting() {
  let calls = 0;
  const called = () => void calls++;
  const functions = {
    http: http(() => {
      called();
      return text("ok");
    }),
    message: message(called),
    event: event(called),
    storage: storage(called),
    change: change(called),
    schedule: schedule({ cron: "30 3 * * *" }, called),
    task: task(() => {
      called();
      return { done: true };
    }),
    transform: transform(() => {
      called();
      return { done: true };
    }),
    signUp: identity({ on: "signUp" }, () => {
      called();
      return allow();
    }),
    authorize: identity({ on: "authorize" }, () => {
      called();
      return allow();
    }),
  };
  return { functions, calls: () => calls };
}

type Functions = ReturnType<typeof counting>["functions"];
/** Builds an event, and calls the adapted function with it. */
type Call = (functions: Functions) => Promise<unknown>;
export type Row = readonly [
  builder: string,
  wire: readonly [kind: Wire["kind"], trigger: string] | undefined,
  call: Call,
];

/** A request in a few words. */
export const request = ["POST /orders?dry=1", { body: { sku: "tea" } }] as const;

/** A row's change. */
export const row = { operation: "insert", key: { id: "1" }, after: { total: 3 } } as const;

/** The platform has checked who sends. */
export const CHECKED = { events: { verify: "platform" } } as const;

/** Expects a success. */
export async function ok(response: Response): Promise<void> {
  expect(response.status, await response.clone().text()).toBeLessThan(300);
}

/** A request, as a builder writes it. */
export interface Written {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The request itself. */
export const posted = ({ headers = { "content-type": "application/json" }, body }: Written): Request =>
  new Request("http://localhost/", { method: "POST", headers, body: body as string });

/** Sends a request that brings an event through a provider's wire for http. */
export async function sent(
  simulator: Simulator,
  trigger: string,
  fn: AnyFunction,
  native: Request,
): Promise<void> {
  const wire = findWire(simulator, "http", trigger);
  const deployment = await wire.deploy(() => fn, { adapt: CHECKED as object });
  try {
    const response = await deployment.send(native);
    expect(response.status, deployment.lines.join("\n")).toBeLessThan(300);
  } finally {
    await deployment.close();
  }
}
