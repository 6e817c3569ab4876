import { defineProvider } from "onefn/provider";

/** A provider that reads nothing: what is measured is onefn's own. */
export const provider = defineProvider({
  name: "bench",
  runtime: "node",
  context: {},
  platform: () => undefined,
  formatLog: ({ message }) => message,
  writeLog: () => {},
});
