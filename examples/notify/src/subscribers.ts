import { DEV } from "./dev.js";

/** Who is called. */
export interface Subscriber {
  readonly name: string;
  readonly url: string;
  /** Known to the subscriber and to this function alone. */
  readonly secret: string;
  /** The types to be told about. Undefined: all. */
  readonly types?: readonly string[] | undefined;
}

// In place of a table, and of a vault for the secrets.
const subscribers = new Map<string, Subscriber>();

export function subscribe(subscriber: Subscriber): void {
  subscribers.set(subscriber.name, subscriber);
}

export function find(name: string): Subscriber | undefined {
  return subscribers.get(name);
}

export function subscribersOf(type: string): readonly Subscriber[] {
  return [...subscribers.values()].filter(({ types }) => types?.includes(type) ?? true);
}

subscribe({ name: "inbox", url: `${DEV}/inbox`, secret: "a secret for onefn dev" });
