import { demand } from "../demand.js";
import type { HttpFunction } from "./http.js";
import type { MessageFunction } from "./message.js";

const isFunction = (value: unknown): boolean => typeof value === "function";

function isListOf(is: (each: unknown) => boolean, value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(is);
}

/** @throws OnefnError ONEFN_INVALID_OPTION for a handler or a middleware that is no function. */
export function checkHandler(definer: string, handler: unknown, use: unknown = []): void {
  demand(isFunction(handler), definer, "the handler", "a function");
  demand(isListOf(isFunction, use), definer, "use", "a list of functions");
}

/** @throws OnefnError ONEFN_INVALID_OPTION for options that no request could meet, or that limit nothing. */
export function checkHttp(
  { bodyLimit, onError }: Pick<HttpFunction, "bodyLimit" | "onError">,
  methods: unknown,
): void {
  demand(typeof bodyLimit === "number" && bodyLimit >= 0, "[onefn] http", "bodyLimit", "bytes, 0 or more");
  const isMethod = (each: unknown) => /^[\w!#$%&'*+.^`|~-]+$/.test(each as string);
  const some = methods === undefined || (isListOf(isMethod, methods) && methods.length > 0);
  demand(some, "[onefn] http", "methods", 'a list of methods, such as ["GET"]');
  demand(onError === undefined || isFunction(onError), "[onefn] http", "onError", "a function");
}

/** @throws OnefnError ONEFN_INVALID_OPTION for options with which nothing, or anything, would be handled. */
export function checkMessage(
  definer: string,
  { concurrency, as, schema }: Pick<MessageFunction, "concurrency" | "as" | "schema">,
): void {
  demand(Number.isInteger(concurrency) && concurrency > 0, definer, "concurrency", "a count, 1 or more");
  demand([undefined, "json", "text", "bytes"].includes(as), definer, "as", '"json", "text" or "bytes"');
  const validates = schema === undefined || isFunction(schema["~standard"]?.validate);
  demand(validates, definer, "schema", "a Standard Schema");
}
