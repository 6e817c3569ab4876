const major = Number(process.versions.node.split(".")[0]);

/** Where the light classes differ from Node's own, on purpose or because nobody can tell: the whole list. */
const KNOWN: readonly [reason: string, holds: (step: string, native: unknown, light: unknown) => boolean][] =
  [
    [
      "of two mistakes in one call, either may be told first",
      (step, native, light) =>
        /Response/.test(step) && native === "throws TypeError" && light === "throws RangeError",
    ],
    [
      "Response.json takes null for no options, as the standard's dictionaries do; undici fails on it",
      (step, native, light) =>
        step === "Response" && native === "throws TypeError" && !/throws/.test(`${light}`),
    ],
    [
      "undici 6 does not check the option priority",
      (step, native, light) =>
        major < 24 &&
        step.startsWith("new Request") &&
        native === "[object Request]" &&
        light === "throws TypeError",
    ],
    [
      "undici 7 resets referrer and its policy where the options are empty; the standard does not",
      (step) => major >= 24 && step.startsWith("referrer"),
    ],
    [
      "a copied header loses the space after its last, empty part",
      (step, native, light) => /headers|iterate|forEach/.test(step) && trimmed(native) === trimmed(light),
    ],
    [
      "iterators of light Headers are generators, and look at what they iterate when they begin",
      (step, _native, light) => step.startsWith("headers.") && `${light}`.includes("[object Generator]"),
    ],
    [
      "get and has of light Headers do not check how they are called",
      (step, native, light) =>
        /headers\.(few|borrow)/.test(step) &&
        native === "throws TypeError" &&
        (light === null || typeof light === "boolean"),
    ],
    [
      "undici 6.21 ends a form without a line break",
      (_step, native, light) =>
        major === 20 && /BOUNDARY--/.test(`${JSON.stringify(light)}`) && broken(light) === broken(native),
    ],
  ];

/** Why this difference is expected; undefined where it is not. */
export function knownDifference(step: string, native: unknown, light: unknown): string | undefined {
  return KNOWN.find(([, holds]) => holds(step, native, light))?.[0];
}

function trimmed(headers: unknown): string {
  return `${JSON.stringify(headers)}`.replace(/([,;]) "/g, '$1"');
}

function broken(form: unknown): string {
  return `${JSON.stringify(form)}`.replace(/(BOUNDARY--)\\r\\n/g, "$1");
}
