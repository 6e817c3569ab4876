import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { events } from "./events.js";

const see = http((request) =>
  json({
    value: request.headers.get("x-value"),
    names: [...request.headers.keys()],
    again: [...new Request(request).headers.keys()],
  }),
);

async function run(event: unknown) {
  const lines: string[] = [];
  const result = (await adapt(see, { log: (line) => lines.push(line) })(event)) as { body: string };
  return { seen: JSON.parse(result.body), lines };
}

describe("a header that HTTP forbids", () => {
  const headers = { "x-bad(name)": "v", "": "v", "x-line": "a\r\nb: c", "x-value": "a\0b", "x-kept": "1" };
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

  it.each([
    ["load balancers", events.alb({ headers })],
    ["load balancers with multi-value headers", events.alb({ multiValueHeaders: lists })],
    ["VPC Lattice, version 1", events.vpcLatticeV1({ headers })],
    ["VPC Lattice, version 2", events.vpcLatticeV2({ headers: lists })],
    ["REST APIs", events.apiGatewayV1({ multiValueHeaders: lists })],
    ["HTTP APIs", events.apiGatewayV2({ headers })],
    ["Function URLs", events.functionUrl({ headers })],
    ["CloudFront", events.edge({ headers: { "x-bad(name)": [{ value: "v" }], "x-kept": [{ value: "1" }] } })],
  ])("is left out, with one line of the lowest level: %s", async (_, event) => {
    const { seen, lines } = await run(event);
    expect(seen).toEqual({ value: null, names: ["x-kept"], again: ["x-kept"] });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "DEBUG",
      message: expect.stringContaining("left out"),
    });
  });

  it("is not looked for where there is none", async () => {
    expect((await run(events.alb({ headers: { "x-kept": "1" } }))).lines).toEqual([]);
  });
});
