import type { AnyFunction, FunctionRecord, TransformFunction } from "onefn";
import { listFunctions } from "onefn/provider";
import type {
  CallDeployment,
  OutgoingRecord,
  TransformCaller,
  TransformReply,
  TransformResult,
  TransformWire,
} from "onefn/simulator";
import { jsonOf } from "../run/transform-run.js";
import { type Answer, failureIn } from "./answer.js";
import { gapNamed } from "./gaps.js";

/** A record to transform. `to` is the stream that it comes from. Default: that of the first transform. */
export interface TransformCall extends OutgoingRecord {
  readonly to?: string | undefined;
}

/** Has a record transformed, and splits what becomes of it into parts. */
export async function transformAnswer(
  name: string,
  { capabilities }: TransformWire,
  deployment: CallDeployment<readonly OutgoingRecord[], TransformReply, TransformCaller>,
  { to, ...sent }: TransformCall,
  functions: AnyFunction | FunctionRecord,
): Promise<Answer> {
  const before = deployment.lines.length;
  const [fn] = listFunctions("onefn/contract", functions);
  const from = to ?? (fn as TransformFunction | undefined)?.trigger.from;
  const input = `${from ?? "a stream"}: ${JSON.stringify(sent.record)}`;
  const parts = await partsOf(async () => (await deployment.send([sent], { from })).results[0]);
  const log = "value" in parts ? undefined : failureIn(deployment.lines.slice(before));
  // Where records cannot be dropped, a query has NULL.
  const gaps = parts.value === "null" ? gapNamed("drops", capabilities) : [];
  return { wire: name, input, parts, log, gaps };
}

async function partsOf(
  send: () => Promise<TransformResult | undefined>,
): Promise<Readonly<Record<string, string>>> {
  try {
    const result = await send();
    const outcome = result?.type ?? "no answer";
    return result?.type === "done" ? { outcome, value: textOf(result.value) } : { outcome };
  } catch (error) {
    return { outcome: `not sent: ${String(error)}` };
  }
}

/** A value as text. Bytes may be JSON, a text, or neither. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(jsonOf(value)) ?? "nothing";
  } catch {
    return Buffer.from(value as Uint8Array).toString();
  }
}
