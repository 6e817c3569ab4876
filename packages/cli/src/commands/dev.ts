import { defineCommand } from "citty";
import { functionsOf, functionsOfExamples, functionsOfFile } from "../dev/load.js";
import { printable } from "../dev/log.js";
import { startDev } from "../dev/start.js";
import { toPort, UsageError } from "../usage.js";

/** `onefn dev`. */
export const dev = defineCommand({
  meta: { name: "dev", description: "Serve functions on this machine through the providers' wires." },
  args: {
    file: { type: "positional", required: false, description: "The module that exports the functions" },
    examples: { type: "boolean", description: "Serve the packages in ./examples" },
    port: {
      type: "string",
      description: "The first port to try; 0 picks a free one. Default: PORT, or 3000",
    },
  },
  async run({ args }) {
    const port =
      args.port === undefined ? toPort(process.env.PORT || "3000", "PORT") : toPort(args.port, "--port");
    const [, second] = args._;
    if (second !== undefined) throw new UsageError(`give one file only; ${second} is a second one`);
    if (!args.file === !args.examples) throw new UsageError("give a file, or --examples");
    const load = args.file ? functionsOfFile(args.file) : await functionsOfExamples("examples");
    // Functions are bundled after every change; their stack traces should still name the sources.
    process.setSourceMapsEnabled(true);
    const { url, moved } = await startDev({ functions: load, port, log: print });
    if (moved) console.log(`Port ${port} is taken.`);
    console.log(`Serving ${Object.keys(functionsOf(await load())).join(", ")} on ${url}`);
  },
});

/** Prints errors in red if the terminal has colours. */
function print(text: string, level?: "error"): void {
  const colours = process.stdout.isTTY && !process.env.NO_COLOR;
  console.log(level === "error" && colours ? `\u001b[31m${printable(text)}\u001b[39m` : printable(text));
}
