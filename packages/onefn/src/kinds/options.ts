import { checkOption, type OptionCheck } from "../option-checks.js";
import type { Schema } from "../schema.js";

export const isFunction = (value: unknown): boolean => typeof value === "function";
export const isText = (value: unknown): boolean => typeof value === "string";
export const isFunctions = (value: unknown): boolean => Array.isArray(value) && value.every(isFunction);

export const isSchema = (value: unknown): boolean =>
  isFunction((value as Partial<Schema> | null)?.["~standard"]?.validate);

/** The check of an option that takes a schema. */
export const SCHEMA: OptionCheck = [isSchema, "a Standard Schema"];

/** @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function. */
export function checkHandler(definer: string, handler: unknown): void {
  checkOption(isFunction(handler), definer, "the handler", "a function");
}
