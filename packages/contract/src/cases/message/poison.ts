import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { MessageCase } from "../../case.js";

const SECRET = "secret-of-the-body";

const POISONS: readonly {
  readonly name: string;
  readonly queue: string;
  readonly code: string;
  readonly body: string;
}[] = [
  { name: "is no JSON", queue: "contract-json", code: "ONEFN_MESSAGE_UNDECODABLE", body: `{"${SECRET}` },
  {
    name: "is no JSON for a schema",
    queue: "contract-schema",
    code: "ONEFN_MESSAGE_UNDECODABLE",
    body: SECRET,
  },
  {
    name: "lacks what the schema asks for",
    queue: "contract-schema",
    code: "ONEFN_MESSAGE_INVALID",
    body: "{}",
  },
  { name: "has another type", queue: "contract-schema", code: "ONEFN_MESSAGE_INVALID", body: '{"sku":1}' },
  { name: "is null", queue: "contract-schema", code: "ONEFN_MESSAGE_INVALID", body: "null" },
  {
    name: "fails an asynchronous schema",
    queue: "contract-async-schema",
    code: "ONEFN_MESSAGE_INVALID",
    body: '{"sku":"unknown"}',
  },
];

const GOOD: OutgoingMessage = { body: '{"sku":"good"}' };

/** Messages that no handler can make anything of: each answers for itself. */
export const poisonCases: readonly MessageCase[] = [
  ...POISONS.map(
    ({ name, queue, code, body }): MessageCase => ({
      name: `a body that ${name} harms no neighbour, does not reach the handler, and dies`,
      needs: "partialFailure",
      async run(on) {
        const ids = await on.send(queue, GOOD, { body }, GOOD);
        const [first = "", bad = "", last = ""] = ids;
        const report = await on.deliverEach(queue, ids);
        assert.deepEqual([...report.acknowledged].sort(), [first, last].sort());
        const { dead } = await on.drain(queue);
        assert.deepEqual([...report.dead, ...dead], [bad]);
        assert.ok(!on.logs.seen.some((seen) => seen.id === bad), "the handler saw it");
        const line = await on.logs.line((each) => each.includes(code));
        assert.ok(!line.includes(SECRET), "the log quotes the body");
      },
    }),
  ),
  {
    name: "a body that does not conform is logged with the path of what is wrong",
    async run(on) {
      await on.send("contract-schema", { body: '{"sku":"a","amount":"many"}' });
      await on.deliver("contract-schema");
      await on.logs.line((line) => line.includes("ONEFN_MESSAGE_INVALID") && line.includes("amount"));
    },
  },
  {
    name: "a delivery of nothing but broken bodies leaves the function working",
    async run(on) {
      await on.send("contract-json", { body: "{" }, { body: "}" });
      await on.drain("contract-json");
      const ids = await on.send("contract-json", GOOD);
      assert.deepEqual((await on.drain("contract-json")).acknowledged, ids);
    },
  },
  {
    name: "a message of a queue that no function claims is not acknowledged, and says so loudly",
    async run(on) {
      const ids = await on.send("contract-nobody", { body: "x" });
      const report = await on.deliverEach("contract-nobody", ids);
      assert.deepEqual(report.acknowledged, []);
      await on.logs.line((line) => line.includes("contract-nobody"));
    },
  },
  {
    name: "as: text refuses bytes that are no UTF-8 rather than replace them",
    needs: ["binaryMessages", "partialFailure"],
    async run(on) {
      const [id = ""] = await on.send("contract-text", { body: Uint8Array.of(0xff, 0xfe) });
      assert.deepEqual((await on.drain("contract-text")).dead, [id]);
    },
  },
];
