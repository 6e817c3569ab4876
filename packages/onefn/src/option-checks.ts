import { demand, invalidOption } from "./demand.js";

/** What an option has to be: a test, and the words that end "has to be ...". */
export type OptionCheck = readonly [
  is: (value: unknown, options: Readonly<Record<string, unknown>>) => boolean,
  be: string,
];

/**
 * A check for every option of an interface, less those of `Base`. Such a table is the one list of their names:
 * `satisfies OptionChecks<Options>` does not compile when the two differ.
 */
export type OptionChecks<Options = Readonly<Record<string, unknown>>, Base = unknown> = {
  readonly [Name in Exclude<keyof Options, keyof Base>]-?: OptionCheck;
};

/**
 * Refuses options that nobody reads, which would be left out in silence, and values that cannot be meant. An option
 * that is `undefined` is not there. Only an object's own members are options.
 *
 * @param place such as `[onefn/aws] adapt`.
 * @throws OnefnError ONEFN_INVALID_OPTION, with the name that was probably meant.
 */
export function checkOptions(place: string, options: object, checks: OptionChecks): void {
  demand(typeof options === "object" && options !== null, place, "options", "an object");
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) && checks[name];
    if (!check) {
      const meant = nearest(name.toLowerCase(), checks);
      throw invalidOption(`${place}: there is no option "${name}". Did you mean ${meant}?`);
    }
    demand(value === undefined || check[0](value, options as never), place, name, check[1]);
  }
}

/**
 * The option that begins most like a word, since who mistypes a name knows how it begins, or whose check names it, as a
 * `queue` is a `from`. All options where none is like it.
 */
function nearest(word: string, checks: OptionChecks): string {
  const names = Object.keys(checks);
  if (word.length < 3) return names.join(", ");
  const isLike = (name: string) => (name + checks[name]?.[1]).toLowerCase().includes(word);
  return names.find(isLike) ?? nearest(word.slice(0, -1), checks);
}
