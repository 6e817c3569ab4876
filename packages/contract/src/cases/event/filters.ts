import assert from "node:assert/strict";
import type { OutgoingEvent } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

const data = { sku: "a" };

/** Events that a function takes: their type, the event, and what the function reports. */
const TAKEN: readonly (readonly [
  type: string,
  OutgoingEvent,
  reported: Readonly<Record<string, unknown>>,
])[] = [
  ["contract-listed-a", { data }, { listed: "contract-listed-a" }],
  ["contract-listed-b", { data }, { listed: "contract-listed-b" }],
  ["contract-prefixed.a.b", { data }, { prefixed: "contract-prefixed.a.b" }],
  ["contract-prefixed.", { data }, { prefixed: "contract-prefixed." }],
  ["contract-sourced", { data, source: "contract.shop" }, { sourced: "contract.shop" }],
  ["contract-sourced", { data, source: "contract.mail.eu" }, { sourced: "contract.mail.eu" }],
];

/** Events that no function takes, also where all events have one type: the place is then a source. */
const LEFT_OUT: readonly (readonly [what: string, type: string, OutgoingEvent])[] = [
  ["of a type that no function handles", "contract-nobody", { data }],
  ["whose type differs in case", "contract-Listed-a", { data }],
  ["whose type only begins like one without a star", "contract-listed-ab", { data }],
  ["whose type is shorter than the part before a star", "contract-prefixed", { data }],
  ["of a source that no function handles", "contract-sourced", { data, source: "contract.shops" }],
];

const needsOf = (event: OutgoingEvent) =>
  event.source === undefined ? ("eventTypes" as const) : (["eventTypes", "eventSources"] as const);

const CLAIMED = "contract-claimed";

/** Events that may be ordinary messages: a message function takes what the event functions leave out. */
const besideMessages: readonly RecordCase<OutgoingEvent>[] = [
  {
    name: "an event reaches the event function whose filters match, and any other reaches the message function",
    needs: "besideMessages",
    deploy: { functions: "eventBesideMessages" },
    async run(on) {
      for (const [type, by] of [
        [CLAIMED, "event"],
        ["contract-nobody", "message"],
      ] as const) {
        const [id] = await on.send(type, { data });
        assert.deepEqual((await on.deliver(type)).acknowledged, [id]);
        await on.logs.report((seen) => seen[by] === id);
      }
      assert.equal(on.logs.seen.length, 2);
    },
  },
  {
    name: "an event that is broken fails alone, also where a message function could take it",
    needs: ["besideMessages", "reject"],
    deploy: { functions: "eventBesideMessages" },
    async run(on) {
      // Without its source, it is no CloudEvent of any kind.
      const ids = await on.send(CLAIMED, { data, native: { source: "" } });
      assert.deepEqual((await on.deliver(CLAIMED)).dead, ids);
      assert.deepEqual(on.logs.seen, []);
      await on.logs.line((line) => line.includes("ONEFN_MESSAGE_UNDECODABLE"));
    },
  },
];

/** Which function takes an event, by its type and source. */
export const filterCases: readonly RecordCase<OutgoingEvent>[] = [
  ...TAKEN.map(
    ([type, event, reported]): RecordCase<OutgoingEvent> => ({
      name: `the function whose filters match takes an event of type ${type} from ${event.source ?? "anywhere"}`,
      needs: needsOf(event),
      async run(on) {
        const ids = await on.send(type, event);
        assert.deepEqual((await on.drain(type)).acknowledged, ids);
        const [seen, ...others] = on.logs.seen;
        assert.deepEqual([{ ...reported, id: ids[0] }, others], [{ ...seen }, []]);
      },
    }),
  ),
  ...LEFT_OUT.map(
    ([what, type, event]): RecordCase<OutgoingEvent> => ({
      name: `an event ${what} is acknowledged without a run, and the log says so`,
      async run(on) {
        const ids = await on.send(type, event);
        assert.deepEqual((await on.deliverEach(type, ids)).acknowledged, ids);
        assert.deepEqual(on.logs.seen, []);
        const line = await on.logs.line((each) => each.includes(ids[0] ?? ""));
        assert.match(line, /debug/i);
      },
    }),
  ),
  ...besideMessages,
];
