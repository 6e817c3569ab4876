import { OnefnError } from "../errors.js";
import { type AnyFunction, isOnefnFunction } from "../functions/function.js";
import { checkOptions } from "../option-checks.js";
import type { Provider } from "../provider/provider.js";
import { ADAPT_OPTIONS } from "./check-options.js";
import { membersOf } from "./module.js";
import type { AdaptOptions } from "./options.js";
import type { AnyCodec, Pipeline, Run } from "./pipeline.js";

/** Takes native events and gives native results. */
export type Handle<NativeContext = unknown> = (native: unknown, nativeContext: NativeContext) => unknown;

interface Entry {
  readonly codec: AnyCodec;
  readonly kind: string;
  readonly run: Run | undefined;
}

/**
 * Binds functions to a provider's wires: recognises each event, and runs the function of its kind.
 *
 * @param place the package, for the text of errors, such as `onefn/aws`.
 * @param functions what `adapt` was given, as {@link listFunctions} reads it.
 * @throws OnefnError ONEFN_NOT_A_FUNCTION, ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER or ONEFN_INVALID_OPTION at
 * once; the returned function throws ONEFN_UNKNOWN_EVENT and ONEFN_WRONG_KIND.
 */
export function createAdapter<NativeContext>(
  place: string,
  provider: Provider<NativeContext>,
  pipelines: readonly Pipeline[],
  functions: unknown,
  options: AdaptOptions,
): Handle<NativeContext> {
  checkOptions(`[${place}] adapt`, options, { ...ADAPT_OPTIONS, ...provider.options });
  const list = listFunctions(place, functions);
  refuseUnsupported(place, list, pipelines);
  const entries = pipelines.flatMap((pipeline): Entry[] => {
    const own = list.filter((fn) => fn.kind === pipeline.kind);
    const runs = own.length > 0 ? pipeline.bind(own, provider as Provider, options) : [];
    return pipeline.codecs.map((codec, index) => ({ codec, kind: pipeline.kind, run: runs[index] }));
  });

  return (native, nativeContext) => {
    for (const entry of entries) {
      if (!entry.codec.matches(native)) continue;
      if (entry.run) return entry.run(native, nativeContext);
      throw wrongKind(place, entry, list);
    }
    const answer = provider.unmatched?.(native);
    if (answer) return answer.result;
    throw unknownEvent(place, entries, list, provider.telltale?.(native, nativeContext));
  };
}

/**
 * The functions that `adapt` was given: one, a record of them, or a module that exports them. What else a module
 * exports is left out, such as a schema or a constant; in a record it is refused.
 *
 * @throws OnefnError ONEFN_NOT_A_FUNCTION for anything else, and for a module that exports no function of onefn.
 */
export function listFunctions(place: string, functions: unknown): readonly AnyFunction[] {
  if (isOnefnFunction(functions)) return [functions];
  const members = membersOf(Object(functions));
  if (members.size === 0) throw notAFunction(place, "what it was given");
  return [...members].map(([fn, name]) => {
    if (!isOnefnFunction(fn)) throw notAFunction(place, `"${name}"`);
    return fn.name === undefined ? { ...fn, name } : fn;
  });
}

function notAFunction(place: string, what: string): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_A_FUNCTION",
    `[${place}] adapt: ${what} is no function of onefn. Define it with http(...) or message(...) from "onefn".`,
  );
}

function refuseUnsupported(
  place: string,
  functions: readonly AnyFunction[],
  pipelines: readonly Pipeline[],
): void {
  const stray = functions.find((fn) => !pipelines.some((pipeline) => pipeline.kind === fn.kind));
  if (!stray) return;
  const kinds = pipelines.map((pipeline) => pipeline.kind).join(" and ");
  throw new OnefnError(
    "ONEFN_UNSUPPORTED_KIND",
    `[${place}] adapt: ${nameOf(stray)} is of kind ${stray.kind}, and this entry carries ${kinds} alone. ` +
      "Leave it out here; docs/capabilities.md says who carries it.",
  );
}

function wrongKind(place: string, { codec, kind }: Entry, functions: readonly AnyFunction[]): OnefnError {
  return new OnefnError(
    "ONEFN_WRONG_KIND",
    `[${place}] A ${codec.trigger} event of kind ${kind} reached ${listed(functions)}. ` +
      `Remove that trigger from the deployed function, or adapt a ${kind} function too.`,
  );
}

function unknownEvent(
  place: string,
  entries: readonly Entry[],
  functions: readonly AnyFunction[],
  telltale: string | undefined,
): OnefnError {
  const triggers = entries.map((entry) => entry.codec.trigger).join(", ");
  return new OnefnError(
    "ONEFN_UNKNOWN_EVENT",
    `[${place}] An event that no codec knows reached ${listed(functions)}. ` +
      `${telltale ? `Seen in it: ${telltale}. ` : ""}This entry recognises ${triggers}. ` +
      `Check the function's triggers, or import adapt from an entry that recognises more.`,
  );
}

function listed(functions: readonly AnyFunction[]): string {
  return functions.map((fn) => `${nameOf(fn)} (${fn.kind})`).join(", ");
}

function nameOf(fn: AnyFunction): string {
  return fn.name ? `function "${fn.name}"` : "a function without a name";
}
