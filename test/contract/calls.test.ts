import { adapt, type LambdaHandler } from "@onefn/aws";
import { lambda } from "@onefn/aws/call";
import { isTaskError, type Schema, TaskError, task } from "onefn";
import { type CallTarget, call, endpoint, inProcess } from "onefn/call";
import type { AdaptOptions, EventOptions } from "onefn/provider";
import { wiresOf } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { matrix } from "./matrix.js";

interface Order {
  readonly id: string;
  readonly items: readonly string[];
}
interface Price {
  readonly total: number;
  readonly currency: string;
}

/** A schema of objects with a member of a type. */
const withMember = <Input, Output>(
  member: string,
  type: string,
  read: (value: Input) => Output,
): Schema<Input, Output> => ({
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof Object(value)[member] === type
        ? { value: read(value as Input) }
        : { issues: [{ message: "no" }] },
  },
});

const Order = withMember("id", "string", (order: Order) => order);
const Price = withMember(
  "total",
  "number",
  ({ total, currency = "EUR" }: Omit<Price, "currency"> & Partial<Price>): Price => ({
    total: total as number,
    currency,
  }),
);

/** Called by every target. Its `id` says how it ends. */
const price = task({ name: "price", input: Order, output: Price }, ({ id, items }) => {
  if (id === "sold-out") throw new TaskError("Sold.Out", "Nothing is left.", { data: { sku: "tea" } });
  if (id === "error") throw new Error("secret-of-the-task");
  if (id === "wrong") return { total: "secret-of-the-task" as never };
  return { total: items.length };
});
const other = task({ name: "other" }, () => "other");

/** A target, and what stops it. */
interface Started {
  readonly target: CallTarget;
  readonly data: boolean;
  stop?(): Promise<void>;
}

/** Every adapter that answers calls by http, through its provider's own way of passing requests on. */
const overHttp = matrix
  .filter((simulator) =>
    wiresOf(simulator, "task").some(
      ({ requests, capabilities }) => requests && capabilities.answers?.supported !== false,
    ),
  )
  .flatMap((simulator) =>
    wiresOf(simulator, "http").map((wire) => ({
      name: `endpoint: ${simulator.provider}/${wire.trigger}`,
      async start(): Promise<Started> {
        const adapt: AdaptOptions & EventOptions = { events: { verify: "platform" } };
        const running = await wire.deploy(() => ({ price, other }), { adapt });
        const fetch = (request: Request) => running.send(request);
        return {
          target: endpoint("https://tasks.example/:name", { fetch }),
          data: true,
          stop: () => running.close(),
        };
      },
    })),
  );

const targets: readonly { readonly name: string; start(): Promise<Started> }[] = [
  { name: "inProcess", start: async () => ({ target: inProcess(), data: true }) },
  ...overHttp,
  {
    name: "lambda",
    start: async () => ({ target: lambda("price", { client: invoking(adapt(price)) }), data: false }),
  },
];

/** What Lambda answers to the SDK. The real SDK and its wire are in the tests of `@onefn/aws`. */
function invoking(handler: LambdaHandler) {
  const told = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  return {
    async invoke({ Payload }: { readonly Payload: Uint8Array }) {
      try {
        return { Payload: told(await handler(JSON.parse(new TextDecoder().decode(Payload)), {} as never)) };
      } catch (error) {
        const { name: errorType, message: errorMessage } = error as Error;
        return { FunctionError: "Unhandled", Payload: told({ errorType, errorMessage }) };
      }
    },
  };
}

describe.each(targets)("a task called on $name", ({ start }) => {
  it("gives its output, and fails alike on every target", async () => {
    const { target, data, stop } = await start();
    const priced = call(price).on(target);
    const failing = (id: string) => priced({ id, items: [] }).catch((error) => error);
    try {
      expect(await priced({ id: "a", items: ["tea"] })).toEqual({ total: 1, currency: "EUR" });
      const named = await failing("sold-out");
      expect(isTaskError(named)).toBe(true);
      expect(named).toMatchObject({ name: "Sold.Out", message: "Nothing is left." });
      expect(named.data).toEqual(data ? { sku: "tea" } : undefined);
      for (const [id, code] of [
        ["error", "ONEFN_CALL_FAILED"],
        ["wrong", "ONEFN_TASK_OUTPUT_INVALID"],
      ] as const) {
        const error = await failing(id);
        expect(error).toMatchObject({ code });
        expect(error.message).not.toContain("secret");
      }
    } finally {
      await stop?.();
    }
  });
});
