import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { adapt } from "../src/index.js";
import { netlifyBackground, netlifyEvent, netlifyIdentity, netlifySchedule } from "../src/simulator/index.js";
import admit from "./readme/admit.js";
import cleanUp, { config as cleanUpConfig } from "./readme/clean-up.js";
import { version } from "./readme/deploy.js";
import deploys from "./readme/deploys.js";
import hello, { config } from "./readme/hello.js";
import orders, { asyncWorkloadConfig } from "./readme/orders.js";
import report, { config as reportConfig } from "./readme/report.js";
import { handler } from "./readme/v1.js";

vi.hoisted(() => {
  process.env.HOOK_SECRET = "a secret of your own";
  process.env.TASK_SECRET = "a-secret-of-your-own";
  process.env.IDENTITY_SECRET = "the secret of your instance";
});

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each([
    ["netlify/functions/api.ts", "hello.ts"],
    ["netlify/functions/legacy.ts", "v1.ts"],
    ["netlify/functions/orders.ts", "orders.ts"],
    ["netlify/functions/clean-up.ts", "clean-up.ts"],
    ["netlify/functions/report.ts", "report.ts"],
    ["netlify/functions/deploys.ts", "deploys.ts"],
    ["netlify/functions/identity-validate.ts", "admit.ts"],
    ["version.ts", "deploy.ts"],
  ])("%s is what is run here", (file, source) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${source}`)}\`\`\``);
  });

  it("answer", async () => {
    const response = await hello(new Request("https://shop.example/hello/ada"), { geo: { city: "Köln" } });
    expect([config.path, await response.json()]).toEqual(["/*", { hello: "ada", from: "Köln" }]);
  });

  it("answer in the style of AWS Lambda", async () => {
    const rawUrl = "https://shop.example/.netlify/functions/legacy/hello";
    const event = { rawUrl, httpMethod: "GET", headers: {}, body: null, isBase64Encoded: false };
    expect(await handler(event, {})).toMatchObject({ statusCode: 200, body: "hello" });
  });

  it("are workloads, which nobody without the site's key can call", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const answer = await orders(new Request("https://shop.example/", { method: "POST" }));
    expect([asyncWorkloadConfig.events, answer?.status]).toEqual([["orders"], 400]);
  });

  it("run on a schedule, and take events of those who know the secret", async () => {
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const denied = vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await cleanUp(netlifySchedule("clean-up"))).status).toBe(200);
    expect(cleanUpConfig.schedule).toBe("30 3 * * *");
    const event = netlifyEvent("deploy_succeeded");
    const known = new Request(`${event.url}?secret=a+secret+of+your+own`, event.clone());
    expect([(await deploys(event)).status, (await deploys(known)).status]).toEqual([401, 200]);
    expect(log.mock.calls.map(([line]) => JSON.parse(line).message)).toEqual(["cleaning up", "live"]);
    log.mockRestore();
    denied.mockRestore();
  });

  it("run in the background for those who know the secret", async () => {
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const denied = vi.spyOn(console, "warn").mockImplementation(() => {});
    await report(netlifyBackground({ month: 2 }));
    const codes = denied.mock.calls.map(([line]) => JSON.parse(line).code);
    expect(codes).toEqual(["ONEFN_UNVERIFIED_EVENT", "ONEFN_CALL_REFUSED"]);
    await report(netlifyBackground({ month: 3 }, { secret: "a-secret-of-your-own" }));
    expect(log.mock.calls.map(([line]) => JSON.parse(line).input)).toEqual([{ month: 3 }]);
    expect(reportConfig.background).toBe(true);
    for (const each of [log, denied]) each.mockRestore();
  });

  it("decide for Netlify Identity, which signs what it asks", async () => {
    const spies = [vi.spyOn(console, "info"), vi.spyOn(console, "warn")];
    for (const spy of spies) spy.mockImplementation(() => {});
    const secret = "the secret of your instance";
    const statuses: number[] = [];
    for (const [email, by] of [["ann@example.com", secret], ["eve@example.org", secret], ["ann@example.com"]])
      statuses.push((await admit(netlifyIdentity("identity-validate", { email, secret: by }))).status);
    expect(statuses).toEqual([200, 403, 401]);
    for (const spy of spies) spy.mockRestore();
  });

  it("read the deploy", async () => {
    const context = { deploy: { id: "65a1", published: true } };
    const response = await adapt(version)(new Request("https://shop.example/version"), context);
    expect(await response.json()).toEqual({ deploy: "65a1" });
  });
});

describe("the README's list of gaps", () => {
  const gaps = Object.values(capabilities).flatMap((wire) =>
    Object.entries(wire).filter(([, { supported }]) => !supported),
  );

  it.each([...new Set(gaps.map(([name]) => name))])("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
