import { type AnyFunction, type Context, change, message, type Schema, storage } from "onefn";
import type { OutgoingChange, OutgoingMessage, OutgoingNotification } from "onefn/simulator";
import type { Planned } from "./plan.js";

/** What a record of a plan is in one kind. */
export interface FaultyKind<Sent = unknown> {
  /** The record as its sender writes it. */
  record(planned: Planned): Sent;
  /** A function that gives the number of each record that it receives to `handle`. */
  serve(handle: (n: number, context: Context) => unknown): AnyFunction;
}

type Handle = (n: number, context: Context) => undefined;

export const PLACE = "faults";

/** Refuses whatever has no number. */
const numbered: Schema<unknown, { readonly n: number }> = {
  "~standard": {
    version: 1,
    vendor: "faults",
    validate: (value: unknown) =>
      typeof (value as { readonly n?: unknown } | null)?.n === "number"
        ? { value: value as { readonly n: number } }
        : { issues: [{ message: "has no number" }] },
  },
};

/** What has no schema has no misfits: they are broken like poison. */
const isBroken = ({ fault }: Planned) => fault === "poison" || fault === "misfit";

const ofMessages: FaultyKind<OutgoingMessage> = {
  record: ({ n, fault, key }) => ({
    body: fault === "poison" ? `{broken ${n}` : JSON.stringify(fault === "misfit" ? { number: n } : { n }),
    key,
  }),
  serve: (handle) =>
    message({ from: PLACE, schema: numbered }, ({ data: { n } }, context) => (handle as Handle)(n, context)),
};

const ofChanges: FaultyKind<OutgoingChange> = {
  record: (planned) => ({
    operation: "update",
    key: { id: planned.key },
    after: isBroken(planned) ? { number: planned.n } : { n: planned.n },
  }),
  serve: (handle) =>
    change({ table: PLACE, schema: numbered }, ({ after }, context) =>
      (handle as Handle)(after?.n as number, context),
    ),
};

const ofNotifications: FaultyKind<OutgoingNotification> = {
  record: (planned) => ({ operation: "created", key: isBroken(planned) ? "" : `${planned.n}` }),
  serve: (handle) =>
    storage({ bucket: PLACE }, ({ key }, context) => (handle as Handle)(Number(key), context)),
};

/** The kinds that a plan can be sent as. */
export const faultyKinds = { message: ofMessages, change: ofChanges, storage: ofNotifications };
