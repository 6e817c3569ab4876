import { randomUUID } from "node:crypto";
import type { MessageWords } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { deliver, entityOf, type ServiceBusEventOptions } from "../service-bus/event.js";
import { toInput } from "../settleable.js";
import type { SettledHow } from "../worker.js";

/** The origin of the messages, and what is called when they are settled. */
export interface SettledEventOptions extends Omit<ServiceBusEventOptions, "cardinality"> {
  /** Called for each message that is settled. If it throws, so does the library. */
  readonly settle?: ((id: string | undefined, how: SettledHow) => void) | undefined;
}

/**
 * Builds what the library passes to a function that `register` has connected to Service Bus with `settle`. A portable event
 * keeps its id, its time, its key and its delivery count.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Service Bus refuses a message.
 * @example
 * const settled: string[] = [];
 * const { input, context } = settledServiceBus(["a"], { settle: (_, how) => settled.push(how) });
 * await adapt(orders)(input, context);
 * @trigger service-bus-settled service-bus-settled-sessions
 */
export function settledServiceBus(
  messages: readonly MessageWords[],
  options: SettledEventOptions = {},
): TriggeredEvent {
  const { sessions = false, settle = () => {} } = options;
  const locked = deliver(messages, sessions).map((message) => ({ ...message, lockToken: randomUUID() }));
  const input = toInput({
    messages: locked,
    settle: (token, how) => settle(locked.find(({ lockToken }) => lockToken === token)?.messageId, how),
  });
  return calledWith(input, {
    trigger: {
      type: "serviceBusTrigger",
      cardinality: "many",
      isSessionsEnabled: sessions,
      sdkBinding: true,
      autoCompleteMessages: false,
      ...entityOf(options),
    },
    metadata: {},
  });
}
