import { readFile } from "node:fs/promises";
import { type CommandDef, defineCommand, runCommand, showUsage } from "citty";
import { OnefnError } from "onefn";
import { capabilities } from "./commands/capabilities.js";
import { dev } from "./commands/dev.js";
import { refuseUnknown, UsageError } from "./usage.js";

// A command's type includes its arguments, which do not matter here.
const commands = { capabilities, dev } as unknown as Readonly<Record<string, CommandDef>>;

const main = defineCommand({
  meta: { name: "onefn", description: "One function, every cloud." },
  subCommands: commands,
});

/**
 * Runs the command line. Sets the exit code of the process: 1 if the command failed, 2 for wrong usage.
 *
 * @param args the arguments after the program's name.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [name = ""] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    return command ? showUsage(command, main) : showUsage(main);
  }
  try {
    if (name === "--version" || name === "-v") return console.log(await version());
    if (!command) throw new UsageError(name ? `there is no command "${name}"` : "a command is missing");
    const rawArgs = args.slice(1);
    refuseUnknown(rawArgs, command);
    await runCommand(command, { rawArgs });
  } catch (error) {
    process.exitCode = report(error, name);
  }
}

/** This package's version. Its manifest is above the sources and above the built files. */
async function version(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return JSON.parse(manifest).version;
}

function report(error: unknown, command: string): number {
  if (isUsageError(error)) {
    const help = command && Object.hasOwn(commands, command) ? `onefn ${command} --help` : "onefn --help";
    console.error(`[onefn] ${error.message}. See ${help}.`);
    return 2;
  }
  // Our own errors are sentences; for others, the stack helps.
  console.error(error instanceof OnefnError ? error.message : error);
  return 1;
}

/** citty's own usage errors are named CLIError. */
function isUsageError(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof Error && error.name === "CLIError");
}
