import { OnefnError } from "../errors.js";
import type { AnyFunction } from "../kinds/function.js";
import type { AnyRecordCodec, Call, Reading } from "../provider/codec.js";
import type { RecordFunction } from "./function.js";
import type { AnyRecordKind, RecordKind } from "./kind.js";
import type { PlacesOf } from "./names.js";
import type { RecordSource } from "./source.js";

type AnyReading = Reading<unknown>;
type Kind = RecordKind<RecordFunction, RecordSource, unknown>;

/** The route of one place's records: how they are read, and the functions that claim the place. */
export interface Route {
  readonly reading: AnyReading;
  readonly kind: Kind;
  /** At least one. Routes to the same functions have the same list. */
  readonly functions: readonly RecordFunction[];
  /** The one function that takes all of them; undefined if filters decide for each. */
  readonly only: RecordFunction | undefined;
  /** How many of their records are handled at the same time. */
  readonly concurrency: number;
}

/** The routes of an event's records. */
interface Routes {
  /** The route of each record; undefined if no function claims it. */
  readonly all: readonly (Route | undefined)[];
  /** The one route of all records; undefined if they have several. */
  readonly shared: Route | undefined;
}

/** Finds the functions for the records of one codec. */
export interface Routing {
  /** The functions for which the log already says that the wire cannot delay records. */
  readonly warned: Set<RecordFunction>;
  /** @throws OnefnError ONEFN_NO_FUNCTION if no function claims any record of an event. */
  routesOf(records: readonly unknown[], call: Call): Routes;
  /** The error for a record that no function claims. */
  unclaimed(record: unknown, call: Call): OnefnError;
}

/** The functions of one kind, by the place that they claim; undefined: every place that no other claims. */
type Places = ReadonlyMap<string | undefined, readonly RecordFunction[]>;

/** The functions of one kind. */
export interface Claims {
  readonly kind: Kind;
  readonly functions: readonly RecordFunction[];
}

/**
 * The functions of a kind among those of a deployable.
 *
 * @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions claim the same, unless a codec chooses by their names.
 */
export function claimsOf(
  kind: AnyRecordKind,
  functions: readonly AnyFunction[],
  codecs: readonly AnyRecordCodec[],
): Claims {
  const claims: Claims = {
    kind: kind as unknown as Kind,
    functions: (functions as readonly RecordFunction[]).filter((fn) => fn.kind === kind.kind),
  };
  const readings = codecs.flatMap((codec) => codec.readings);
  if (!readings.some((reading) => reading.byName && reading.kind === kind.kind)) claimedPlaces(claims);
  return claims;
}

/** @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions claim the same. */
export function claimedPlaces({ kind, functions }: Claims): Places {
  const places = new Map<string | undefined, readonly RecordFunction[]>();
  for (const fn of functions) {
    const place = kind.place(fn);
    const others = places.get(place) ?? [];
    // Functions of one place differ by their filters, which `trigger` contains with the rest of the claim.
    if (others.some((other) => !kind.admits || claim(other) === claim(fn))) throw duplicate(kind, place);
    places.set(place, [...others, fn]);
  }
  return places;
}

/**
 * The functions by their names, for a source that does not tell what they claim. A lone function takes everything: the
 * source was configured for it. A claim that only one function has finds it too, so that `names` can map to either.
 *
 * @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions have the same name.
 */
function namedPlaces({ kind, functions }: Claims): Places {
  if (functions.length === 1) return new Map([[undefined, functions]]);
  const places = new Map<string | undefined, readonly RecordFunction[]>();
  for (const fn of functions) {
    const place = kind.place(fn);
    if (functions.filter((each) => kind.place(each) === place).length === 1) places.set(place, [fn]);
  }
  const names = functions.map(({ name }) => name);
  for (const fn of functions) {
    if (names.filter((name) => name === fn.name).length > 1) throw duplicate(kind, fn.name);
    places.set(fn.name, [fn]);
  }
  return places;
}

function claim({ trigger }: RecordFunction): string {
  return JSON.stringify(trigger);
}

function duplicate({ kind, words: { option, place: what } }: Kind, place: string | undefined): OnefnError {
  const claimed = place === undefined ? `every ${what}` : `"${place}"`;
  return new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] adapt: two ${kind} functions claim ${claimed}. Give each its own \`${option}\`, or adapt them separately.`,
  );
}

/** A reading of the codec, the claims of its kind, and a cache of routes by origin: null if no function claims it. */
interface Bound {
  readonly kind: Kind;
  readonly places: Places;
  readonly reading: AnyReading;
  readonly known: Map<string, Route | null>;
  /** The route of all records, if no function claims a place: a document or an object may come from a new one each time. */
  readonly every: Route | null;
  /** The latest origin and its route: most events have one. */
  origin?: string;
  route?: Route | null;
}

