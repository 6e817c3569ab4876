/** What the library makes of a text: it parses it as JSON, where that is possible. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
