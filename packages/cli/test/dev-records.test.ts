import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { type AnyFunction, type Change, change, schedule } from "onefn";
import { describe, expect, test } from "vitest";
import { running } from "./support/dev.js";

describe("a tick", () => {
  const functions = {
    nightly: schedule({ cron: "30 3 * * *" }, (tick, { log }) => {
      if (tick.scheduledAt?.getUTCFullYear() === 2020) throw new Error("too late");
      log.info("ran", { at: tick.time, cron: tick.cron });
    }),
  };
  const tick = async (url: string, body: string, name = "nightly") => {
    const response = await fetch(`${url}_onefn/ticks/${name}`, { method: "POST", body });
    return [response.status, await response.text()] as const;
  };

  test("reaches its function through the provider's wire, with the given time", async () => {
    const { url } = await running({ functions, simulators: [cloudflare] });
    const [status, answer] = await tick(url, '{"scheduledAt":"2026-03-01T03:30:00Z"}');
    expect(status).toBe(200);
    expect(JSON.parse(answer)).toMatchObject({
      wire: "cloudflare/scheduled",
      sent: ["30 3 * * *@2026-03-01T03:30:00.000Z"],
      acknowledged: ["30 3 * * *@2026-03-01T03:30:00.000Z"],
      log: [{ message: "ran", at: "2026-03-01T03:30:00.000Z", cron: "30 3 * * *" }],
    });
  });

  test("is due now by default, and a failure is reported", async () => {
    const { url } = await running({ functions, simulators: [cloudflare] });
    expect(JSON.parse((await tick(url, ""))[1])).toMatchObject({ dead: [], attempts: expect.anything() });
    const { dead, reasons } = JSON.parse((await tick(url, '{"scheduledAt":"2020-01-01"}'))[1]);
    expect(dead).toHaveLength(1);
    expect(Object.values(reasons)).toEqual(["too late"]);
  });

  test.each(["never", '{"scheduledAt":"never"}', "[", "null"])(
    "is rejected if the body is %j",
    async (body) => {
      const { url } = await running({ functions, simulators: [cloudflare] });
      const [status, answer] = await tick(url, body);
      expect([status, answer]).toEqual([400, expect.stringContaining("scheduledAt")]);
    },
  );

  test("reaches its function as soon as a mistake that kept the wire from starting is corrected", async () => {
    let served: Record<string, AnyFunction> = {
      ...functions,
      again: schedule({ cron: "30 3 * * *" }, () => {}),
    };
    const lines: string[] = [];
    const { url } = await running({
      functions: async () => served,
      simulators: [server],
      log: (line) => void lines.push(line),
    });
    expect((await tick(url, ""))[0]).toBe(500);
    expect(lines.join("\n")).toContain("ONEFN_DUPLICATE_TRIGGER");
    served = functions;
    expect((await tick(url, ""))[0]).toBe(200);
  });

  test("for an unknown function is answered with the known ones", async () => {
    const { url } = await running({ functions, simulators: [cloudflare] });
    expect(await tick(url, "", "weekly")).toEqual([404, expect.stringContaining("Known: nightly.")]);
    expect(await (await fetch(url)).text()).toContain("<code>30 3 * * *</code>");
  });
});

describe("a change", () => {
  async function made(body: string) {
    const seen: Pick<Change, "operation" | "key" | "after">[] = [];
    const changes = change(
      { table: "goods" },
      ({ operation, key, after }) => void seen.push({ operation, key, after }),
    );
    const { url } = await running({ functions: { changes } });
    const response = await fetch(`${url}_onefn/changes/goods`, { method: "POST", body });
    return { response, seen };
  }

  test("is delivered as it was sent", async () => {
    const { response, seen } = await made('{"operation":"update","key":{"sku":"a"},"after":{"left":1}}');
    expect(await response.json()).toMatchObject({ wire: "aws/dynamodb", dead: [] });
    expect(seen).toEqual([{ operation: "update", key: { sku: "a" }, after: { sku: "a", left: 1 } }]);
  });

  test("can be just a new item", async () => {
    const { seen } = await made('{"id":"7","left":1}');
    expect(seen).toEqual([{ operation: "insert", key: { id: "7" }, after: { id: "7", left: 1 } }]);
  });

  test("that the adapter cannot read is dead for that reason", async () => {
    const { response } = await made(
      '{"operation":"insert","key":{"id":"1"},"native":{"eventName":"RENAME"}}',
    );
    const { dead, reasons } = (await response.json()) as { dead: string[]; reasons: Record<string, string> };
    expect(dead).toHaveLength(1);
    expect(Object.values(reasons)).toEqual([expect.stringMatching(/^the record has no key/)]);
  });

  test.each([
    "{",
    "null",
    "[]",
    '"text"',
    '{"operation":"toString","key":{"id":"1"}}',
    '{"operation":"update","key":"1"}',
  ])("is rejected if it is %s", async (body) => {
    const { response, seen } = await made(body);
    expect([response.status, await response.text(), seen]).toEqual([
      400,
      expect.stringContaining("Send a change"),
      [],
    ]);
  });

  test("is rejected with values that its table does not support", async () => {
    const { response } = await made('{"operation":"insert","key":{"id":[]},"after":1}');
    expect(response.status).toBeLessThan(500);
  });
});
