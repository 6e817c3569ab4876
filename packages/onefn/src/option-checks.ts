import { OnefnError } from "./errors.js";

/** What an option must be: a test, and the words that end "must be ...". */
export type OptionCheck = readonly [
  is: (value: unknown, options: Readonly<Record<string, unknown>>) => boolean,
  be: string,
];

/**
 * A check for every option of an interface, except those of `Base`. This table is the only list of their names:
 * `satisfies OptionChecks<Options>` does not compile if the two differ.
 */
export type OptionChecks<Options = Readonly<Record<string, unknown>>, Base = unknown> = {
  readonly [Name in Exclude<keyof Options, keyof Base>]-?: OptionCheck;
};

/**
 * Refuses unknown options, which would be silently ignored, and invalid values. An `undefined` option counts as
 * absent. Only an object's own members are options.
 *
 * @param place such as `[onefn/aws] adapt`.
 * @throws OnefnError ONEFN_INVALID_OPTION, with the name that was probably meant.
 */
export function checkOptions(place: string, options: object, checks: OptionChecks): void {
  checkOption(typeof options === "object" && options !== null, place, "options", "an object");
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) && checks[name];
    if (!check) {
      const meant = nearest(name.toLowerCase(), checks);
      throw invalidOption(`${place}: there is no option "${name}". Did you mean ${meant}?`);
    }
    checkOption(value === undefined || check[0](value, options as never), place, name, check[1]);
  }
}

/**
 * The option that shares the longest beginning with a word, because most typos come later, or whose check names it,
 * as `queue` is a `from`. All options if none is similar.
 */
function nearest(word: string, checks: OptionChecks): string {
  const names = Object.keys(checks);
  if (word.length < 3) return names.join(", ");
  const isLike = (name: string) => (name + checks[name]?.[1]).toLowerCase().includes(word);
  return names.find(isLike) ?? nearest(word.slice(0, -1), checks);
}

/**
 * Refuses an invalid option at start, because at a call it would fail obscurely or be ignored.
 *
 * @param met whether the option is valid.
 * @param place such as `[onefn/aws] adapt`.
 * @param what the option.
 * @param be what it must be.
 * @throws OnefnError ONEFN_INVALID_OPTION
 */
export function checkOption(met: unknown, place: string, what: string, be: string): asserts met {
  if (!met) throw invalidOption(`${place}: ${what} must be ${be}.`);
}

/** The error thrown at start for an invalid option. */
export function invalidOption(message: string): OnefnError {
  return new OnefnError("ONEFN_INVALID_OPTION", message);
}
