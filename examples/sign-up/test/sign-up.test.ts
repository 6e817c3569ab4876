import { simulator as aws, cognito } from "@onefn/aws/simulator";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { simulator as netlify, netlifyIdentity } from "@onefn/netlify/simulator";
import { createContext, createIdentityEvent, type IdentityMoment } from "onefn";
import { findWire, type OutgoingHook } from "onefn/simulator";
import { describe, expect, test, vi } from "vitest";
import { handler } from "../src/aws.js";
import * as functions from "../src/functions.js";
import onNetlify from "../src/netlify.js";
import { tenantOf } from "../src/tenants.js";

vi.hoisted(() => {
  process.env.IDENTITY_SECRET = "the secret of your instance";
});

describe.each([
  { simulator: aws, trigger: "cognito", claimsAt: "token" },
  { simulator: gcp, trigger: "blocking", claimsAt: "signIn" },
  { simulator: netlify, trigger: "identity-events", claimsAt: "signIn" },
] as const)("$simulator.provider/$trigger", ({ simulator, trigger, claimsAt }) => {
  async function ask(on: IdentityMoment, email: string) {
    const hook: OutgoingHook = { on, user: { id: "u1", email } };
    const deployed = await findWire(simulator, "identity", trigger).deploy(() => functions);
    try {
      return await deployed.send(hook);
    } finally {
      await deployed.close();
    }
  }

  test("people of a tenant sign up and sign in", async () => {
    for (const on of ["signUp", "signIn"] as const)
      expect(await ask(on, "ann@tea.example")).toMatchObject({ allowed: true });
  });

  test("others are stopped, and read why where the provider shows it", async () => {
    for (const on of ["signUp", "signIn"] as const) {
      const reply = await ask(on, "eve@tea.example.evil.example");
      expect(reply.allowed).toBe(false);
      const why = on === "signUp" ? /work address/ : /no access any more/;
      // Netlify Identity has a text of its own for every denial.
      expect(JSON.stringify(reply)).toMatch(trigger === "identity-events" ? /Failed to handle/ : why);
    }
  });

  test("the token says which tenant it is for", async () => {
    expect(await ask(claimsAt, "bob@COFFEE.example")).toMatchObject({
      allowed: true,
      claims: { tenant: "coffee" },
    });
  });
});

test("Cognito gets its event back, with nothing else changed", async () => {
  const event = cognito("PreSignUp", { userAttributes: { sub: "u1", email: "ann@tea.example" } });
  expect(await handler(event)).toEqual(event);
});

test("Cognito reads the reason from an error", async () => {
  const event = cognito("PreSignUp", { userAttributes: { sub: "u1", email: "eve@example.com" } });
  await expect(handler(event)).rejects.toThrow("Sign up with your work address.");
});

test("Netlify Identity is asked by its signature, and keeps the tenant beside the provider's name", async () => {
  const secret = process.env.IDENTITY_SECRET;
  const words = { email: "ann@tea.example", user: { app_metadata: { provider: "google" } } };
  const response = await onNetlify(netlifyIdentity("identity-login", { ...words, secret }));
  expect(await response.json()).toEqual({ app_metadata: { provider: "google", tenant: "tea" } });
  expect((await onNetlify(netlifyIdentity("identity-login", words))).status).toBe(401);
});

test("the function alone, as in a unit test", async () => {
  const event = createIdentityEvent({ on: "signUp", user: { email: "eve@example.com" } });
  expect((await functions.admit.handler(event, createContext())).type).toBe("deny");
});

test("a tenant is known by the whole domain", () => {
  const addresses = ["a@tea.example", "a@x@tea.example", "@tea.example", "tea.example", undefined];
  expect(addresses.map(tenantOf)).toEqual(["tea", undefined, undefined, undefined, undefined]);
});
