import { type AnyFunction, OnefnError } from "onefn";
import type { Capabilities } from "onefn/provider";
import { listFunctions } from "onefn/provider";
import type { DeliveryReport, RecordDeployment, RecordKindName, SentOf, Wire } from "onefn/simulator";
import type { Comparison } from "../kinds/contract.js";
import type { AnyRecordWire } from "../run/record-run.js";
import { failureIn } from "./answer.js";

/** A record, and the place to send it to. Default: that of the first function of its kind. */
export type Placed<Sent> = Sent & { readonly to?: string | undefined };

/** A record of any kind, as its sender sends it, with its place. */
export type PlacedRecord = { [Kind in RecordKindName]: Placed<SentOf<Kind>> }[RecordKindName];

/** What a kind of record adds to its comparison. */
interface RecordInput<Sent> extends Pick<Comparison, "input" | "example" | "takes"> {
  /** The place that a function claims. */
  placeOf(fn: AnyFunction): string | undefined;
  /** A short description of the record. */
  textOf(sent: Sent): string;
}

/** Sends one record, delivers it once, and returns its outcome. */
export function recordComparison<W extends Wire & AnyRecordWire, Sent extends object>({
  placeOf,
  textOf,
  ...described
}: RecordInput<Sent>): Comparison<W, Placed<Sent>> {
  return {
    ...described,
    placeOf,
    async answer({ name, wire, deployment, input: given, functions }) {
      const [fn] = listFunctions("onefn/contract", functions);
      const { to = (fn && placeOf(fn)) ?? `${wire.kind}s`, ...sent } = given;
      const before = deployment.lines.length;
      const input = `${to}: ${textOf(given)}`;
      try {
        const report = await deliverOne(deployment, to, sent);
        const lines = deployment.lines.slice(before);
        const outcome = outcomeOf(report, lines, wire.capabilities);
        // A record that comes again would hold the next input back, where the source is in order.
        if (outcome !== "ack") await deployment.drain(to);
        const log = outcome === "ack" ? undefined : failureIn(lines);
        return { wire: name, input, parts: { outcome }, log };
      } catch (error) {
        // The text of a refusal differs from wire to wire.
        const reason = error instanceof OnefnError ? error.code : String(error);
        return { wire: name, input, parts: { outcome: `not sent: ${reason}` }, log: String(error) };
      }
    },
  };
}

interface Delivered extends DeliveryReport {
  readonly id: string;
}

async function deliverOne(
  deployment: Pick<RecordDeployment<unknown>, "send" | "deliver">,
  to: string,
  sent: unknown,
): Promise<Delivered> {
  const [id = ""] = await deployment.send(to, [sent]);
  return { id, ...(await deployment.deliver(to)) };
}

/** What the log says of a record that the function or its schema rejected. */
const REJECTED = /: rejected[:.]|ONEFN_MESSAGE_(?:UNDECODABLE|INVALID)/;

function outcomeOf(
  { id, error, acknowledged, dead, returned }: Delivered,
  lines: readonly string[],
  { reject }: Capabilities,
): string {
  // Where the source can only deliver a whole batch again, an error of that name is how a failure is answered.
  if (error !== undefined && !String(error).includes("ONEFN_BATCH_FAILED"))
    return `no answer: ${String(error)}`;
  if (acknowledged.includes(id)) return "ack";
  if (!dead.includes(id) && !returned.includes(id)) return "lost";
  // Where the source cannot refuse a record on demand, a rejected one has the fate of one that failed.
  const isRejected =
    reject?.supported === false ? lines.some((line) => REJECTED.test(line)) : dead.includes(id);
  return isRejected ? "reject" : "retry";
}
