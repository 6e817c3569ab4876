import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { findWire } from "onefn/simulator";
import { afterEach, describe, expect, it } from "vitest";
import { adapt as adaptAuthorizer } from "../src/identity/authorizer.js";
import { adapt } from "../src/index.js";
import type { AwsOptions } from "../src/options.js";
import { authorizerResponse } from "../src/platform.js";
import { authorizer, simulator } from "../src/simulator/index.js";

const lines: string[] = [];
afterEach(() => void lines.splice(0));

/** Asks a function, through both entries. */
async function ask(
  event: object,
  decide: (event: IdentityEvent<"authorize">) => Decision,
  options: AwsOptions = {},
) {
  const fn = identity({ on: "authorize" }, decide);
  const all = { log: (line: string) => void lines.push(line), ...options };
  const [one, other] = await Promise.all([adapt(fn, all)(event), adaptAuthorizer(fn, all)(event)]);
  expect(other).toEqual(one);
  return one;
}

const ARN = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod";
const policy = (Effect: "Allow" | "Deny", Resource: string) => ({
  principalId: "caller",
  policyDocument: {
    Version: "2012-10-17" as const,
    Statement: [{ Action: "execute-api:Invoke" as const, Effect, Resource }],
  },
});

describe.each([
  ["TOKEN", `${ARN}/GET/orders`],
  ["REQUEST", `${ARN}/GET/orders`],
  ["WEBSOCKET", `${ARN}/$connect`],
] as const)("a %s authorizer", (type, arn) => {
  const event = authorizer(type, {
    credentials: "Bearer a",
    headers: { "X-Tenant": "acme" },
    query: { token: "q" },
  });

  it("answers a policy for what was asked for alone", async () => {
    expect(await ask(event, () => allow())).toEqual(policy("Allow", arn));
    expect(await ask(event, () => deny())).toEqual(policy("Deny", arn));
  });

  it("passes claims on as the context, and names the caller by the claim sub", async () => {
    const claims = { sub: "u-1", plan: "gold", seats: 3, trial: false };
    expect(await ask(event, () => allow({ claims }))).toEqual({
      ...policy("Allow", arn),
      principalId: "u-1",
      context: claims,
    });
  });

  it("tells the function what the event does", async () => {
    await ask(event, (seen) => {
      expect(seen.request).toEqual({
        credentials: "Bearer a",
        method: type === "WEBSOCKET" ? undefined : "GET",
        path: type === "WEBSOCKET" ? undefined : "/orders",
        headers: type === "TOKEN" ? {} : { authorization: "Bearer a", "x-tenant": "acme" },
        query: type === "TOKEN" ? {} : { token: "q" },
      });
      expect(seen.ip).toBe(type === "TOKEN" ? undefined : "203.0.113.7");
      return allow();
    });
  });

  it.each([
    ["a list", ["a"]],
    ["an object", { a: 1 }],
    ["null", null],
  ])("cannot pass on a claim that is %s, and lets nobody through", async (_, value) => {
    await expect(ask(event, () => allow({ claims: { roles: value } }))).rejects.toThrow(/^Denied\.$/);
    expect(lines.join()).toMatch(/ONEFN_DECISION_INVALID/);
  });

  it("is answered 401 if the function says or throws Unauthorized, and 500 for any other error", async () => {
    const thrown = (message: string) => () => {
      throw new Error(message);
    };
    await expect(ask(event, () => deny({ reason: "Unauthorized" }))).rejects.toThrow(/^Unauthorized$/);
    await expect(ask(event, thrown("Unauthorized"))).rejects.toThrow(/^Unauthorized$/);
    await expect(ask(event, thrown("the key of the store is 42"))).rejects.toThrow(/^Denied\.$/);
  });

  it("takes API Gateway's own answer", async () => {
    const { policyDocument } = policy("Allow", `${ARN}/*`);
    const platform = authorizerResponse({ usageIdentifierKey: "key", policyDocument });
    expect(await ask(event, () => allow({ platform }))).toMatchObject({
      usageIdentifierKey: "key",
      policyDocument: { Statement: [{ Effect: "Allow", Resource: `${ARN}/*` }] },
    });
  });
});

it.each(["/orders/*", "/*", "/orders/?"])(
  "a path with a wildcard, %s, is never a policy for others",
  async (path) => {
    const event = authorizer("REQUEST", { path });
    expect(await ask(event, () => allow())).toMatchObject(policy("Deny", `${ARN}/GET${path}`));
    expect(lines.join()).toMatch(/wildcard/);
  },
);

