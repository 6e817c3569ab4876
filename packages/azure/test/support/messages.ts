import { type Message, message } from "onefn";
import { createAdapt } from "../../src/adapt.js";
import type { Environment } from "../../src/native.js";
import type { TriggeredEvent } from "../../src/simulator/index.js";

/** What the messages of an event look like to a handler. */
export async function seen(
  { input, context }: TriggeredEvent,
  from?: string,
  env: Environment = {},
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  const fn = message({ from, as: "text" }, (each) => void messages.push({ ...each }));
  await createAdapt(() => env)(fn)(input, context);
  return messages;
}

/** An event whose context has other metadata. */
export function told(event: TriggeredEvent, metadata: Readonly<Record<string, unknown>>): TriggeredEvent {
  const { context } = event;
  return { ...event, context: { ...context, triggerMetadata: { ...context.triggerMetadata, ...metadata } } };
}
