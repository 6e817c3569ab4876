import { connect } from "node:net";
import { expect, it } from "vitest";
import { toLogJson } from "../src/context/log.js";
import { failureOf } from "../src/failure.js";

const logged = (value: unknown) => JSON.parse(toLogJson({ value })).value;

async function refused(): Promise<Error> {
  const options = { host: "localhost", port: 1, autoSelectFamily: true };
  return new Promise((resolve) => connect(options).once("error", resolve));
}

it("writes the errors that an AggregateError stands for", () => {
  const error = new AggregateError([new Error("one"), "two"]);
  expect(logged(error)).toMatchObject({ name: "AggregateError", errors: [{ message: "one" }, "two"] });
});

it("gives a refused connection a reason", async () => {
  const unknown = { code: "ONEFN_HANDLER_FAILED", reason: "unknown" };
  expect(failureOf(await refused(), unknown).reason).toMatch(/ECONNREFUSED/);
  const many = new AggregateError([new Error("refused ::1"), new Error("refused 127.0.0.1")]);
  expect(failureOf(many, unknown).reason).toBe("refused ::1; refused 127.0.0.1");
  expect(failureOf(new AggregateError([many, new TypeError()]), unknown).reason).toBe(
    "refused ::1; refused 127.0.0.1; TypeError",
  );
  expect(failureOf(new RangeError(), unknown).reason).toBe("RangeError");
});

it.each([
  ["a Buffer", Buffer.from("secret"), "[6 bytes]"],
  ["a typed array", new Float64Array(2), "[16 bytes]"],
  ["a DataView", new DataView(new ArrayBuffer(3)), "[3 bytes]"],
  [
    "a Map",
    new Map<unknown, unknown>([
      ["a", 1],
      [{ b: 1 }, new Set([2])],
    ]),
    [
      ["a", 1],
      [{ b: 1 }, [2]],
    ],
  ],
  ["a Set", new Set([1, "a", undefined]), [1, "a", null]],
  ["a Date", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["a Date that is none", new Date(Number.NaN), null],
  ["a URL", new URL("https://example.com/?a=1"), "https://example.com/?a=1"],
  [
    "a query",
    new URLSearchParams("a=1&a=2"),
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
])("writes %s", (_name, value, expected) => {
  expect(logged(value)).toEqual(expected);
  expect(logged({ deep: [value] })).toEqual({ deep: [expected] });
});

it("writes a Request and a Response without what lets their sender in", () => {
  const headers = {
    Authorization: "Bearer secret",
    Cookie: "secret",
    "Proxy-Authorization": "secret",
    accept: "*/*",
  };
  const request = new Request("https://example.com/a", { method: "PUT", headers });
  expect(logged(request)).toEqual({
    method: "PUT",
    url: "https://example.com/a",
    headers: [["accept", "*/*"], ["authorization"], ["cookie"], ["proxy-authorization"]],
  });
  const response = new Response(null, { status: 201, headers: { "set-cookie": "secret" } });
  expect(logged(response)).toEqual({ status: 201, url: "", headers: [["set-cookie"]] });
});

it("writes what an http client says of its call without credentials, by itself or by its toJSON", () => {
  const config = { headers: { Authorization: "Bearer secret", COOKIE: ["secret"], accept: "*/*" } };
  const shown = { headers: { Authorization: "[not printed]", COOKIE: "[not printed]", accept: "*/*" } };
  expect(logged(Object.assign(new Error("refused"), { config }))).toMatchObject({ config: shown });
  expect(logged(Object.assign(new Error("refused"), { toJSON: () => ({ config }) }))).toEqual({
    config: shown,
  });
});

it("writes a Map that holds itself, and what throws when it is listed", () => {
  const map = new Map<string, unknown>();
  map.set("self", map);
  expect(logged(map)).toEqual([["self", "[circular]"]]);
  const fake = { [Symbol.toStringTag]: "Map" };
  expect(logged({ fake, beside: 1 })).toEqual({ fake: "[unreadable]", beside: 1 });
});

it("does not list an iterable that may have no end", () => {
  const endless = {
    *[Symbol.iterator]() {
      for (;;) yield 1;
    },
  };
  expect(logged(endless)).toEqual({});
});
