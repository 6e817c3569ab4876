import type { Capabilities } from "onefn/provider";
import { how } from "./words.js";

/** Transformations of Amazon Data Firehose. */
export const firehose: Readonly<Record<string, Capabilities>> = {
  firehose: { waitUntil: how("awaited before the answer") },
};
