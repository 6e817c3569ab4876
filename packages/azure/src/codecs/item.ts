import type { NumberFormat } from "onefn/provider";

/** An item as the library has parsed it: a document or a row. */
export type Item = Readonly<Record<string, unknown>>;

/** The item; undefined if there is none. */
export function itemIn(value: unknown): Item | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Item) : undefined;
}

/** An item with its numbers in some format. The library has parsed them: digits that a double cannot hold are lost. */
export function withNumbers(item: Item | undefined, numbers: NumberFormat): Item | undefined {
  return numbers === "string" ? (numbersAsTexts(item) as Item | undefined) : item;
}

function numbersAsTexts(value: unknown): unknown {
  if (typeof value === "number") return `${value}`;
  if (Array.isArray(value)) return value.map(numbersAsTexts);
  return Object(value) === value
    ? Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, numbersAsTexts(each)]))
    : value;
}

/** The members of an item that are its key. One that it does not have is left out. */
export function keyIn(item: Item | undefined, names: readonly string[]): Item {
  return Object.fromEntries(
    names.flatMap((name) => (item && Object.hasOwn(item, name) ? [[name, item[name]]] : [])),
  );
}
