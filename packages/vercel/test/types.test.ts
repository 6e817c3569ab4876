import type { getDeadline, waitUntil } from "@vercel/functions";
import { type HttpContext, http, json, message, storage } from "onefn";
import { expect, expectTypeOf, test } from "vitest";
import { adapt as adaptHttp } from "../src/http.js";
import { type Adapted, adapt, isVercel, type VercelContext } from "../src/index.js";
import { adapt as adaptQueues } from "../src/message/queues.js";

const page = http(() => json({}));
const orders = message(() => {});
const uploads = storage(() => {});

test("Vercel's own waitUntil and deadline fit our structural context", () => {
  expectTypeOf<typeof waitUntil>().toExtend<NonNullable<VercelContext["waitUntil"]>>();
  expectTypeOf<ReturnType<typeof getDeadline>>().toEqualTypeOf<Date | undefined>();
});

test("what adapt gives is a handler of the Edge runtime, too", () => {
  type EdgeHandler = (
    request: Request,
    context: { waitUntil(promise: Promise<unknown>): void },
  ) => Response | Promise<Response>;
  expectTypeOf<Adapted["fetch"]>().toExtend<EdgeHandler>();
});

test("isVercel types the platform", () => {
  const read = (context: HttpContext) => {
    if (isVercel(context)) return context.platform.request.headers.get("x-vercel-id");
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.request;
  };
  expectTypeOf(read).returns.toExtend<string | null>();
});

test("functions of other kinds do not compile, and fail at start", () => {
  // @ts-expect-error notifications of buckets are not carried.
  expect(() => adapt(uploads)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error nor are they in a record.
  expect(() => adapt({ page, uploads })).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error the entry for http takes no messages.
  expect(() => adaptHttp(orders)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error the entry for queues takes no http.
  expect(() => adaptQueues(page)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error a plain function is none of onefn's.
  expect(() => adapt(() => json({}))).toThrow(expect.objectContaining({ code: "ONEFN_NOT_A_FUNCTION" }));
  // @ts-expect-error a misspelt option.
  expect(() => adapt(page, { basepath: "/prod" })).toThrow("Did you mean basePath?");
});
