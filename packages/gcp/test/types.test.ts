import type { HttpFunction as FrameworkFunction, Request, Response } from "@google-cloud/functions-framework";
import { type HttpContext, http, json, message } from "onefn";
import { expectTypeOf, test } from "vitest";
import { adapt, type GcpHandler, type GcpRequest, type GcpResponse, isGcp } from "../src/index.js";
import { register } from "../src/register.js";

test("our structural types take what the framework's own types give", () => {
  expectTypeOf<Request>().toExtend<Loose<GcpRequest>>();
  expectTypeOf<Response>().toExtend<GcpResponse>();
  expectTypeOf<GcpHandler>().toExtend<FrameworkFunction>();
});

test("isGcp types the platform", () => {
  const read = (context: HttpContext) => {
    if (isGcp(context)) return context.platform.request.rawBody?.length;
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.request;
  };
  expectTypeOf(read).returns.toExtend<number | undefined>();
});

test("http alone is carried", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page });
  const refused = () => [
    // @ts-expect-error messages are not carried yet.
    adapt(orders),
    // @ts-expect-error nor are they in a record.
    register("shop", { page, orders }),
    // @ts-expect-error a plain function is none of onefn's.
    adapt(() => json({})),
    // @ts-expect-error nobody else verifies callers.
    adapt(page, { verifiedBy: "me" }),
  ];
  expectTypeOf(refused).toBeFunction();
});

/** The framework's types say nothing of whether `undefined` may be given for what may be absent. */
type Loose<T> = { [Key in keyof T]: undefined extends T[Key] ? T[Key] | undefined : T[Key] };
