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
      description: "The first port to try; 0 takes a free one. Default: PORT, or 3000",
    },
  },
  async run({ args }) {
    const port =
      args.port === undefined ? toPort(process.env.PORT || "3000", "PORT") : toPort(args.port, "--port");
    const [, second] = args._;
    if (second !== undefined) throw new UsageError(`give one file, and not ${second} too`);
    if (!args.file === !args.examples) throw new UsageError("give a file, or --examples");
    const load = args.file ? functionsOfFile(args.file) : await functionsOfExamples("examples");
    // Functions are bundled for every change; their stack traces shall speak of the sources all the same.
    process.setSourceMapsEnabled(true);
    const { url, moved } = await startDev({ functions: load, port, log: print });
    if (moved) console.log(`Port ${port} is taken.`);
    console.log(`Serving ${Object.keys(functionsOf(await load())).join(", ")} on ${url}`);
  },
});

/** What is wrong is red, where the terminal has colours. */
function print(text: string, level?: "error"): void {
  const colours = process.stdout.isTTY && !process.env.NO_COLOR;
  console.log(level === "error" && colours ? `\u001b[31m${printable(text)}\u001b[39m` : printable(text));
}
