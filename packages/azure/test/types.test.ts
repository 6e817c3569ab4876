import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { type HttpContext, http, json, message } from "onefn";
import { expectTypeOf, test } from "vitest";
import {
  type AzureContext,
  type AzureHandler,
  type AzureRequest,
  type AzureResult,
  adapt,
  isAzure,
  stream,
} from "../src/index.js";
import { register } from "../src/register.js";

test("our structural types are the library's", () => {
  expectTypeOf<HttpRequest>().toExtend<AzureRequest>();
  expectTypeOf<InvocationContext>().toExtend<AzureContext>();
  expectTypeOf<AzureResult>().toExtend<HttpResponseInit>();
  expectTypeOf<AzureHandler>().toExtend<HttpHandler>();
});

test("isAzure types the platform", () => {
  const read = (context: HttpContext) => {
    if (isAzure(context)) return context.platform.context.invocationId;
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.context;
  };
  expectTypeOf(read).returns.toExtend<string | undefined>();
});

test("http alone is carried", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page });
  expectTypeOf(register).toBeCallableWith("shop", page, { authLevel: "function", stream: true });
  const refused = () => [
    // @ts-expect-error messages are not carried yet.
    adapt(orders),
    // @ts-expect-error nor are they in a record.
    stream({ page, orders }),
    // @ts-expect-error a plain function is none of onefn's.
    register("shop", () => json({})),
    // @ts-expect-error Azure has no such level.
    register("shop", page, { authLevel: "user" }),
  ];
  expectTypeOf(refused).toBeFunction();
});
