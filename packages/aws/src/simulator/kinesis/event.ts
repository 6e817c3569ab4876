import { type MessageWords, readWords } from "onefn/simulator";
import { asJson } from "../as-json.js";
import { kinesisRecord, recordId, storeRecord } from "./record.js";

/** Options of a Kinesis event. */
export interface KinesisEventOptions {
  /** The stream's name. Default: `orders`. */
  readonly stream?: string;
}

/** A sequence number of a real length. */
const FIRST = 49590338271490256608559692538361571095921575989136588898n;

/**
 * The event of a data stream. A portable event keeps its id, its time and its key. Streams have no attributes.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if Kinesis refuses a partition key.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 * @example
 * const event = kinesis([{ body: JSON.stringify({ degrees: 21 }), key: "sensor-1" }], { stream: "readings" });
 * @trigger kinesis kinesis-by-key
 */
export function kinesis(messages: readonly MessageWords[], { stream = "orders" }: KinesisEventOptions = {}) {
  const now = Date.now();
  const Records = messages.map((words, index) => {
    const sequenceNumber = `${FIRST + BigInt(index)}`;
    const { message, id = recordId(stream, sequenceNumber), sentAt: arrivedAt = now } = readWords(words);
    const place = `kinesis record ${index + 1} of ${messages.length}`;
    return kinesisRecord(storeRecord(place, message, { id, sequenceNumber, arrivedAt }), stream);
  });
  return asJson({ Records });
}
