import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { nodeOf, packageOf } from "../harness/nodes.js";

/**
 * Runs `vercel build` on a project and gives the folder of its functions. Nobody is logged in, and the command asks
 * nothing of the network: it looks for no update, sends no telemetry, and what the functions import is installed.
 */
export function build(folder: string): string {
  const node = nodeOf(24);
  const npm = join(folder, ".bin/npm");
  mkdirSync(dirname(npm));
  writeFileSync(npm, "#!/bin/sh\n", { mode: 0o755 });
  execFileSync(node, [join(packageOf("vercel"), "dist/index.js"), "build", "--yes"], {
    cwd: folder,
    env: {
      PATH: [dirname(node), dirname(npm)].join(delimiter),
      HOME: join(folder, ".home"),
      VERCEL_TELEMETRY_DISABLED: "1",
      NO_UPDATE_NOTIFIER: "1",
    },
    stdio: "pipe",
  });
  return join(folder, ".vercel/output/functions");
}
