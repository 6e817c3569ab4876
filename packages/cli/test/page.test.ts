import { request as open } from "node:http";
import { event, http, message, text } from "onefn";
import { describe, expect, test } from "vitest";
import { functions, running } from "./support/dev.js";

const ORDER = {
  type: "object",
  properties: {
    id: { type: "string" },
    count: { type: "integer", exclusiveMinimum: 4 },
    kind: { enum: ["a", "b"] },
    tags: { type: "array", minItems: 1, items: { type: "string" } },
    at: { type: "string", format: "date-time" },
    choice: { anyOf: [{ const: 3 }, { type: "string" }] },
    optional: { type: "boolean" },
  },
  required: ["id", "count", "kind", "tags", "at", "choice"],
};

describe("the page", () => {
  test("lists functions, providers and wires, and loads nothing from elsewhere", async () => {
    const { url } = await running();
    const response = await fetch(url);
    const page = await response.text();
    for (const text of [
      'aria-label="hello"',
      "/hello/:name",
      "orders",
      "aws/api-gateway-v2",
      "server/node",
      "aws/sqs",
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("writes names as text", async () => {
    const { url } = await running({ functions: { "<img src=x>": functions.hello } });
    const page = await (await fetch(url)).text();
    expect(page).toContain("&lt;img src=x&gt;");
    expect(page).not.toContain("<img");
  });

  test("offers each type that an event function takes, and sends to the chosen one", async () => {
    const seen: string[] = [];
    const sold = event(
      { type: ["shop.sold", "shop.returned", 'shop."<b>".*'] },
      ({ type }) => void seen.push(type),
    );
    const { url } = await running({ functions: { sold } });
    const page = await (await fetch(url)).text();
    const paths = [...page.matchAll(/<option value="(\/_onefn\/events\/[^"]+)">/g)].map(
      ([, path]) => path ?? "",
    );
    expect(paths.map((path) => decodeURIComponent(path))).toEqual([
      "/_onefn/events/shop.sold",
      "/_onefn/events/shop.returned",
      '/_onefn/events/shop."<b>".example',
    ]);
    expect(page).not.toContain("<b>");
    for (const path of paths) {
      const response = await fetch(new URL(path, url), { method: "POST", body: "{}" });
      expect(response.status).toBe(200);
    }
    expect(seen).toEqual(["shop.sold", "shop.returned", 'shop."<b>".example']);
  });

  test("begins with a message that the handler takes", async () => {
    // Standard Schema's JSON Schema, as zod, valibot and arktype give it.
    const schema = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: (value: unknown) => ({ value }),
        jsonSchema: { input: () => ORDER },
      },
    } as const;
    const sampled = message({ from: "sampled" }, () => {});
    const described = message({ from: "described", schema }, () => {});
    const { url } = await running({
      functions: { sampled, described, samples: { sampled: { sku: "apples" } }, limit: 3 },
    });
    const page = await (await fetch(url)).text();
    const bodies = [...page.matchAll(/<textarea name="body" rows[^>]*>([^<]*)</g)].map(([, text = ""]) =>
      JSON.parse(text.replaceAll("&quot;", '"')),
    );
    expect(bodies).toEqual([
      { sku: "apples" },
      { id: "id", count: 5, kind: "a", tags: ["tags"], at: "2026-01-01T00:00:00Z", choice: 3 },
    ]);
    expect(page).not.toContain("limit");
    for (const [index, from] of ["sampled", "described"].entries()) {
      const body = JSON.stringify(bodies[index]);
      const response = await fetch(`${url}_onefn/messages/${from}`, { method: "POST", body });
      expect(await response.json()).toMatchObject({ dead: [] });
    }
  });

  test("begins as without a sample if the module's own is no JSON", async () => {
    const orders = message({ from: "orders" }, () => {});
    for (const sample of [undefined, { total: 1n }]) {
      const { url } = await running({ functions: { orders, samples: { orders: sample } } });
      expect(await (await fetch(url)).text()).toMatch(/<textarea name="body"[^>]*>\{\}</);
    }
  });

  test("takes headers and files, and Send stands below the body", async () => {
    const upload = http({ path: "/upload", methods: ["POST"] }, () => text(""));
    const { url } = await running({ functions: { upload } });
    const page = await (await fetch(url)).text();
    expect(page).toMatch(/name="headers".*type="file".*name="body".*<button>Send/s);
  });

  test("leaves its place to a function when a wire is asked for", async () => {
    const root = http({ path: "/" }, () => text("mine"));
    const { url } = await running({ functions: { root } });
    const response = await fetch(`${url}?onefn-as=server/node`);
    expect(await response.text()).toBe("mine");
  });

  test("and the messages are closed to other sites", async () => {
    const { url } = await running();
    const ask = (path: string, method: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        open(new URL(path, url), { method, headers }, (response) => {
          resolve(response.resume().statusCode);
        })
          .on("error", reject)
          .end(method === "POST" ? "now" : undefined);
      });
    expect(await ask("/", "GET", { host: "evil.example" })).toBe(421);
    expect(await ask("/_onefn/messages/orders", "POST", { origin: "https://evil.example" })).toBe(403);
    expect(await ask("/_onefn/messages/orders", "POST", { origin: new URL(url).origin })).toBe(200);
  });
});
