import { describe, expect, test } from "vitest";
import { serviceBus } from "../src/simulator/index.js";
import { seen, told } from "./support/messages.js";

describe("a message", () => {
  test.each(["one", "many"] as const)(
    "of a partitioned queue has no number that is another message's, with cardinality %s",
    async (cardinality) => {
      const numbers = [2 ** 56 + 16, 2 ** 56 + 32];
      const ids = new Set<string | undefined>();
      for (const sequence of numbers) {
        const event = serviceBus([{ body: "x", native: { messageId: undefined, sequence } }], {
          cardinality,
        });
        // What JSON.parse makes of them has the same digits.
        const [first] = await seen(cardinality === "one" ? told(event, { sequenceNumber: 2 ** 56 }) : event);
        expect(first?.extensions.sequence).toBe(cardinality === "one" ? undefined : `${BigInt(sequence)}`);
        ids.add(first?.id);
      }
      expect(ids.size).toBe(2);
      expect(ids).not.toContain("");
    },
  );

  test.each([
    ["order-7", "order-7"],
    ["0012", "0012"],
    ["1234567890", "1234567890"],
    ["12345678901234567890", undefined],
    ["12.50", undefined],
    ["1e400", undefined],
    // Keys of Kafka Connect look like this.
    ['{"id":7}', '{"id":7}'],
    ['{"id":12345678901234567890}', undefined],
    ['{"id":{"all":[12.50]}}', undefined],
  ])("has its key %s, unless the library has changed it", async (key, expected) => {
    const native = { correlationId: key, subject: key };
    for (const cardinality of ["one", "many"] as const) {
      const [first] = await seen(serviceBus([{ body: "x", key, native }], { cardinality }));
      expect([first?.key, first?.extensions.correlationid, first?.subject]).toEqual(Array(3).fill(expected));
    }
  });
});
