import type { Context as EdgeContext, EdgeFunction } from "@netlify/edge-functions";
import type {
  Context,
  HandlerContext,
  HandlerEvent,
  HandlerResponse,
  NetlifyFunction,
} from "@netlify/functions";
import { type HttpContext, http, json, message } from "onefn";
import { expect, expectTypeOf, test } from "vitest";
import { adapt, isNetlify, type NetlifyContext, type NetlifyHandler } from "../src/index.js";
import {
  adapt as adaptV1,
  type NetlifyEvent,
  type NetlifyEventContext,
  type NetlifyEventHandler,
  type NetlifyResult,
} from "../src/v1.js";

const page = http(() => json({}));
const orders = message(() => {});

test("our structural types take Netlify's own", () => {
  expectTypeOf<Context>().toExtend<NetlifyContext>();
  expectTypeOf<EdgeContext>().toExtend<NetlifyContext>();
  expectTypeOf<HandlerEvent>().toExtend<NetlifyEvent>();
  expectTypeOf<HandlerContext>().toExtend<NetlifyEventContext>();
});

test("what adapt gives is what Netlify takes", () => {
  expectTypeOf<NetlifyHandler>().toExtend<EdgeFunction>();
  expectTypeOf<NetlifyHandler>().toExtend<NonNullable<NetlifyFunction["fetch"]>>();
  expectTypeOf<NetlifyResult>().toExtend<Readonly<HandlerResponse>>();
  type EventHandler = (event: HandlerEvent, context: HandlerContext) => Promise<Readonly<HandlerResponse>>;
  expectTypeOf<NetlifyEventHandler>().toExtend<EventHandler>();
});

test("isNetlify types the platform by its wire", () => {
  const read = (context: HttpContext) => {
    if (!isNetlify(context)) return undefined;
    const { platform } = context;
    if (platform.wire === "workload") return platform.event.eventName;
    return platform.wire === "fetch" ? platform.context.site?.id : platform.event.rawUrl;
  };
  expectTypeOf(read).returns.toEqualTypeOf<string | undefined>();
});

test.each([
  ["adapt", adapt],
  ["adapt of v1", adaptV1],
])("functions of other kinds do not compile, and fail at start: %s", (_, adapt) => {
  // @ts-expect-error messages are not carried.
  expect(() => adapt(orders)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error nor are they in a record.
  expect(() => adapt({ page, orders })).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  // @ts-expect-error a plain function is none of onefn's.
  expect(() => adapt(() => json({}))).toThrow(expect.objectContaining({ code: "ONEFN_NOT_A_FUNCTION" }));
  // @ts-expect-error a misspelt option.
  expect(() => adapt(page, { basepath: "/prod" })).toThrow("Did you mean basePath?");
});
