/** Receives lines for the terminal; problems as "error". */
export type DevLog = (text: string, level?: "error") => void;

/** Control characters that a terminal would obey, for example to clear the screen. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** Text that is safe for a terminal: names, URLs and errors can contain anything that a client sent. */
export function printable(text: string): string {
  return text.replace(CONTROL, "?");
}

interface LoggedError {
  readonly stack?: unknown;
  readonly cause?: LoggedError;
}

/**
 * A line of a function's log in readable form: an error's stack, which is one JSON string with `\n` in it, is printed below
 * the line. The rest keeps the provider's own format.
 */
export function readable(line: string): string {
  const entry = parsed(line);
  if (typeof entry !== "object" || entry === null || !("error" in entry)) return line;
  const { error, ...rest } = entry as { readonly error: LoggedError };
  const stack = stackOf(error);
  return stack === undefined ? line : `${JSON.stringify(rest)}\n${stack}`;
}

/** The stack of an error in a log line, with those of its causes. */
function stackOf(error: LoggedError | null | undefined): string | undefined {
  if (typeof error?.stack !== "string") return undefined;
  const cause = stackOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\nCaused by: ${cause}`;
}

/** A log line, parsed if it is JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
