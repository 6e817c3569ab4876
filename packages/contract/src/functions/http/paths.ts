import { http, json } from "onefn";

/** What a function of {@link pathFunctions} reports: which one ran, and its URL and params. */
export interface Whereabouts {
  readonly route: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Paths in which every character is literal. */
export const LITERAL_PATHS = [
  "/literal/v1.0/x",
  "/literal/a|b",
  "/literal/$metadata",
  "/literal/users('1')",
  "/literal/a+b",
  "/literal/c++",
  "/literal/~me",
  "/literal/hello",
  "/literal/items:batch",
  '/literal/"quoted"',
  "/literal/a<b>",
  "/literal/a{b^`",
  "/literal/a[0]",
  "/literal/caf\u00e9 \u2615",
] as const;

const tell = (route: string) =>
  http({ path: route }, ({ url }, { params }) => json({ route, url, params } satisfies Whereabouts));

/** Functions whose paths are easily confused. */
export const pathFunctions = {
  guarded: tell("/guarded"),
  guardedBelow: tell("/guarded/:what"),
  open: tell("/open/*"),
  ...Object.fromEntries(LITERAL_PATHS.map((path) => [path, tell(path)])),
};
