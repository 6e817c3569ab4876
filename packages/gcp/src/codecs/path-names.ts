/** The most places in a path for which all forms with `*` are tried: they double with each. */
const MOST = 5;

/**
 * The names of a path by which a function may claim it: itself, and the forms in which some of its segments are `*`, those
 * with fewer first.
 *
 * @param isId whether a segment can be `*`.
 */
export function namesOfPath(path: string, isId: (index: number) => boolean): readonly string[] {
  const segments = path.split("/");
  const ids = segments.flatMap((_, index) => (isId(index) ? [index] : []));
  const forms = ids.length > MOST ? [[], ids] : subsets(ids);
  return forms
    .sort((a, b) => a.length - b.length)
    .map((stars) => segments.map((each, index) => (stars.includes(index) ? "*" : each)).join("/"));
}

function subsets(list: readonly number[]): number[][] {
  const all: number[][] = [[]];
  for (const each of list) all.push(...all.map((some) => [...some, each]));
  return all;
}
