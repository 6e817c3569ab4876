import { createClock, type IdentityReply, type IdentityWire, type OutgoingHook } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { invokeAt } from "../lambda/deliver.js";
import { startRecords } from "../lambda/start-records.js";
import { errorOf } from "../sqs/batch-response.js";

/** What differs between the services that ask a function about a user. */
interface Asking<Event> extends Pick<IdentityWire, "trigger" | "moments" | "claimsAt" | "result"> {
  event(hook: OutgoingHook): Event;
  /** What the service makes of the answer. `result` is its JSON, if there is one. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON, which is only read where it is as documented.
  reply(answer: LambdaAnswer, written: Event, result: any): IdentityReply;
}

/** A wire of a service that invokes a host's functions, and waits for what they decide. */
export function createAskingWire<Event>(
  { event, reply, ...wire }: Asking<Event>,
  host: LambdaHost,
): IdentityWire {
  const { trigger } = wire;
  return {
    kind: "identity",
    shape: "call",
    capabilities: capabilities[trigger] ?? {},
    ...wire,
    async deploy(load, { tap, clock = createClock(), ...options } = {}) {
      const running = await startRecords(host, load, { ...options, clock });
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { replaceEvent } = {}) {
          const written = event(input);
          const nativeEvent = replaceEvent ? replaceEvent(written) : written;
          const answer = await invokeAt(running, nativeEvent, clock.now());
          const nativeResult = answer.kind === "result" ? JSON.parse(answer.payload) : undefined;
          const output = reply(answer, written, nativeResult);
          const error = answer.kind === "result" ? undefined : errorOf(answer);
          tap?.({ trigger, input, output, nativeEvent, nativeResult, ...(error !== undefined && { error }) });
          return output;
        },
      };
    },
  };
}
