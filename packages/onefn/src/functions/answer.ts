import type { MaybePromise } from "./function.js";

/** What an http handler returns. Where that is no Response, a sentence that says so, which the compiler shows. */
export type Answer<Answered> = [Answered] extends [MaybePromise<Response>]
  ? Answered
  : "A Response is missing: an http handler returns one in every branch";
