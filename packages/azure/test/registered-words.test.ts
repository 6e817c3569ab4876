import { expect, test } from "vitest";
import {
  eventHub,
  kafka,
  serviceBus,
  settledServiceBus,
  storageQueue,
  type TriggeredEvent,
} from "../src/simulator/index.js";
import { seen } from "./support/messages.js";

const SENT = ["a", "b"];

const sources: readonly (readonly [string, TriggeredEvent])[] = [
  ["Service Bus", serviceBus(SENT)],
  ["Service Bus, settled", settledServiceBus(SENT)],
  ["Event Hubs", eventHub(SENT)],
  ["Kafka", kafka(SENT)],
  ["a storage queue", storageQueue("a")],
];

/** The event of a function that was registered with other words. */
function registered({ input, context }: TriggeredEvent, write: (word: string) => string): TriggeredEvent {
  const { type = "", ...others }: { type?: string; cardinality?: string } = context.options?.trigger ?? {};
  const { cardinality } = others;
  const trigger = { ...others, type: write(type), ...(cardinality && { cardinality: write(cardinality) }) };
  return { input, context: { ...context, options: { trigger } } };
}

// The host takes them, and Azure's pages on Kafka write `"cardinality": "MANY"`.
test.each(sources)(
  "the words that a function of %s was registered with may have capitals",
  async (_, event) => {
    const expected = await seen(event);
    const capitals = (word: string) => word.toUpperCase();
    const first = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
    for (const write of [capitals, first]) expect(await seen(registered(event, write))).toEqual(expected);
    expect(expected.map(({ data }) => data)).toEqual(expected.length === 1 ? ["a"] : SENT);
  },
);
