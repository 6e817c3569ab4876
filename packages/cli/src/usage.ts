import type { ArgsDef, CommandDef } from "citty";

/** The command line was called wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** citty passes over options that it does not know; a misspelt one would change nothing, in silence. */
export function refuseUnknown(rawArgs: readonly string[], command: CommandDef): void {
  const known = command.args as ArgsDef;
  for (const arg of rawArgs) {
    const name = /^--?(?:no-)?([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !Object.hasOwn(known, name)) throw new UsageError(`there is no option ${arg}`);
  }
}

/** A port as it stands on a command line or in a variable; `from` names which. @throws UsageError */
export function toPort(text: string, from: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${from} is no number from 0 to 65535`);
}
