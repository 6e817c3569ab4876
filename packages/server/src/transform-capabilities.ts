import type { Capabilities, Capability } from "onefn/provider";

const gap = (reason: string): Capability => ({
  supported: false,
  reason,
  source: "https://github.com/onefn/onefn/blob/main/docs/transforms.md#http",
});

/** What a request with records to transform does not tell. */
export const transformGaps: Capabilities = {
  streams: gap("A path belongs to whoever deploys the function."),
  recordTime: gap("A record is a value, and has no time."),
  key: gap("A record is a value, and has no key."),
};
