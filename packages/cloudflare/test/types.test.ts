import type * as cloudflare from "@cloudflare/workers-types";
import {
  type Context,
  change,
  type HttpContext,
  http,
  json,
  type MessageFunction,
  message,
  type ScheduleFunction,
  schedule,
} from "onefn";
import { expectTypeOf, test } from "vitest";
import { adapt as adaptHttp } from "../src/http.js";
import {
  adapt,
  type ExecutionContext,
  type MessageBatch,
  type QueueMessage,
  type ScheduledController,
  type Worker,
  type WorkerHandlers,
} from "../src/index.js";
import type { CfProperties, ClientCertificate } from "../src/native.js";
import { type CloudflareRecord, isCloudflare } from "../src/platform.js";

type Fetch = NonNullable<cloudflare.ExportedHandler["fetch"]>;

test("our structural types accept the Workers runtime's own types", () => {
  expectTypeOf<cloudflare.ExecutionContext>().toExtend<ExecutionContext>();
  expectTypeOf<cloudflare.ScheduledController>().toExtend<ScheduledController>();
  expectTypeOf<cloudflare.MessageBatch>().toExtend<MessageBatch>();
  expectTypeOf<cloudflare.Message<string>>().toExtend<QueueMessage<string>>();
  expectTypeOf<cloudflare.IncomingRequestCfProperties>().toExtend<CfProperties>();
  expectTypeOf<cloudflare.IncomingRequestCfPropertiesTLSClientAuth>().toExtend<ClientCertificate>();
});

test("a Worker's fetch is called as the runtime calls it", () => {
  // Request and Response are the program's own globals on both sides.
  type Rest = [env: Parameters<Fetch>[1], ctx: Parameters<Fetch>[2]];
  expectTypeOf<[Request, ...Rest]>().toExtend<Parameters<Worker["fetch"]>>();
  expectTypeOf<ReturnType<Worker["fetch"]>>().resolves.toEqualTypeOf<Response>();
});

test("a Worker's scheduled is called as the runtime calls it", () => {
  type Scheduled = NonNullable<cloudflare.ExportedHandler["scheduled"]>;
  expectTypeOf<Parameters<Scheduled>>().toExtend<Parameters<WorkerHandlers["scheduled"]>>();
  expectTypeOf<ReturnType<WorkerHandlers["scheduled"]>>().toExtend<ReturnType<Scheduled>>();
});

test("a Worker's queue is called as the runtime calls it", () => {
  type Queue = NonNullable<cloudflare.ExportedHandler["queue"]>;
  expectTypeOf<Parameters<Queue>>().toExtend<Parameters<WorkerHandlers["queue"]>>();
  expectTypeOf<ReturnType<WorkerHandlers["queue"]>>().toExtend<ReturnType<Queue>>();
});

test("a Worker has the handlers for its kinds of functions", () => {
  const page = http(() => json({}));
  const clean = schedule(() => {});
  const orders = message(() => {});
  expectTypeOf(adapt(page)).toEqualTypeOf<Worker<"http">>();
  expectTypeOf(adapt(clean)).toEqualTypeOf<Worker<"schedule">>();
  expectTypeOf(adapt({ page, clean })).toEqualTypeOf<Worker<"http" | "schedule">>();
  expectTypeOf(adapt(orders)).toEqualTypeOf<Worker<"message">>();
  expectTypeOf(adapt({ orders, page })).toEqualTypeOf<Worker<"http" | "message">>();
  expectTypeOf(adapt({ page })).not.toHaveProperty("scheduled");
  const some: Readonly<Record<string, typeof page | ScheduleFunction | MessageFunction>> = {
    page,
    clean,
  };
  expectTypeOf(adapt(some)).toEqualTypeOf<Partial<WorkerHandlers>>();
  const refused = () => [
    // @ts-expect-error the http entry does not support schedules.
    adaptHttp({ page, clean }),
    // @ts-expect-error changes are not supported.
    adapt({ clean, follow: change(() => {}) }),
  ];
  expectTypeOf(refused).toBeFunction();
});

test("isCloudflare types the message or the controller of a tick", () => {
  const read = (context: Context) => {
    if (isCloudflare<{ readonly KV: string }>(context)) {
      expectTypeOf(context.platform.record).toEqualTypeOf<CloudflareRecord | undefined>();
      return context.platform.env.KV;
    }
    return undefined;
  };
  expectTypeOf(read).returns.toEqualTypeOf<string | undefined>();
});

test("isCloudflare types the platform and the bindings", () => {
  interface Env {
    readonly ORDERS: cloudflare.KVNamespace;
  }
  const read = (context: HttpContext<{ readonly id: string }>) => {
    if (isCloudflare<Env>(context)) return context.platform.env.ORDERS.get(context.params.id);
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.env;
  };
  expectTypeOf(read).returns.toEqualTypeOf<Promise<string | null> | undefined>();
});

test("it accepts the functions that it supports", () => {
  const page = http(() => json({}));
  const follow = change(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page }, { accessIdentity: true });
  const refused = () => [
    // @ts-expect-error changes are not supported.
    adapt(follow),
    // @ts-expect-error nor are they in a record.
    adapt({ page, follow }),
    // @ts-expect-error a plain function is not a onefn function.
    adapt(() => json({})),
    // @ts-expect-error a misspelt option.
    adapt(page, { accessIdentiy: true }),
  ];
  expectTypeOf(refused).toBeFunction();
});
