import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const bin = fileURLToPath(new URL("../../bin/onefn.js", import.meta.url));

/** The built command, which serves on a free port. */
export async function serving(cwd: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [bin, "dev", ...args, "--port", "0"], { cwd });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer) => {
      printed += bytes;
      const found = /^Serving .* on (\S+)$/m.exec(printed)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", () => reject(new Error(`It ended, and said: ${printed}`)));
  });
  return { child, exit, url, printed: () => printed };
}
