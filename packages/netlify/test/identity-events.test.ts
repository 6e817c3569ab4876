import { createHash, createHmac } from "node:crypto";
import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { adapt, netlifySignature } from "../src/identity/identity-events.js";
import { identityResponse } from "../src/platform.js";
import { type NetlifyIdentityOptions, netlifyIdentity, simulator } from "../src/simulator/index.js";

const PLATFORM = { events: { verify: "platform" }, log: () => {} } as const;
const SECRET = "secret of the instance";

type Hook = Parameters<typeof netlifyIdentity>[0];

/** Asks a function about a sign-up and a sign-in. */
async function ask(hook: Hook, decide: (event: IdentityEvent) => Decision, words?: NetlifyIdentityOptions) {
  const functions = { up: identity({ on: "signUp" }, decide), in: identity({ on: "signIn" }, decide) };
  const response = await adapt(functions, PLATFORM)(netlifyIdentity(hook, words));
  const body = await response.text();
  return { status: response.status, body: body === "" ? undefined : JSON.parse(body) };
}

describe("an event of Netlify Identity", () => {
  it.each([
    ["identity-validate", "signUp", false],
    ["identity-signup", "signUp", true],
    ["identity-login", "signIn", false],
  ] as const)("%s is %s", async (hook, on, done) => {
    const seen: IdentityEvent[] = [];
    const user = { role: "editor", user_metadata: { full_name: "Ann" }, created_at: "", updated_at: "" };
    const words = { id: "u1", email: "ann@example.com", user: { ...user, confirmed_at: "" } };
    const decide = (event: IdentityEvent) => {
      seen.push(event);
      return allow();
    };
    expect(await ask(hook, decide, words)).toEqual({ status: 200, body: {} });
    expect(JSON.parse(JSON.stringify(seen))).toEqual([
      {
        on,
        hook,
        done,
        user: {
          id: "u1",
          email: "ann@example.com",
          attributes: {
            id: "u1",
            email: "ann@example.com",
            aud: "",
            app_metadata: { provider: "email" },
            ...user,
            confirmed_at: "",
          },
          claims: {},
        },
      },
    ]);
  });

  it("has no address if the user has none", async () => {
    const emails: unknown[] = [];
    await ask(
      "identity-login",
      ({ user }) => {
        emails.push(user.email);
        return allow();
      },
      { email: "" },
    );
    expect(emails).toEqual([undefined]);
  });

  it("is denied by a 403 without the reason, since nobody reads it", async () => {
    const denied = await ask("identity-validate", () => deny({ reason: "Not today." }));
    expect(denied).toEqual({ status: 403, body: undefined });
  });

  it("takes metadata, which is merged with the user's: provider and roles are not lost", async () => {
    const user = {
      app_metadata: { provider: "google", roles: ["guest"], trial: true },
      user_metadata: { full_name: "Ann", theme: "dark" },
    };
    const metadata = { app_metadata: { roles: ["editor"], trial: null }, user_metadata: { theme: "light" } };
    const answer = await ask(
      "identity-signup",
      () => allow({ platform: identityResponse("identity-signup", metadata) }),
      { user },
    );
    expect(answer).toEqual({
      status: 200,
      body: {
        app_metadata: { provider: "google", roles: ["editor"] },
        user_metadata: { full_name: "Ann", theme: "light" },
      },
    });
  });

  it("takes metadata of one sort, and leaves the other as it is", async () => {
    const own = identityResponse("identity-login", { app_metadata: { tenant: "tea" } });
    const answer = await ask("identity-login", () => allow({ platform: own }), {
      user: { app_metadata: null, user_metadata: null },
    });
    expect(answer.body).toEqual({ app_metadata: { tenant: "tea" } });
  });

  it("is denied if the metadata is for another event", async () => {
    const own = identityResponse("identity-signup", { app_metadata: { roles: ["admin"] } });
    expect((await ask("identity-login", () => allow({ platform: own }))).status).toBe(500);
  });

  it("is denied if JSON cannot write the metadata", async () => {
    const own = identityResponse("identity-login", { app_metadata: { since: 1n } });
    expect((await ask("identity-login", () => allow({ platform: own }))).status).toBe(500);
  });

  const posting = (body: unknown, event = "identity_validate") =>
    new Request("https://shop.example/.netlify/functions/identity-validate", {
      method: "POST",
      headers: { "content-type": "application/json", "x-netlify-event": event },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it.each([
    ["another event of Identity", { event: "userdeleted", user: { id: "u1" } }],
    ["an event by a name of Object's", { event: "constructor", user: { id: "u1" } }],
    ["an event without a user", { event: "validate" }],
    ["a user without an id", { event: "validate", user: { email: "ann@example.com" } }],
    ["a list", [{ event: "validate", user: { id: "u1" } }]],
    ["a broken body", "{"],
    ["no body", ""],
  ])("%s is denied, and no function is asked", async (_, body) => {
    let asked = 0;
    const fn = identity({ on: "signUp" }, () => {
      asked++;
      return allow();
    });
    expect([(await adapt(fn, PLATFORM)(posting(body))).status, asked]).toEqual([500, 0]);
  });

  it("is what the signed body says, and not what the header says", async () => {
    const moments: string[] = [];
    const decide = ({ on }: IdentityEvent) => {
      moments.push(on);
      return deny();
    };
    const handler = adapt(
      { up: identity({ on: "signUp" }, decide), in: identity({ on: "signIn" }, () => allow()) },
      PLATFORM,
    );
    const body = { event: "validate", user: { id: "u1", email: "ann@example.com" } };
    expect((await handler(posting(body, "identity_login"))).status).toBe(403);
    expect(moments).toEqual(["signUp"]);
  });
});

describe("netlifySignature", () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const BODY = JSON.stringify({ event: "validate", user: { id: "u1", email: "ann@example.com" } });
  const now = () => Math.floor(Date.now() / 1_000);
  const digest = (body: string) => createHash("sha256").update(body).digest("hex");
  const signed = (claims: object, secret = SECRET, header: object = { alg: "HS256", typ: "JWT" }) => {
    const text = `${part(header)}.${part(claims)}`;
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  };
  const gotrue = (own: object = {}) => ({ iss: "gotrue", iat: now(), sha256: digest(BODY), ...own });

  const passes = async (signature: string | undefined, body = BODY) => {
    const request = new Request("https://shop.example/", {
      method: "POST",
      headers: signature === undefined ? {} : { "x-webhook-signature": signature },
      body,
    });
    const fn = identity({ on: "signUp" }, () => allow());
    const verify = netlifySignature(SECRET);
    return (await adapt(fn, { events: { verify }, log: () => {} })(request)).status === 200;
  };

  it("lets pass what Identity has signed, and a notification that Netlify has signed", async () => {
    expect(await passes(signed(gotrue()))).toBe(true);
    expect(await passes(signed({ iss: "netlify", sha256: digest(BODY) }))).toBe(true);
  });

  it("lets the simulator's event pass", async () => {
    const fn = identity({ on: "signIn" }, () => allow());
    const handler = adapt(fn, { events: { verify: netlifySignature(SECRET) }, log: () => {} });
    const statuses = await Promise.all(
      [SECRET, `${SECRET}.`, undefined].map(
        async (secret) => (await handler(netlifyIdentity("identity-login", { secret }))).status,
      ),
    );
    expect(statuses).toEqual([200, 401, 401]);
  });

  it.each<[string, () => string | undefined, string?]>([
    ["no signature", () => undefined],
    ["an empty one", () => ""],
    ["one that is no token", () => "abc"],
    ["another secret", () => signed(gotrue(), "another")],
    ["another body", () => signed(gotrue()), BODY.replace("u1", "u2")],
    ["no digest", () => signed(gotrue({ sha256: undefined }))],
    ["a digest in capitals", () => signed(gotrue({ sha256: digest(BODY).toUpperCase() }))],
    ["no signature of the token", () => `${signed(gotrue()).split(".").slice(0, 2).join(".")}.`],
    ["the algorithm none", () => `${part({ alg: "none" })}.${part(gotrue())}.`],
    ["another algorithm", () => signed(gotrue(), SECRET, { alg: "HS512" })],
    ["an algorithm in small letters", () => signed(gotrue(), SECRET, { alg: "hs256" })],
    ["a header that is null", () => `${Buffer.from("null").toString("base64url")}.${part(gotrue())}.AA`],
    ["another issuer", () => signed(gotrue({ iss: "somebody" }))],
    ["no issuer", () => signed(gotrue({ iss: undefined }))],
    ["an old one", () => signed(gotrue({ iat: now() - 301 }))],
    ["one of the future", () => signed(gotrue({ iat: now() + 400 }))],
    ["no time", () => signed(gotrue({ iat: undefined }))],
    ["a time that is a text", () => signed(gotrue({ iat: `${now()}` }))],
    ["a fourth part", () => `${signed(gotrue())}.AA`],
    ["two signatures", () => `${signed(gotrue())}, ${signed(gotrue())}`],
    ["what is not base64", () => `${part({ alg: "HS256" })}.${part(gotrue())}.%%%`],
  ])("refuses %s", async (_, signature, body) => {
    expect(await passes(signature(), body)).toBe(false);
  });

  it.each([undefined, "", 1])("refuses the secret %j at start", (secret) => {
    expect(() => netlifySignature(secret as string)).toThrow(/the secret must be a string/);
  });
});

describe("Netlify Identity, simulated", () => {
  const wire = findWire(simulator, "identity", "identity-events");

  it("asks three times before it takes a no, and once if it is a yes", async () => {
    const asked: string[] = [];
    const fn = identity({ on: "signUp" }, ({ user }) => {
      asked.push(user.email ?? "");
      return user.email === "ann@example.com" ? allow() : deny();
    });
    const deployment = await wire.deploy(() => fn);
    const send = (email: string) => deployment.send({ on: "signUp", user: { email } });
    expect((await send("ann@example.com")).allowed).toBe(true);
    expect(await send("eve@example.com")).toEqual({
      allowed: false,
      text: "Failed to handle signup webhook",
    });
    expect(asked).toEqual(["ann@example.com", ...Array(3).fill("eve@example.com")]);
  });

  it("never asks at another moment", async () => {
    const deployment = await wire.deploy(() => identity({ on: "signUp" }, () => allow()));
    await expect(deployment.send({ on: "token" })).rejects.toThrow('never asks at "token"');
  });
});
