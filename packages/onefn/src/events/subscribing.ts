import { createResponse } from "#fetch";
import type { AdaptOptions } from "../adapter/options.js";
import type { HttpFunction } from "../kinds/http.js";
import type { AnyRecordCodec } from "../provider/codec.js";
import { physicalNames } from "../records/names.js";
import { type Claims, claimedPlaces } from "../records/routing.js";
import { type EventOptions, type EventSource, sourcesOf } from "./options.js";
import { BESIDE_HTTP, check } from "./routes.js";

/** A request by which a source asks, at its start, which places it has to send from. */
export interface Subscribing {
  /** Its path. It is a GET, and verified like the events. */
  readonly path: string;
  /** The JSON that answers it. Undefined: the options do not ask for this, and the path stays free. */
  answer(wanted: Wanted): unknown;
}

/** What the functions of a deployable want from a source. */
export interface Wanted {
  /**
   * The places that they claim, by their physical names; undefined among them: one of them claims every place that no
   * other claims.
   */
  readonly places: readonly (string | undefined)[];
  /** Where the events are taken. */
  readonly path: string;
  readonly options: AdaptOptions;
}

/** The codec's side of a pipeline of requests. */
interface Asked {
  readonly codec: AnyRecordCodec;
  readonly subscribing: Subscribing | undefined;
}

/** The routes on which sources ask for their places. */
export function subscribingRoutes(
  asked: readonly Asked[],
  claims: readonly Claims[],
  options: AdaptOptions & EventOptions,
  besideHttp: boolean,
): readonly HttpFunction[] {
  const namesOf = physicalNames(options);
  return asked.flatMap(({ codec: { trigger, readings }, subscribing }): readonly HttpFunction[] => {
    // Only a source that asks has claims that have to differ: others may find functions by their names.
    if (!subscribing) return [];
    const sources: readonly Partial<EventSource>[] = sourcesOf(options) ?? [{}];
    const source = sources.find(({ triggers }) => triggers?.includes(trigger) ?? true);
    const own = claims.filter(({ kind }) => readings.some((reading) => reading.kind === kind.kind));
    const claimed = own.flatMap((each) => [...claimedPlaces(each).keys()]);
    const places = claimed.flatMap<string | undefined>((place) =>
      place === undefined ? [place] : [...namesOf(place)],
    );
    const path = source?.path ?? (besideHttp ? BESIDE_HTTP : "/");
    const answer = source && subscribing.answer({ places, path, options });
    return answer === undefined ? [] : [route(subscribing, source?.verify, JSON.stringify(answer))];
  });
}

function route(
  { path }: Subscribing,
  verify: EventSource["verify"] | undefined,
  answer: string,
): HttpFunction {
  return {
    kind: "http",
    name: "subscriptions",
    trigger: { path, methods: ["GET"] },
    bodyLimit: 0,
    onError: undefined,
    async handler(request) {
      if (verify !== "platform") await check(request, verify);
      return createResponse(answer, { headers: { "content-type": "application/json" } });
    },
  };
}
