import type { MessageFunction } from "onefn";
import type { MessageWire, OutgoingMessage } from "onefn/simulator";
import { messageCases } from "../cases/message/index.js";
import { recordComparison } from "../check/record-answer.js";
import { contractFunctions } from "../functions/index.js";
import type { KindContract } from "./contract.js";
import type { RecordKit } from "./record-kit.js";
import { SECRET } from "./record-kit.js";
import { recordContract } from "./records.js";

const UNDECODABLE = "ONEFN_MESSAGE_UNDECODABLE";
const INVALID = "ONEFN_MESSAGE_INVALID";
const good: OutgoingMessage = { body: '{"sku":"good"}' };

const kit: RecordKit<OutgoingMessage> = {
  functions: {
    main: contractFunctions.message,
    claimed: contractFunctions.messageClaimed,
    catchAll: contractFunctions.messageCatchAll,
  },
  strangers: contractFunctions.http,
  batches: true,
  deadLetters: true,
  record: (order, key) => ({ body: JSON.stringify(order), ...(key !== undefined && { key }) }),
  brokenNeeds: ["strictJson"],
  broken: (key) => ({ body: "{broken", ...(key !== undefined && { key }) }),
  misfit: (key) => ({ body: "{}", ...(key !== undefined && { key }) }),
  poisons: [
    ["is not JSON", "contract-json", UNDECODABLE, `{"${SECRET}`],
    ["is not JSON for a schema", "contract-schema", UNDECODABLE, SECRET],
    ["lacks a required member", "contract-schema", INVALID, "{}"],
    ["has another type", "contract-schema", INVALID, '{"sku":1}'],
    ["is null", "contract-schema", INVALID, "null"],
    ["fails an asynchronous schema", "contract-async-schema", INVALID, '{"sku":"unknown"}'],
  ].map(([what = "", place = "", code = "", body = ""]) => ({
    name: `a body that ${what}`,
    place,
    code,
    needs: code === UNDECODABLE ? ["strictJson"] : [],
    record: { body },
    good,
  })),
};

/** Messages of queues, topics and streams. */
export const messageContract: KindContract<MessageWire> = recordContract<MessageWire, OutgoingMessage>({
  kind: "message",
  functions: "message",
  kit,
  cases: messageCases,
  compare: recordComparison<MessageWire, OutgoingMessage>({
    input: "a message",
    example: '{ body: "a message" }',
    takes: (input) => "body" in input,
    placeOf: (fn) => (fn as MessageFunction).trigger.from,
    textOf: ({ body }) => (typeof body === "string" ? body : `${body.length} bytes`),
  }),
});
