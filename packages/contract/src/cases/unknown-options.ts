/**
 * Options that no adapter has, and values that none can mean: left out in silence, each would be missed at a call. Quotes
 * are not asked for: a platform whose log is JSON in JSON escapes them.
 */
export const UNKNOWN_OPTIONS: readonly {
  readonly what: string;
  readonly adapt: object;
  readonly says: RegExp;
}[] = [
  {
    what: "an option in other letters",
    adapt: { basepath: "/x" },
    says: /basepath\W+Did you mean basePath\?/,
  },
  { what: "an option that nobody knows", adapt: { zzz: 1 }, says: /zzz\W+Did you mean .*\bmargin\b.*\?/ },
  { what: "an option by a name of Object's", adapt: { constructor: 1 }, says: /no option \W+constructor/ },
  {
    what: "an option by the name __proto__",
    adapt: JSON.parse('{"__proto__":{}}'),
    says: /no option \W+__proto__/,
  },
  { what: "a value that cannot be meant", adapt: { trustedProxies: "1" }, says: /trustedProxies has to be/ },
];
