import type {
  CloudEventFunction,
  HttpFunction as FrameworkFunction,
  Request,
  Response,
} from "@google-cloud/functions-framework";
import { type Context, type HttpContext, http, json, message } from "onefn";
import { expectTypeOf, test } from "vitest";
import { adapt as adaptHttp } from "../src/http.js";
import { adapt, type GcpHandler, type GcpRequest, type GcpResponse, isGcp } from "../src/index.js";
import { adapt as adaptMessages } from "../src/message/pubsub.js";
import { register } from "../src/register.js";

test("our structural types take what the framework's own types give", () => {
  expectTypeOf<Request>().toExtend<Loose<GcpRequest>>();
  expectTypeOf<Response>().toExtend<GcpResponse>();
  expectTypeOf<GcpHandler>().toExtend<FrameworkFunction>();
});

test("isGcp types what a message function gets of the platform", () => {
  const read = (context: Context) => isGcp(context) && context.platform.record.message?.orderingKey;
  expectTypeOf(read).returns.toEqualTypeOf<string | false | undefined>();
});

test("isGcp types the platform", () => {
  const read = (context: HttpContext) => {
    if (isGcp(context)) return context.platform.request.rawBody?.length;
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.request;
  };
  expectTypeOf(read).returns.toExtend<number | undefined>();
});

test("http and messages are carried", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page, orders }, { events: { verify: "platform" } });
  expectTypeOf(adapt(orders)).toExtend<CloudEventFunction<unknown>>();
  expectTypeOf(register).toBeCallableWith("shop", { page, orders });
  const refused = () => [
    // @ts-expect-error this entry has http alone.
    adaptHttp(orders),
    // @ts-expect-error and this one messages.
    adaptMessages({ page, orders }),
    // @ts-expect-error requests have to be verified somehow.
    adapt(orders, { events: { path: "/orders" } }),
    // @ts-expect-error a plain function is none of onefn's.
    adapt(() => json({})),
    // @ts-expect-error nobody else verifies callers.
    adapt(page, { verifiedBy: "me" }),
  ];
  expectTypeOf(refused).toBeFunction();
});

/** The framework's types say nothing of whether `undefined` may be given for what may be absent. */
type Loose<T> = { [Key in keyof T]: undefined extends T[Key] ? T[Key] | undefined : T[Key] };
