import type { TransformWire } from "onefn/simulator";
import type { LambdaHost } from "../host.js";
import { createTransformWire } from "../transform-wire.js";
import { firehoseResult, readAnswer, wrongFirehoseResults } from "./answer.js";
import { firehose } from "./event.js";

/**
 * A Firehose stream whose source is a data stream.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
export function createFirehoseWire(host: LambdaHost): TransformWire {
  return createTransformWire(
    {
      trigger: "firehose",
      result: { schema: firehoseResult, wrong: wrongFirehoseResults },
      event: (records, stream) => firehose(records, { stream, source: "kinesis" }),
      read: (answer, { records }) =>
        readAnswer(
          answer,
          records.map(({ recordId }) => String(recordId)),
        ),
    },
    host,
  );
}
