import { isOnefnError } from "./errors.js";

/**
 * What a log line says of a failure. Anything can be thrown: a value whose members throw, or a revoked proxy, which
 * throws at every look. It must not take the answer down with it.
 */
export interface Failure {
  readonly code: string;
  readonly reason: string;
}

/** An error's own code and message; `code` and `reason` for whatever has none. */
export function failureOf(error: unknown, { code, reason }: Failure): Failure {
  try {
    // As text here: what cannot become any throws where it is caught, not where the line is written.
    if (isOnefnError(error)) return { code: error.code, reason: `${error.message}` };
    return { code, reason: error instanceof Error ? `${messageOf(error)}` : reason };
  } catch {
    return { code, reason };
  }
}

/** Some have none: Node refuses a connection by an AggregateError, whose errors say what happened at each address. */
function messageOf({ message, errors, name }: Told): string {
  return message || errors?.map(messageOf).join("; ") || `${name}`;
}

interface Told {
  readonly message?: string;
  readonly errors?: readonly Told[];
  readonly name?: string;
}
