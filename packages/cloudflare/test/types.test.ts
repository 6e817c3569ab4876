import type * as cloudflare from "@cloudflare/workers-types";
import { type HttpContext, http, json, message } from "onefn";
import { expectTypeOf, test } from "vitest";
import { adapt, type ExecutionContext, type Worker } from "../src/index.js";
import type { CfProperties, ClientCertificate } from "../src/native.js";
import { isCloudflare } from "../src/platform.js";

type Fetch = NonNullable<cloudflare.ExportedHandler["fetch"]>;

test("our structural types take what the Workers runtime's own types say", () => {
  expectTypeOf<cloudflare.ExecutionContext>().toExtend<ExecutionContext>();
  expectTypeOf<cloudflare.IncomingRequestCfProperties>().toExtend<CfProperties>();
  expectTypeOf<cloudflare.IncomingRequestCfPropertiesTLSClientAuth>().toExtend<ClientCertificate>();
});

test("a Worker's fetch is called as the runtime calls it", () => {
  // Request and Response are the program's own globals on both sides.
  type Rest = [env: Parameters<Fetch>[1], ctx: Parameters<Fetch>[2]];
  expectTypeOf<[Request, ...Rest]>().toExtend<Parameters<Worker["fetch"]>>();
  expectTypeOf<ReturnType<Worker["fetch"]>>().resolves.toEqualTypeOf<Response>();
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

test("it takes http functions alone", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page }, { accessIdentity: true });
  const refused = () => [
    // @ts-expect-error messages are not carried.
    adapt(orders),
    // @ts-expect-error nor are they in a record.
    adapt({ page, orders }),
    // @ts-expect-error a plain function is none of onefn's.
    adapt(() => json({})),
    // @ts-expect-error a misspelt option.
    adapt(page, { accessIdentiy: true }),
  ];
  expectTypeOf(refused).toBeFunction();
});
