import { OnefnError } from "../errors.js";
import { type AnyFunction, isOnefnFunction } from "../kinds/function.js";
import { checkOptions } from "../option-checks.js";
import type { Provider } from "../provider/provider.js";
import { membersOf } from "./module.js";
import { ADAPT_OPTIONS, type AdaptOptions } from "./options.js";
import type { AnyCodec, Pipeline, Run } from "./pipeline.js";

/** Takes native events and gives native results. */
export type Handle<NativeContext = unknown> = (native: unknown, nativeContext: NativeContext) => unknown;

interface Entry {
  readonly codec: AnyCodec;
  readonly run: Run | undefined;
  /** Where its pipeline begins in the list of all. */
  readonly start: number;
}

/**
 * Binds functions to a provider's wires: recognises each event, and runs the function of its kind.
 *
 * Pipelines are asked in their order. No event may match two codecs of one pipeline: those that recognised the latest
 * events are asked first. A codec whose events have no fixed shape, because the sender makes it up (`shapeless`),
 * belongs in a pipeline of its own at the end. It is asked only if a function takes its kind.
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
  const entries: Entry[] = [];
  for (const { kinds, codecs, bind } of pipelines) {
    const own = list.filter(({ kind }) => kinds.includes(kind));
    const runs = own.length > 0 ? bind(own, provider as Provider, options) : [];
    const start = entries.length;
    const bound = codecs.map((codec, index) => ({ codec, run: runs[index], start }));
    entries.push(...bound.filter(({ codec, run }) => run || !codec.shapeless));
  }

  return (native, nativeContext) => {
    let known: AnyCodec | undefined;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] as Entry;
      const { codec, run, start } = entry;
      if (!codec.matches(native, nativeContext as never)) continue;
      // A deployed function gets events of few triggers, and each codec that is asked in vain takes 15 nanoseconds.
      if (index > start) entries.copyWithin(start + 1, start, index)[start] = entry;
      if (run) return run(native, nativeContext);
      known = codec;
      break;
    }
    // A ping that keeps the function warm may look like an event of another kind.
    const answer = provider.unmatched?.(native);
    if (answer) return answer.result;
    if (known) throw wrongKind(place, known, list);
    throw unknownEvent(place, pipelines, list, provider.telltale?.(native, nativeContext));
  };
}

/**
 * The functions that `adapt` was given: one, a record of them, or a module that exports them. What else a module
 * exports is left out, such as a schema or a constant; in a record it is refused.
 *
 * @throws OnefnError ONEFN_NOT_A_FUNCTION for anything else, and for a module that exports no onefn function.
 */
export function listFunctions(place: string, functions: unknown): readonly AnyFunction[] {
  if (isOnefnFunction(functions)) return [functions];
  const members = membersOf(Object(functions));
  if (members.size === 0) throw notAFunction(place, "its argument");
  return [...members].map(([fn, name]) => {
    if (!isOnefnFunction(fn)) throw notAFunction(place, `"${name}"`);
    return fn.name === undefined ? { ...fn, name } : fn;
  });
}

function notAFunction(place: string, what: string): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_A_FUNCTION",
    `[${place}] adapt: ${what} is not a onefn function. Define it with http(...) or message(...) from "onefn".`,
  );
}

function refuseUnsupported(
  place: string,
  functions: readonly AnyFunction[],
  pipelines: readonly Pipeline[],
): void {
  const stray = functions.find((fn) => !pipelines.some(({ kinds }) => kinds.includes(fn.kind)));
  if (!stray) return;
  const kinds = [...new Set(pipelines.flatMap((pipeline) => pipeline.kinds))].join(" and ");
  throw new OnefnError(
    "ONEFN_UNSUPPORTED_KIND",
    `[${place}] adapt: ${nameOf(stray)} is of kind ${stray.kind}, but this entry supports only ${kinds}. ` +
      "Leave it out, or see docs/capabilities.md for the entries that support it.",
  );
}

function wrongKind(place: string, codec: AnyCodec, functions: readonly AnyFunction[]): OnefnError {
  const kind = codec.kind ?? [...new Set(codec.readings?.map((reading) => reading.kind))].join(" or ");
  return new OnefnError(
    "ONEFN_WRONG_KIND",
    `[${place}] A ${codec.trigger} event of kind ${kind} reached ${listed(functions)}. ` +
      `Remove that trigger from the deployed function, or adapt a ${kind} function too.`,
  );
}

function unknownEvent(
  place: string,
  pipelines: readonly Pipeline[],
  functions: readonly AnyFunction[],
  telltale: string | undefined,
): OnefnError {
  const all = pipelines.flatMap(({ codecs }) => codecs.map(({ trigger }) => trigger));
  const triggers = [...new Set(all)].join(", ");
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
