import type { Capabilities, Capability } from "onefn/provider";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

const CRONER = "https://croner.56k.guru/usage";

/** Schedules of a process of your own, by the contract's names. */
export const croner: Capabilities = {
  waitUntil: { supported: true, how: "held open" },
  timezone: { supported: true, how: "any of the IANA database" },
  deadline: gap(
    "A process gives a handler as long as it needs; the option timeout limits that.",
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/",
  ),
  unknownEvents: gap("The process makes the events of its schedules itself.", `${CRONER}/basics/`),
  unplanned: gap(
    "Without an expression, a process does not know when to run a function.",
    `${CRONER}/basics/`,
  ),
  batch: gap("Each run is a separate event.", `${CRONER}/basics/`),
  attempt: gap("A run is not repeated.", `${CRONER}/basics/`),
  redelivery: gap("A run that fails is logged, and is not repeated.", `${CRONER}/configuration/`),
  retryAfter: gap("A run that fails is not repeated, so it cannot be delayed.", `${CRONER}/configuration/`),
};
