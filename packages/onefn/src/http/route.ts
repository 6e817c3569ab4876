import { parse } from "regexparam";
import { OnefnError } from "../errors.js";
import type { HttpFunction } from "../functions/http.js";
import { createRecord } from "../record.js";

/** What a path and a method lead to. */
export type Route =
  | { readonly fn: HttpFunction; readonly params: Readonly<Record<string, string>> }
  | { readonly fn?: undefined; readonly allow: readonly string[] };

interface Entry {
  readonly fn: HttpFunction;
  readonly pattern: RegExp | undefined;
  readonly keys: readonly string[];
  readonly shape: string;
}

const NO_PARAMS: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/**
 * Finds the function for a path and a method. Static parts go before named ones and those before `*`, whatever
 * the order of the record.
 *
 * @throws OnefnError ONEFN_DUPLICATE_TRIGGER when two functions claim the same path and method.
 */
export function createRouter(
  functions: readonly HttpFunction[],
): (request: { readonly url: string; readonly method: string }) => Route {
  const entries = functions.map(toEntry).sort((a, b) => (a.shape < b.shape ? -1 : 1));
  refuseDuplicates(entries);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only && !only.pattern && !only.fn.trigger.methods) {
    const route: Route = { fn: only.fn, params: NO_PARAMS };
    return () => route;
  }
  return ({ url, method }) => find(entries, pathOf(url), method);
}

function find(entries: readonly Entry[], path: string, method: string): Route {
  const allow: string[] = [];
  for (const { fn, pattern, keys } of entries) {
    const match = pattern ? pattern.exec(path) : NO_MATCHES;
    if (!match) continue;
    const { methods } = fn.trigger;
    if (!methods || methods.includes(method) || (method === "HEAD" && methods.includes("GET"))) {
      return { fn, params: keys.length === 0 ? NO_PARAMS : paramsOf(keys, match) };
    }
    allow.push(...methods);
  }
  return { allow };
}

const NO_MATCHES: readonly string[] = [];

/** The path of an absolute URL, as it stands in it. */
function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start === -1) return "/";
  const query = url.indexOf("?", start);
  const end = query === -1 ? url.indexOf("#", start) : query;
  return end === -1 ? url.slice(start) : url.slice(start, end);
}

function paramsOf(keys: readonly string[], match: readonly (string | undefined)[]): Record<string, string> {
  const params = createRecord();
  for (let index = 0; index < keys.length; index++) {
    const value = match[index + 1];
    if (value !== undefined) params[keys[index] as string] = decode(value);
  }
  return params;
}

function decode(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function toEntry(fn: HttpFunction): Entry {
  const { path } = fn.trigger;
  if (path === undefined) return { fn, pattern: undefined, keys: [], shape: "3" };
  requireSlash(path, `http function ${fn.name ?? ""}: the path`);
  const { pattern, keys } = parse(path);
  // Without the flag `i`: a gateway that guards /admin takes /ADMIN for another path, and so must we.
  return { fn, pattern: new RegExp(pattern.source), keys, shape: shapeOf(path) };
}

/** @throws OnefnError ONEFN_INVALID_OPTION for a path that would match nothing. */
export function requireSlash(path: string, what: string): void {
  if (path.startsWith("/")) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn] ${what} "${path}" does not begin with "/". Write "/${path}".`,
  );
}

/** A path without its names, in an order that puts what is more particular first. */
function shapeOf(path: string): string {
  return path.split("/").slice(1).map(shapeOfPart).join("/");
}

/** What is spelled out goes before `:name.suffix`, that before `:name`, and `*` is last. */
function shapeOfPart(part: string): string {
  if (part === "*") return "2";
  return part.startsWith(":") ? part.replace(/^:[^.?]*(\.?)/, (_, dot) => (dot ? "1." : "1~")) : `0${part}`;
}

function refuseDuplicates(entries: readonly Entry[]): void {
  for (const [index, entry] of entries.entries()) {
    const other = entries
      .slice(index + 1)
      .find((each) => each.shape === entry.shape && overlap(each.fn, entry.fn));
    if (!other) continue;
    const path = entry.fn.trigger.path ?? "every path";
    throw new OnefnError(
      "ONEFN_DUPLICATE_TRIGGER",
      `[onefn] adapt: two http functions claim ${path} with the same method. Give them other paths or methods.`,
    );
  }
}

function overlap(a: HttpFunction, b: HttpFunction): boolean {
  const { methods } = a.trigger;
  return !methods || !b.trigger.methods || b.trigger.methods.some((method) => methods.includes(method));
}
