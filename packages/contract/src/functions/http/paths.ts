import { http, json } from "onefn";

/** What a function of {@link pathFunctions} tells: which one ran, and the URL and params that it was given. */
export interface Whereabouts {
  readonly route: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Paths in which every character stands for itself. */
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

/** Functions whose paths are easily taken for one another. */
export const pathFunctions = {
  guarded: tell("/guarded"),
  guardedBelow: tell("/guarded/:what"),
  open: tell("/open/*"),
  ...Object.fromEntries(LITERAL_PATHS.map((path) => [path, tell(path)])),
};
