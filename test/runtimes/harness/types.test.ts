import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { it } from "vitest";

// Here and not with the other packages: the runtimes' own types are installed with the runtimes.
it("the harness compiles", () => {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--noEmit", "-p", join(import.meta.dirname, "..")], {
    stdio: "inherit",
  });
}, 300_000);
