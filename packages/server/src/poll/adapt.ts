import type { MessageFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  type AnyRecordCodec,
  createAdapter,
  type Handle,
  messageKind,
  recordPipeline,
} from "onefn/provider";
import { server } from "../provider.js";
import type { Work } from "../work.js";
import type { PolledPlatform } from "./platform.js";

/** Functions that are ready for `poll`. */
export interface Pollable {
  /** The options that they were adapted with. */
  readonly options: AdaptOptions;
}

const provider: typeof server = {
  ...server,
  platform: (event, _, record): PolledPlatform => ({ wire: "poll", event, record }),
};

/** Makes what handles the events of one codec. */
type Bind = (codec: AnyRecordCodec) => Handle<Work>;

const binds = new WeakMap<Pollable, Bind>();

/** What binds the functions behind `adapted`; undefined for an object that `adapt` did not make. */
export function bindOf(adapted: Pollable): Bind | undefined {
  return binds.get(adapted);
}

/**
 * Prepares message functions for `poll`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same queue or topic, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else.
 */
export function adapt<T>(
  functions: Adaptable<T, MessageFunction, "@onefn/server/poll">,
  options: AdaptOptions = {},
): Pollable {
  const bind = (...codecs: readonly AnyRecordCodec[]) =>
    createAdapter("onefn/server", provider, [recordPipeline([messageKind], codecs)], functions, options);
  // Finds what is wrong with the functions before a source is known.
  bind();
  const adapted: Pollable = { options };
  binds.set(adapted, bind as Bind);
  return adapted;
}
