import type { Simulator } from "onefn/simulator";
import { calls } from "./calls.js";
import { deliveries } from "./deliveries.js";

/**
 * Plays Kite from outside. It shares the wires' types with the codecs, but no code, so that errors cannot cancel out.
 */
export const simulator: Simulator = { provider: "kite", wires: [calls, deliveries] };