describe("an authorizer of an HTTP API", () => {
  const event = authorizer("HTTP", { credentials: "Bearer a", query: { a: "1 2" } });

  it("answers whether the request is authorized, with any claims", async () => {
    expect(await ask(event, () => allow())).toEqual({ isAuthorized: true });
    expect(await ask(event, () => deny({ reason: "No." }))).toEqual({ isAuthorized: false });
    const claims = { sub: "u-1", roles: ["reader"], org: { id: 1 } };
    expect(await ask(event, () => allow({ claims }))).toEqual({ isAuthorized: true, context: claims });
  });

  it("answers a policy if the option says so", async () => {
    const options = { authorizerAnswer: "policy" } as const;
    expect(await ask(event, () => allow(), options)).toEqual(policy("Allow", `${ARN}/GET/orders`));
    expect(await ask(event, () => deny(), options)).toEqual(policy("Deny", `${ARN}/GET/orders`));
  });

  it("tells the function what the event does", async () => {
    await ask(event, ({ request, ip }) => {
      expect(request).toMatchObject({
        credentials: "Bearer a",
        method: "GET",
        path: "/orders",
        query: { a: "1 2" },
      });
      expect(ip).toBe("203.0.113.7");
      return allow();
    });
  });

  it("has the first identity source as credentials where it is no header", async () => {
    await ask({ ...event, headers: {}, identitySource: ["from a cookie"] }, ({ request }) => {
      expect(request.credentials).toBe("from a cookie");
      return allow();
    });
  });
});

describe("the credentials of a request to an HTTP API", () => {
  const event = authorizer("HTTP", { credentials: "Bearer of somebody else" });
  const headers = { "x-api-key": "key-1", authorization: "Bearer of somebody else" };

  it.each([
    ["its identity source, by which answers are cached", ["key-1"], "key-1"],
    [
      "the usual header if it is one of several sources",
      ["key-1", headers.authorization],
      headers.authorization,
    ],
    ["the first source if the usual header is none of several", ["key-1", "GET /orders"], "key-1"],
    ["the usual header without sources", [], headers.authorization],
    ["the usual header without a list of sources", undefined, headers.authorization],
  ])("are %s", async (_, identitySource, credentials) => {
    await ask({ ...event, headers, identitySource }, ({ request }) => {
      expect(request.credentials).toBe(credentials);
      return allow();
    });
  });
});

describe("what API Gateway would leave out without a word", () => {
  const { policyDocument } = policy("Allow", `${ARN}/GET/orders`);

  it("lets nobody through: a policy where the answer is a simple one", async () => {
    const event = authorizer("HTTP", { credentials: "Bearer a" });
    const platform = authorizerResponse({ policyDocument });
    await expect(ask(event, () => allow({ platform }))).rejects.toThrow(/^Denied\.$/);
    expect(lines.join()).toMatch(/not for authorizer with simple answers/);
    expect(await ask(event, () => allow({ platform }), { authorizerAnswer: "policy" })).toMatchObject({
      policyDocument,
    });
  });

  it("lets nobody through: claims beside a context", async () => {
    const event = authorizer("REQUEST", { credentials: "Bearer a" });
    const platform = authorizerResponse({ context: { plan: "gold" } });
    await expect(ask(event, () => allow({ claims: { sub: "u-1" }, platform }))).rejects.toThrow(/^Denied\.$/);
    expect(lines.join()).toMatch(/no place for claims/);
    expect(await ask(event, () => allow({ platform }))).toMatchObject({ context: { plan: "gold" } });
  });
});

describe("the simulated API reads a policy as IAM does", () => {
  const statement = (Effect: "Allow" | "Deny", Resource: string | string[]) => ({
    Action: "execute-api:Invoke" as const,
    Effect,
    Resource,
  });

  it.each([
    ["a whole stage", [statement("Allow", `${ARN}/*`)], true],
    ["a list of methods", [statement("Allow", [`${ARN}/POST/orders`, `${ARN}/GET/orders`])], true],
    ["one character", [statement("Allow", `${ARN}/GET/order?`)], true],
    ["another path", [statement("Allow", `${ARN}/GET/order`)], false],
    [
      "a stage, but not this path",
      [statement("Allow", `${ARN}/*`), statement("Deny", `${ARN}/GET/ord*`)],
      false,
    ],
    ["nothing", [], false],
  ])("that allows %s", async (_, Statement, isAllowed) => {
    const platform = authorizerResponse({ policyDocument: { Version: "2012-10-17", Statement } });
    const guard = identity({ on: "authorize" }, () => allow({ platform }));
    const api = await findWire(simulator, "identity", "authorizer").deploy(() => guard);
    const { allowed } = await api.send({ on: "authorize", credentials: "Bearer a" });
    await api.close();
    expect(allowed).toBe(isAllowed);
  });
});

it("members of Object among headers and queries change nothing", async () => {
  const headers = JSON.parse('{"__proto__":"a","constructor":"b"}');
  await ask(authorizer("REQUEST", { headers, query: headers }), ({ request }) => {
    expect(Object.keys(request.headers)).toEqual(expect.arrayContaining(["constructor"]));
    expect((request.headers as { polluted?: unknown }).polluted).toBeUndefined();
    return allow();
  });
  expect(({} as { a?: string }).a).toBeUndefined();
});
