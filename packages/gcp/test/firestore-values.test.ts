import fc from "fast-check";
import type { Change } from "onefn";
import { describe, expect, test } from "vitest";
import { document, event, FIELDS, forms, REFERENCE } from "./support/document-event.js";
import { encoded } from "./support/document-proto.js";
import { changeOf } from "./support/seeing.js";

const VALUES = {
  nothing: null,
  yes: true,
  no: false,
  zero: 0,
  negative: -1,
  least: -9223372036854775808n,
  most: 9223372036854775807n,
  safe: 9007199254740991,
  unsafe: 9007199254740993n,
  double: 0.1,
  nan: Number.NaN,
  infinite: Number.NEGATIVE_INFINITY,
  micros: "2020-04-23T09:58:53.211035Z",
  seconds: "2020-04-23T09:58:53Z",
  before: "1969-12-31T23:59:59.500Z",
  text: "wörter 🎉",
  marked: "\ufeffa byte order mark",
  empty: "",
  bytes: new Uint8Array([0, 255, 254]),
  reference: REFERENCE,
  point: { latitude: 52.5, longitude: 13.4 },
  equator: { latitude: 0, longitude: 13.4 },
  list: [1, "two", null],
  none: [],
  map: { deep: { it: true } },
  emptyMap: {},
  vector: [1, -0.5],
  "a.b `c` é": "a name",
};

describe.each(forms({ value: document(FIELDS) }))("a document in %s", (_, written) => {
  test("has values of every type", async () => {
    const { seen } = await changeOf(written);
    expect(seen[0]?.after).toStrictEqual(VALUES);
    expect((seen[0] as Change<typeof VALUES>).after?.bytes.constructor).toBe(Uint8Array);
  });

  test('has every number as a string with numbers: "string"', async () => {
    const { seen } = await changeOf(written, { numbers: "string" });
    expect(seen[0]?.after).toMatchObject({
      least: "-9223372036854775808",
      unsafe: "9007199254740993",
      double: "0.1",
      nan: "NaN",
      list: ["1", "two", null],
      vector: ["1", "-0.5"],
    });
  });

  test("is written by JSON.stringify, whatever its values are", async () => {
    const { seen } = await changeOf(written);
    expect(JSON.parse(JSON.stringify(seen[0]))).toMatchObject({
      after: { unsafe: "9007199254740993", bytes: "AP/+" },
    });
  });
});

test("generated integers are read exactly, from one byte to ten", async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), async (value) => {
      const bits = fc.sample(fc.integer({ min: 0, max: 63 }), 1)[0] as number;
      const integer = value >> BigInt(bits);
      const data = encoded({ value: document({ n: { integerValue: `${integer}` } }) });
      const { seen } = await changeOf(event(data));
      const n = (seen[0] as Change<{ readonly n: number | bigint }>).after?.n;
      expect(`${n}`).toBe(`${integer}`);
      expect(typeof n).toBe(Number.isSafeInteger(Number(integer)) ? "number" : "bigint");
    }),
    { numRuns: 100 },
  );
});
