import { apiGatewayV2, simulator as aws, dynamodb } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { checkFunction } from "@onefn/contract";
import { firestore, simulator as gcp } from "@onefn/gcp/simulator";
import { createContext } from "onefn";
import { findWire, type OutgoingChange } from "onefn/simulator";
import { describe, expect, test, vi } from "vitest";
import { handler } from "../src/aws.js";
import { catalogue, products, samples } from "../src/functions.js";

const product = (revision: number, name: string, cents: number, category = "fruit") => ({
  name,
  category,
  cents,
  revision,
});

/** The life of a product. */
function lifeOf(id: string) {
  const first = product(1, "Apple", 40);
  const dearer = product(2, "Apple", 60);
  const renamed = product(3, "Crisp apple", 60, "snacks");
  return {
    created: { operation: "insert", key: { id }, after: first },
    dearer: { operation: "update", key: { id }, before: first, after: dearer },
    renamed: { operation: "update", key: { id }, before: dearer, after: renamed },
    deleted: { operation: "delete", key: { id }, before: renamed },
  } satisfies Record<string, OutgoingChange>;
}

async function inCategory(category: string): Promise<unknown> {
  const context = createContext({ params: { category } });
  const response = await catalogue.handler(new Request(`http://localhost/catalogue/${category}`), context);
  return response.json();
}

/** Those that send each item as it was, also of a deletion, which else does not say what it deleted. */
const wires = [
  [aws, "dynamodb"],
  [aws, "dynamodb-by-key"],
  [azure, "cosmos-all-versions"],
  [gcp, "firestore"],
  [gcp, "firestore-json"],
] as const;

describe.each(wires)("$0.provider/$1", (simulator, trigger) => {
  const wire = findWire(simulator, "change", trigger);
  const id = trigger;

  async function happens(...changes: readonly OutgoingChange[]) {
    const table = await wire.deploy(() => ({ products }));
    await table.send("products", changes);
    const { dead } = await table.drain("products");
    await table.close();
    return dead;
  }

  test("the catalogue follows a product from its first day to its last", async () => {
    const { created, dearer, renamed, deleted } = lifeOf(id);
    expect(await happens(created)).toEqual([]);
    expect(await inCategory("fruit")).toEqual([{ id, name: "Apple", cents: 40 }]);
    await happens(dearer);
    expect(await inCategory("fruit")).toEqual([{ id, name: "Apple", cents: 60 }]);
    await happens(renamed);
    expect(await inCategory("fruit")).toEqual([]);
    expect(await inCategory("snacks")).toEqual([{ id, name: "Crisp apple", cents: 60 }]);
    expect(await happens(deleted)).toEqual([]);
    expect(await inCategory("snacks")).toEqual([]);
  });

  test("changes that come again, or too late, change nothing", async () => {
    const { created, dearer, renamed, deleted } = lifeOf(`${id}-2`);
    expect(await happens(created, renamed, dearer, created, renamed)).toEqual([]);
    expect(await inCategory("snacks")).toEqual([{ id: `${id}-2`, name: "Crisp apple", cents: 60 }]);
    await happens(deleted, created, dearer, deleted, renamed);
    expect([await inCategory("fruit"), await inCategory("snacks")]).toEqual([[], []]);
  });

  test("a deletion that comes too late leaves a product that was created again", async () => {
    const { created, deleted } = lifeOf(`${id}-3`);
    const again = { ...created, after: product(4, "Apple", 50) };
    await happens(again, deleted);
    expect(await inCategory("fruit")).toEqual([{ id: `${id}-3`, name: "Apple", cents: 50 }]);
    await happens({ operation: "delete", key: { id: `${id}-3` }, before: again.after });
    expect(await inCategory("fruit")).toEqual([]);
  });

  test("a product that is none does not get into the catalogue", async () => {
    const broken = { operation: "insert", key: { id: `${id}-4` }, after: { category: "fruit" } } as const;
    expect(await happens(broken)).toHaveLength(1);
    expect(await inCategory("fruit")).toEqual([]);
  });
});

test("the cheapest product comes first", async () => {
  await handler(
    dynamodb.insert({ id: "1", ...product(1, "Kale", 300, "vegetables") }, { table: "products" }),
  );
  await handler(dynamodb.insert({ id: "2", ...product(1, "Leek", 90, "vegetables") }, { table: "products" }));
  const answer = await handler(await apiGatewayV2("GET /catalogue/vegetables"));
  expect(JSON.parse((answer as { body: string }).body)).toEqual([
    { id: "2", name: "Leek", cents: 90 },
    { id: "1", name: "Kale", cents: 300 },
  ]);
});

test("the entry of Google Cloud is public, and believes no change without a token of Eventarc", async () => {
  vi.stubEnv("AUDIENCE", "https://catalogue.example/");
  vi.stubEnv("TRIGGER_ACCOUNT", "trigger@shop.iam.gserviceaccount.com");
  const { handler } = await import("../src/gcp.js");
  const forged = firestore.create(
    { id: "1", ...product(1, "Rye", 200, "bread") },
    { collection: "products" },
  );
  await expect(handler(forged)).rejects.toMatchObject({ code: "ONEFN_UNVERIFIED_EVENT" });
  expect(await inCategory("bread")).toEqual([]);
});

test("every wire handles the sample on the development page the same way", async () => {
  const report = await checkFunction({ products }, [samples.products as OutgoingChange]);
  expect(report.ok, String(report)).toBe(true);
});
