import type { Capabilities } from "onefn/provider";

const MANUAL = "https://kite.example/manual";

const call: Capabilities = {
  streaming: {
    supported: false,
    reason: "An answer is one JSON document.",
    source: `${MANUAL}/answers`,
  },
  disconnect: {
    supported: false,
    reason: "Kite does not tell that the client has gone.",
    source: `${MANUAL}/calls`,
  },
  auth: {
    supported: false,
    reason: "Kite verifies no caller.",
    source: `${MANUAL}/security`,
  },
  waitUntil: { supported: true, how: "awaited before the answer" },
};

/** What each of Kite's wires lacks. It has every capability that is not listed; the contract checks both. */
export const capabilities = {
  call,
  delivery: { waitUntil: { supported: true, how: "awaited before the answer" } } as Capabilities,
};
