import type { AnyFunction, FunctionRecord } from "onefn";
import type { AzureOptions } from "./options.js";

/** A trigger that functions of the kinds `F` can be registered with. */
export interface TriggerBinding<F extends AnyFunction> {
  /** Adapts the functions, and registers them as one function of the app. */
  connect(name: string, functions: F | FunctionRecord<F>, options: AzureOptions): void;
}
