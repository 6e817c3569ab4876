/** HTML that needs no escaping. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | Markup | readonly Markup[];

/** An HTML template: values are escaped, unless they are Markup. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = strings.map((part, index) =>
    index === 0 ? part : render(values[index - 1] as Value) + part,
  );
  return new Markup(parts.join(""));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function render(value: Value): string {
  if (Array.isArray(value)) return value.join("");
  if (value instanceof Markup) return value.toString();
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** Text from this package that is already HTML, style or script. */
export function raw(text: string): Markup {
  return new Markup(text);
}
