import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { httpPipeline } from "../http/pipeline.js";
import type { AnyHttpCodec, AnyRecordCodec, RecordCodec } from "../provider/codec.js";
import type { AnyRecordKind } from "../records/kind.js";
import { portableNames } from "../records/names.js";
import { claimsOf, createRouting } from "../records/routing.js";
import type { EventRequest } from "./event-request.js";
import { type EventOptions, sourcesOf } from "./options.js";
import { type RequestCalls, recordReceiver } from "./receivers.js";
import { eventRoutes } from "./routes.js";
import { type Subscribing, subscribingRoutes } from "./subscribing.js";

/**
 * A codec of records that arrive as requests. It matches and reads an {@link EventRequest}; `call.native` is still the
 * platform's native request. Its results are Responses.
 */
export interface RequestCodec<Rec> extends RecordCodec<unknown, Rec, Response, unknown, EventRequest> {
  /** How its source learns which places it has to send from. Default: it is configured elsewhere. */
  readonly subscribing?: Subscribing | undefined;
  /**
   * Loads what `records` needs to read a request, such as the reader of a binary format; undefined if it is there.
   * Default: nothing.
   */
  load?(event: EventRequest): Promise<unknown> | undefined;
}

/**
 * Runs http, and kinds whose records arrive as requests. An event's request is handled like any other: routed by its
 * path, bounded in size, and answered with a Response. Only its route is not the user's, but verifies, reads and
 * delivers the event.
 *
 * @param http the codecs of the platform's requests.
 * @param codecs the codecs of events in them; the first that matches a verified request takes it.
 * @param calls the kinds that are called by such requests, and their codecs.
 */
export function requestPipeline(
  http: readonly AnyHttpCodec[],
  kinds: readonly AnyRecordKind[],
  codecs: readonly RequestCodec<unknown>[],
  calls: readonly RequestCalls[] = [],
): Pipeline {
  const requests = httpPipeline(http);
  return {
    kinds: [...requests.kinds, ...kinds.map(({ kind }) => kind), ...calls.map(({ kind }) => kind)],
    codecs: [...http, ...(codecs as readonly AnyRecordCodec[]), ...calls.flatMap((each) => each.codecs)],
    bind(functions, provider, options: AdaptOptions & EventOptions) {
      const http = functions.filter(({ kind }) => requests.kinds.includes(kind));
      const sources = sourcesOf(options);
      // Without functions of events and without the option, no route is added: all paths belong to http.
      if (!sources && http.length === functions.length) return requests.bind(http, provider, options);
      const claims = kinds.map((kind) => claimsOf(kind, functions, codecs as readonly AnyRecordCodec[]));
      const placesOf = portableNames(options);
      const receivers = [
        ...codecs.map((each) => {
          const codec = each as AnyRecordCodec;
          return recordReceiver(codec, each.load, createRouting(codec, claims, placesOf));
        }),
        ...calls.flatMap((each) => each.receivers(functions, options)),
      ];
      const asking = codecs.map((each) => ({ codec: each as AnyRecordCodec, subscribing: each.subscribing }));
      const routes = eventRoutes(sources, receivers, http.length > 0);
      const asked = subscribingRoutes(asking, claims, options, http.length > 0);
      return requests.bind([...http, ...routes, ...asked], provider, options);
    },
  };
}