const MOST_ORIGINS = 1000;

/**
 * The routing of a codec's records; undefined if no function can take any.
 *
 * @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions claim the same.
 */
export function createRouting(
  { trigger, readings }: AnyRecordCodec,
  claims: readonly Claims[],
  placesOf: PlacesOf,
): Routing | undefined {
  const bounds = readings.flatMap((reading): Bound[] => {
    const own = claims.find(({ kind, functions }) => kind.kind === reading.kind && functions.length > 0);
    if (!own) return [];
    const places = reading.byName ? namedPlaces(own) : claimedPlaces(own);
    const base = { kind: own.kind, places, reading };
    const every = places.size === 1 ? routeTo(base, places.get(undefined)) : null;
    return [{ ...base, known: new Map(), every }];
  });
  const [first] = bounds;
  if (!first) return undefined;
  const isLast = !first.reading.yields || bounds.length === 1;
  // One function takes everything, so no lookup is needed.
  const everything =
    first.reading.reads || !isLast || first.places.size > 1
      ? null
      : routeTo(first, first.places.get(undefined));

  const routeFrom = (bound: Bound, origin: string): Route | null => {
    const { places, known } = bound;
    let route = origin === bound.origin ? bound.route : known.get(origin);
    if (route === undefined) {
      const place = placesOf(namesOf(bound, origin)).find((each) => places.has(each));
      route = routeTo(bound, places.get(place) ?? places.get(undefined));
      // Senders may invent origins, which must not fill the memory.
      if (known.size >= MOST_ORIGINS) known.clear();
      known.set(origin, route);
    }
    bound.origin = origin;
    bound.route = route;
    return route;
  };

  const find = (record: unknown, index: number, call: Call): Route | undefined => {
    // What no other reading takes is left to the filters.
    let filtered: Route | undefined;
    for (const bound of bounds) {
      const { reading } = bound;
      if (reading.reads && !reading.reads(record)) continue;
      const route = bound.every ?? routeFrom(bound, reading.origin(record, call));
      if (!route) continue;
      if (!reading.yields || isAdmitted(route, record, index, call)) return route;
      filtered ??= route;
    }
    return filtered;
  };

  const unclaimed = (record: unknown, call: Call): OnefnError => {
    // No reading may accept it. The first one still names its origin.
    const bound = bounds.find(({ reading }) => reading.reads?.(record) ?? true) ?? first;
    const names = namesOf(bound, bound.reading.origin(record, call));
    const from = [...new Set([names.at(-1), placesOf(names).at(-1)])].join('", by its portable name "');
    return new OnefnError(
      "ONEFN_NO_FUNCTION",
      `[onefn] adapt: a ${trigger} event came from "${from}", which no function claims. ` +
        `Known: ${[...bound.places.keys()].join(", ")}. Correct the function's \`${bound.kind.words.option}\`, or map ` +
        "the name by the option `names`.",
    );
  };

  return {
    warned: new Set(),
    unclaimed,
    routesOf(records, call) {
      if (everything) return { all: new Array(records.length).fill(everything), shared: everything };
      const all: (Route | undefined)[] = [];
      let claimed: Route | undefined;
      let isShared = true;
      for (let index = 0; index < records.length; index++) {
        const route = find(records[index], index, call);
        if (all.length > 0 && route !== all[0]) isShared = false;
        all.push(route);
        claimed ??= route;
      }
      if (all.length > 0 && !claimed) throw unclaimed(records[0], call);
      return { all, shared: isShared ? claimed : undefined };
    },
  };
}

function isAdmitted(
  { kind, functions, reading }: Route,
  record: unknown,
  index: number,
  call: Call,
): boolean {
  try {
    const sources = [reading.decode(record, index, call)].flat();
    return sources.some((source) => functions.some((fn) => kind.admits?.(fn, source) ?? true));
  } catch {
    // A broken record fails alone, when it is handled.
    return true;
  }
}

function namesOf({ reading }: Pick<Bound, "reading">, origin: string): readonly string[] {
  return [origin, ...(reading.names?.(origin) ?? [])];
}

function routeTo(
  { reading, kind }: Pick<Bound, "reading" | "kind">,
  functions: readonly RecordFunction[] | undefined,
): Route | null {
  return functions
    ? {
        reading,
        kind,
        functions,
        only: kind.admits ? undefined : functions[0],
        concurrency: Math.min(...functions.map(({ concurrency }) => concurrency)),
      }
    : null;
}

/** The function that takes a record: the first of its place whose filters match. */
export function functionFor(
  { only, functions, kind }: Route,
  source: RecordSource,
): RecordFunction | undefined {
  return only ?? functions.find((each) => kind.admits?.(each, source));
}
