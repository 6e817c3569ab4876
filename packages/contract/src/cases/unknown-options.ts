/**
 * Options that no adapter has, and invalid values: if they were silently ignored, nobody would notice until a call.
 * Quotes are not checked, because a platform whose log is JSON within JSON escapes them.
 */
export const UNKNOWN_OPTIONS: readonly {
  readonly what: string;
  readonly adapt: object;
  readonly says: RegExp;
}[] = [
  {
    what: "an option in another letter case",
    adapt: { basepath: "/x" },
    says: /basepath\W+Did you mean basePath\?/,
  },
  { what: "an unknown option", adapt: { zzz: 1 }, says: /zzz\W+Did you mean .*\bmargin\b.*\?/ },
  { what: "an option by a name of Object's", adapt: { constructor: 1 }, says: /no option \W+constructor/ },
  {
    what: "an option by the name __proto__",
    adapt: JSON.parse('{"__proto__":{}}'),
    says: /no option \W+__proto__/,
  },
  { what: "an invalid value", adapt: { trustedProxies: "1" }, says: /trustedProxies must be/ },
];
