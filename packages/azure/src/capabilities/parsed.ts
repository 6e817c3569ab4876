import type { Capabilities } from "onefn/provider";
import { CONVERTERS, gap } from "./words.js";

const parsed = `${CONVERTERS}/fromRpcTypedData.ts`;

/** What is lost where the library parses items as JSON. */
export const parsedItems: Capabilities = {
  exactNumbers: gap(
    "The library parses items as JSON, which rounds numbers that a double cannot hold.",
    parsed,
  ),
  binaryValues: gap("Items are JSON, in which bytes are base64 text.", parsed),
  sets: gap("Items are JSON, which has no sets.", parsed),
};
