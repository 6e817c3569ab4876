import type { ChangeOperation, ChangeSource, NumberFormat } from "onefn/provider";
import type { EventarcReading } from "./eventarc.js";
import { doubleOf } from "./firestore/documents.js";
import { type GoogleEvent, GoogleSource, undecodable } from "./google-event.js";
import { namesOfPath } from "./path-names.js";

const TYPE = /^google\.firebase\.database\.ref\.v1\.(created|updated|deleted|written)$/;

const OPERATIONS: Readonly<Record<string, ChangeOperation | undefined>> = {
  created: "insert",
  updated: "update",
  deleted: "delete",
};

/** The change of one node: a value of any kind of JSON. */
class NodeSource extends GoogleSource implements ChangeSource {
  readonly operation: ChangeOperation;
  readonly #path: string;
  readonly #before: unknown;
  readonly #after: unknown;

  constructor(event: GoogleEvent) {
    super(event);
    const { data, delta } = Object(event.data) as { readonly data?: unknown; readonly delta?: unknown };
    if (data === undefined && delta === undefined) throw undecodable("the event has neither data nor delta");
    const path = pathOf(event);
    if (path === undefined) throw undecodable("the event names no path");
    this.#path = path;
    this.#before = data ?? undefined;
    this.#after = merged(data, delta);
    this.operation = OPERATIONS[TYPE.exec(event.type)?.[1] ?? ""] ?? this.#written();
  }

  /** The path of the parent; empty for the children of the root, and for the root. */
  table(): string {
    return parentOf(this.#path);
  }
  key(): { readonly id: string } {
    return { id: this.#path.slice(this.#path.lastIndexOf("/") + 1) };
  }
  before(numbers: NumberFormat): unknown {
    return withNumbers(this.#before, numbers);
  }
  after(numbers: NumberFormat): unknown {
    return withNumbers(this.#after, numbers);
  }

  /** `written` says only that something happened. */
  #written(): ChangeOperation {
    if (this.#after === undefined) return "delete";
    return this.#before === undefined ? "insert" : "update";
  }
}

/** The path of the node: `users/1`. The subject has the same. */
function pathOf({ event }: GoogleEvent): string | undefined {
  const { ref = event.subject()?.replace(/^refs\//, "") } = event.extensions();
  return typeof ref === "string" ? ref.replace(/^\/+|\/+$/g, "") : undefined;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/**
 * The value after a change: the delta has only what changed. Null removes a child, objects are merged, and any other value
 * replaces. The database keeps neither nulls nor empty objects: undefined, then.
 */
function merged(before: unknown, delta: unknown): unknown {
  if (delta === undefined) return before ?? undefined;
  if (delta === null || typeof delta !== "object") return delta ?? undefined;
  const from = before !== null && typeof before === "object" ? before : {};
  const children = new Map(Object.entries(from).filter(([, value]) => value !== null));
  for (const [name, value] of Object.entries(delta)) {
    const child = merged(children.get(name), value);
    if (child === undefined) children.delete(name);
    else children.set(name, child);
  }
  if (children.size === 0) return undefined;
  return Array.isArray(before ?? delta) ? listOf(children) : Object.fromEntries(children);
}

/** The database gives out a node as a list if most of its keys are the numbers from zero on. */
function listOf(children: ReadonlyMap<string, unknown>): unknown {
  const length = Math.max(
    ...[...children.keys()].map((key) => (/^(?:0|[1-9]\d{0,8})$/.test(key) ? Number(key) + 1 : Number.NaN)),
  );
  if (!(length < 2 * children.size)) return Object.fromEntries(children);
  return Array.from({ length }, (_, index) => children.get(`${index}`) ?? null);
}

function withNumbers(value: unknown, numbers: NumberFormat): unknown {
  if (numbers === "exact") return value;
  if (typeof value === "number") return doubleOf(value, numbers);
  if (Array.isArray(value)) return value.map((each) => withNumbers(each, numbers));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withNumbers(each, numbers)]));
}

/**
 * Nodes of Firebase's Realtime Database.
 * @see https://firebase.google.com/docs/functions/database-events
 */
export const realtimeDatabase: EventarcReading = {
  kind: "change",
  reads: ({ type }) => TYPE.test(type),
  origin: (event) => `${event.event.source()}/refs/${pathOf(event) ?? ""}`,
  // Any segment can be an id.
  names: (origin) =>
    namesOfPath(parentOf(origin.slice(origin.indexOf("/refs/") + "/refs/".length)), () => true),
  decode: (event) => new NodeSource(event),
};
