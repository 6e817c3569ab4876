import { OnefnError } from "../errors.js";
import type { HttpFunction } from "../kinds/http.js";
import { createRecord } from "../record.js";
import { type PathPart, parsePath } from "./path.js";
import { decodeSegments, INNER_SLASH } from "./segments.js";

/** The result of routing a path and a method. */
export type Route =
  | { readonly fn: HttpFunction; readonly params: Readonly<Params> }
  | { readonly fn?: undefined; readonly allow: readonly string[] };

type Params = Record<string, string>;

interface Entry {
  readonly fn: HttpFunction;
  /** Undefined matches every path. */
  readonly parts: readonly PathPart[] | undefined;
  readonly shape: string;
}

const NO_PARAMS: Params = /* @__PURE__ */ Object.freeze({});

/**
 * Finds the function for a path and a method. Literal parts go before named ones, and those before `*`, whatever the
 * order of the record.
 *
 * @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions claim the same path and method.
 */
export function createRouter(
  functions: readonly HttpFunction[],
): (request: { readonly url: string; readonly method: string }) => Route {
  const entries = functions.map(toEntry).sort(inOrder);
  refuseDuplicates(entries);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only && !only.parts && !only.fn.trigger.methods) {
    const route: Route = { fn: only.fn, params: NO_PARAMS };
    return () => route;
  }
  return ({ url, method }) => find(entries, pathOf(url), method);
}

/** By path, and of one path what answers HEAD itself before a GET, which includes HEAD. */
function inOrder(a: Entry, b: Entry): number {
  if (a.shape !== b.shape) return a.shape < b.shape ? -1 : 1;
  const answersHead = ({ fn }: Entry) => Number(fn.trigger.methods?.includes("HEAD") ?? false);
  return answersHead(b) - answersHead(a);
}

function find(entries: readonly Entry[], encoded: string, method: string): Route {
  const path = decodeSegments(encoded);
  const allow: string[] = [];
  for (const { fn, parts } of entries) {
    const params = parts ? match(parts, path) : NO_PARAMS;
    if (!params) continue;
    const { methods } = fn.trigger;
    if (!methods || methods.includes(method) || (method === "HEAD" && methods.includes("GET"))) {
      return { fn, params: path === encoded ? params : withSlashes(params) };
    }
    allow.push(...methods);
  }
  return { allow };
}

/** The path of an absolute URL, unchanged. Searches take half the time of a loop over characters. */
function pathOf(url: string): string {
  const start = url.indexOf("/", AUTHORITY);
  if (start < 0) return "/";
  const query = url.indexOf("?", start);
  const path = query < 0 ? url.slice(start) : url.slice(start, query);
  const fragment = path.indexOf("#");
  return fragment < 0 ? path : path.slice(0, fragment);
}

/** Where the path of an http or https URL begins at the earliest: `http://a/`. */
const AUTHORITY = 8;

/**
 * The params of a path that matches these parts; otherwise undefined. Nothing is tried twice, so a client cannot make
 * this slow, as it can with a regular expression.
 */
function match(parts: readonly PathPart[], path: string): Params | undefined {
  let params: Params | undefined;
  let at = 0;
  for (let index = 0; index < parts.length; index++) {
    const { name, text, optional } = parts[index] as PathPart;
    if (!name) {
      at += text.length;
      // Most paths already differ in this character, and checking it costs a tenth of the comparison.
      if (path.charCodeAt(at - 1) !== text.charCodeAt(text.length - 1)) return undefined;
      if (!path.startsWith(text, at - text.length)) return undefined;
      continue;
    }
    const slash = name === "*" ? -1 : path.indexOf("/", at + 1);
    const end = slash === -1 ? path.length : slash;
    const isThere = path[at] === "/" && path.startsWith(text, end - text.length);
    const value = path.slice(at + 1, end - text.length);
    if (isThere && (value || name === "*")) {
      params ??= createRecord();
      params[name] = value;
      at = end;
    } else if (optional) break;
    else return undefined;
  }
  const isWhole = at === path.length || (at === path.length - 1 && path[at] === "/");
  return isWhole ? (params ?? NO_PARAMS) : undefined;
}

/**
 * The params of a path that was decoded. A named segment is fully decoded, slashes included. The rest of a path has
 * slashes and dot segments of its own: `..%2Fsecret` keeps its escape and does not become `../secret`.
 */
function withSlashes(params: Params): Params {
  for (const name in params) {
    const value = params[name] as string;
    params[name] =
      name === "*"
        ? value.replaceAll(INNER_SLASH, "%2F").replaceAll("\\", "%5C")
        : value.replaceAll(INNER_SLASH, "/");
  }
  return params;
}

function toEntry(fn: HttpFunction): Entry {
  const { path } = fn.trigger;
  if (path === undefined) return { fn, parts: undefined, shape: "3" };
  const parts = parsePath(path);
  return { fn, parts, shape: parts.map(shapeOf).join("/") };
}

/**
 * A part without its name. Sorted, literal parts come first, then `:name.min.js`, `:name.js`, `:name` and `*`. Backwards,
 * a suffix sorts before a shorter one that it ends with.
 */
function shapeOf({ name, text, optional }: PathPart): string {
  if (!name) return `0${text}`;
  return name === "*" ? "2" : `1${[...text].reverse().join("")}~${optional}`;
}

function refuseDuplicates(entries: readonly Entry[]): void {
  const double = entries.find(({ fn, shape }, index) =>
    entries.some((other, at) => at > index && other.shape === shape && overlap(fn, other.fn)),
  );
  if (!double) return;
  throw new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] adapt: two http functions claim ${double.fn.trigger.path ?? "every path"} with the same method. ` +
      "Give them different paths or methods.",
  );
}

function overlap({ trigger: { methods } }: HttpFunction, b: HttpFunction): boolean {
  return !methods || !b.trigger.methods || b.trigger.methods.some((method) => methods.includes(method));
}
