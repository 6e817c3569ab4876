import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../harness/child.js";

/** RabbitMQ of Debian. */
export interface Rabbitmq {
  readonly url: string;
  /** Ends it at once, and starts it again with what it has kept. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PACKAGE = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** Where the package is, which is installed if this machine lets us; undefined: it is absent. */
export function findRabbitmq(): string | undefined {
  if (!existsSync(PACKAGE) && process.platform === "linux") {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    const install = ["install", "-y", "--no-install-recommends", "rabbitmq-server"];
    if (spawnSync("apt-get", install, options).status !== 0) {
      spawnSync("apt-get", ["update"], options);
      spawnSync("apt-get", install, options);
    }
  }
  return existsSync(PACKAGE) ? PACKAGE : undefined;
}

/** Starts a broker of its own on loopback. */
export async function startRabbitmq(command: string): Promise<Rabbitmq> {
  const home = mkdtempSync(join(tmpdir(), "onefn-rabbitmq-"));
  const [port, distribution, epmd] = await Promise.all([freePort(), freePort(), freePort()]);
  mkdirSync(join(home, "log"));
  writeFileSync(join(home, ".erlang.cookie"), "onefn", { mode: 0o400 });
  const listeners = `listeners.tcp.local = 127.0.0.1:${port}\ndistribution.listener.interface = 127.0.0.1\n`;
  writeFileSync(join(home, "rabbitmq.conf"), listeners);
  const env = {
    HOME: home,
    RABBITMQ_NODENAME: `onefn${port}@localhost`,
    RABBITMQ_MNESIA_BASE: join(home, "data"),
    RABBITMQ_LOG_BASE: join(home, "log"),
    RABBITMQ_CONFIG_FILE: join(home, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "enabled_plugins"),
    RABBITMQ_DIST_PORT: `${distribution}`,
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: `${epmd}`,
  };
  const start = async () => {
    const child = new Child(command, [], { cwd: home, env });
    for await (const line of child.follow()) if (/completed with \d+ plugins/.test(line)) return child;
    throw new Error(`RabbitMQ did not start:\n${child.lines.slice(-30).join("\n")}`);
  };
  const end = async (child: Child) => {
    // The wrapper starts the runtime as another process, with the file in its name.
    for (const id of processesWith(home)) kill(id);
    await child.stop();
  };
  let child = await start();
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    async restart() {
      await end(child);
      child = await start();
    },
    async stop() {
      await end(child);
      execFileSync("epmd", ["-port", `${epmd}`, "-kill"], {
        stdio: "ignore",
        env: { ...process.env, ...env },
      });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The processes whose command line names a folder. */
function processesWith(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => spawnSync("cat", [`/proc/${name}/cmdline`]).stdout.includes(folder))
    .map(Number);
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
}
