import type { ArgsDef, CommandDef } from "citty";

/** The command line was called wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** citty ignores unknown options, so a misspelt one would silently have no effect. */
export function refuseUnknown(rawArgs: readonly string[], command: CommandDef): void {
  const known = command.args as ArgsDef;
  for (const arg of rawArgs) {
    const name = /^--(?:no-)?([^=]+)/.exec(arg)?.[1] ?? "";
    if (arg.startsWith("-") && !Object.hasOwn(known, name)) throw new UsageError(`there is no option ${arg}`);
  }
}

/** Parses a port from the command line or a variable, named by `from`. @throws UsageError */
export function toPort(text: string, from: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${from} must be a number from 0 to 65535`);
}

/** One of the known words, from the command line's option `from`. @throws UsageError */
export function oneOf<Word extends string>(words: readonly Word[], text: string, from: string): Word {
  const known = [...new Set(words)];
  const found = known.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`${from} must be one of ${known.join(", ")}`);
}
