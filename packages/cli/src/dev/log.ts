/** Receives what belongs into the terminal; what is wrong as "error". */
export type DevLog = (text: string, level?: "error") => void;

/** What a terminal would take for a command of its own, such as to clear the screen. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** Text for a terminal: names, URLs and errors can hold anything that a client has sent. */
export function printable(text: string): string {
  return text.replace(CONTROL, "?");
}

interface LoggedError {
  readonly stack?: unknown;
  readonly cause?: LoggedError;
}

/**
 * A line of a function's log as people read it: an error's stack, which is one JSON string with `\n` in it, stands below
 * the line. Everything else stays in the provider's own form.
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

/** A log line as what it says, where it is JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
