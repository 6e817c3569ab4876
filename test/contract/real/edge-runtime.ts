import { fileURLToPath } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";
import { contractFunctions } from "@onefn/contract/functions";
import type { VercelHost } from "@onefn/vercel/simulator";
import { build } from "esbuild";
import { FunctionLog, type Load } from "onefn/simulator";
import type { EdgeProgram } from "./edge-program.js";

/** The contract's functions in Vercel's own Edge runtime: real classes in a context of their own. */
export async function edgeRuntime(): Promise<VercelHost> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("edge-program.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["onefn-source", "edge-light", "worker", "browser"],
  });
  const code = outputFiles[0]?.text ?? "";
  return {
    start(load, { adapt = {} }) {
      const log = new FunctionLog("onefn/vercel");
      const vm = new EdgeVM({
        initialCode: code,
        extend: (context) => Object.assign(context, { process: { env: {} } }),
      });
      const { program } = vm.context as unknown as { readonly program: EdgeProgram };
      const deployment = program.deploy(nameOf(load), adapt, (line, requestId) =>
        log.write(line, { requestId } as never),
      );
      return {
        lines: log.lines,
        async invoke({ method, target, headers, body }, { id, answered }) {
          const work: Promise<unknown>[] = [];
          const host = headers.find(([name]) => name === "x-forwarded-host")?.[1];
          const request = {
            url: `https://${host}${target}`,
            method,
            headers: JSON.stringify(headers),
            body: body && Buffer.from(body).toString("base64"),
          };
          try {
            return await program.invoke(deployment, request, (promise) => void work.push(promise));
          } finally {
            void answered.then(async () => {
              for (let each = work.shift(); each; each = work.shift()) await each;
              log.end(id);
            });
          }
        },
        async close() {},
      };
    },
  };
}

/** The name under which the program has them, since functions of this realm are none of the other's. */
function nameOf(load: Load): keyof typeof contractFunctions {
  const functions: unknown = load();
  const names = Object.keys(contractFunctions) as (keyof typeof contractFunctions)[];
  const name = names.find((each) => contractFunctions[each] === functions);
  if (name) return name;
  throw new Error("The program in the Edge runtime has the contract's own functions alone.");
}
