import { randomUUID } from "node:crypto";
import type { AzureContext } from "../native.js";
import { jsonOrText } from "./json-or-text.js";
import type { RpcData } from "./worker.js";

/** The arguments of a call: `handler(input, context)`. */
export interface TriggeredEvent {
  /** The body's bytes, or a list of such. */
  readonly input: unknown;
  readonly context: AzureContext;
}

/** How a function was registered, and what the host says of its input. */
interface Called {
  readonly trigger: object;
  readonly metadata: Readonly<Record<string, RpcData>>;
  readonly retryContext?: AzureContext["retryContext"];
}

/** What the library passes to a function. Log lines of the context are dropped. */
export function calledWith(input: unknown, { trigger, metadata, retryContext }: Called): TriggeredEvent {
  const ignore = () => {};
  return {
    input,
    context: {
      invocationId: randomUUID(),
      functionName: "orders",
      options: { trigger },
      ...(retryContext && { retryContext }),
      triggerMetadata: Object.fromEntries(
        Object.entries(metadata).map(([name, data]) => [lowerFirst(name), camelCased(parsed(data))]),
      ),
      ...{ debug: ignore, info: ignore, warn: ignore, error: ignore },
    },
  };
}

/** What the library makes of a value of metadata. */
function parsed({ string, json, collectionString, collectionSint64 }: RpcData): unknown {
  if (string !== undefined) return jsonOrText(string);
  if (json !== undefined) return JSON.parse(json);
  return collectionString?.string.map(jsonOrText) ?? collectionSint64?.sint64;
}

/** The library writes the first letter of every name in lower case, at any depth: in metadata, and in a timer's input. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (Object(value) !== value) return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [lowerFirst(name), camelCased(each)]),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
