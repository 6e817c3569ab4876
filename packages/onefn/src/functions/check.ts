import { demand } from "../demand.js";
import { checkOptions, type OptionCheck, type OptionChecks } from "../option-checks.js";
import type { Schema } from "../schema.js";
import type { HttpOptions } from "./http.js";
import type { MessageOptions } from "./message.js";

const isFunction = (value: unknown): boolean => typeof value === "function";
const isText = (value: unknown): boolean => typeof value === "string";
const isSchema = (value: unknown): boolean =>
  isFunction((value as Partial<Schema> | null)?.["~standard"]?.validate);

const isFunctions = (value: unknown): boolean => Array.isArray(value) && value.every(isFunction);
const isMethods = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => /^[\w!#$%&'*+.^`|~-]+$/.test(each as string));

/** @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function. */
export function checkHandler(definer: string, handler: unknown): void {
  demand(isFunction(handler), definer, "the handler", "a function");
}

const SCHEMA: OptionCheck = [isSchema, "a Standard Schema"];

const HTTP_OPTIONS = {
  name: [isText, "a text"],
  path: [isText, "a text"],
  methods: [isMethods, 'a list of methods, such as ["GET"]'],
  bodyLimit: [(value) => typeof value === "number" && value >= 0, "bytes, 0 or more"],
  use: [isFunctions, "a list of middleware functions"],
  onError: [isFunction, "a function"],
  json: SCHEMA,
  form: SCHEMA,
  query: SCHEMA,
  params: SCHEMA,
  onInvalid: [isFunction, "a function"],
} satisfies OptionChecks<HttpOptions>;

/** @throws OnefnError ONEFN_INVALID_OPTION for what nobody reads, what no request could meet, or what limits nothing. */
export function checkHttp(options: HttpOptions): void {
  checkOptions("[onefn] http", options, HTTP_OPTIONS);
}

const MESSAGE_OPTIONS = {
  name: [isText, "a text"],
  from: [isText, "the name of a queue or topic"],
  schema: SCHEMA,
  as: [(value) => ["json", "text", "bytes"].includes(value as string), '"json", "text" or "bytes"'],
  concurrency: [(value) => Number.isInteger(value) && (value as number) > 0, "a count, 1 or more"],
  use: [isFunctions, "a list of middleware functions"],
} satisfies OptionChecks<MessageOptions>;

/** @throws OnefnError ONEFN_INVALID_OPTION for what nobody reads, and with which nothing, or anything, would be handled. */
export function checkMessage(definer: string, options: MessageOptions): void {
  checkOptions(definer, options, MESSAGE_OPTIONS);
}
