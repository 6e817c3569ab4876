import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A mock broker of Kafka, with topics of two partitions. */
export interface KafkaBroker {
  readonly address: string;
  stop(): Promise<void>;
}

const PACKAGES = ["librdkafka1", "python3"];

/** Whether librdkafka and Python are here, or can be installed. */
export function findKafka(): boolean {
  const finds = () =>
    spawnSync("python3", ["-c", "import ctypes; ctypes.CDLL('librdkafka.so.1')"]).status === 0;
  if (!finds() && process.platform === "linux") {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    const install = ["install", "-y", "--no-install-recommends", ...PACKAGES];
    if (spawnSync("apt-get", install, options).status !== 0) {
      spawnSync("apt-get", ["update"], options);
      spawnSync("apt-get", install, options);
    }
  }
  return finds();
}

/** Starts a broker on loopback. */
export async function startKafka(topics: readonly string[]): Promise<KafkaBroker> {
  const script = join(import.meta.dirname, "broker.py");
  const child: ChildProcess = spawn("python3", [script, ...topics], { stdio: ["pipe", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("The broker has no output.");
  const [address] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    address,
    async stop() {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}
