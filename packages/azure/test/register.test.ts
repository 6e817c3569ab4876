import { app } from "@azure/functions";
import { http, text } from "onefn";
import { expect, it, vi } from "vitest";
import { register } from "../src/register.js";
import { type Registered, standInForWorker } from "./support/worker.js";

const triggerOf = (metadata: Registered | undefined) =>
  Object.values(metadata?.bindings ?? {}).find(({ type }) => type === "httpTrigger");

it("a function is registered for every method, under the route of its path", () => {
  const registered = standInForWorker();
  register(
    "hello",
    http({ path: "/hello/:name", methods: ["GET"] }, () => text("")),
  );
  expect(registered[0]?.name).toBe("hello");
  expect(triggerOf(registered[0])).toMatchObject({
    route: "hello/{name}",
    authLevel: "anonymous",
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  });
});

it("a record of functions takes every path, unless a route says otherwise", () => {
  const registered = standInForWorker();
  const functions = { a: http({ path: "/a" }, () => text("")), b: http({ path: "/b" }, () => text("")) };
  register("shop", functions);
  register("admin", functions, { route: "admin/{*path}", authLevel: "admin" });
  expect(triggerOf(registered[0])).toMatchObject({ route: "{*path}" });
  expect(triggerOf(registered[1])).toMatchObject({ route: "admin/{*path}", authLevel: "admin" });
});

it("streaming is switched on for the app by the function that asks for it", () => {
  standInForWorker();
  const setup = vi.spyOn(app, "setup").mockImplementation(() => {});
  register(
    "whole",
    http(() => text("")),
  );
  expect(setup).not.toHaveBeenCalled();
  register(
    "report",
    http(() => text("")),
    { stream: true },
  );
  expect(setup).toHaveBeenCalledWith({ enableHttpStream: true });
});
