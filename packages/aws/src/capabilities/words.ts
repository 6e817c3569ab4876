import type { Capability } from "onefn/provider";

/** The developer guide of Lambda. */
export const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg";

/** What a wire cannot do, with the reason and its source. */
export const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

/** What a wire can do, and under which condition. */
export const how = (text: string): Capability => ({ supported: true, how: text });
