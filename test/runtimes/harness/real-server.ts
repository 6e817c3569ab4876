import type { ServerHost } from "@onefn/server/simulator";
import type { Load, SimulatorOptions } from "onefn/simulator";
import { type ServerCommand, ServerProcess } from "./server-process.js";

/** A host whose processes have to be stopped. */
export interface RealServer extends ServerHost {
  /** How often a process ended by itself. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's servers in processes of their own. Every distinct command is started once and kept until
 * `stop`.
 *
 * @param command tells how functions are served with these options.
 */
export function realServer(command: (load: Load, options: SimulatorOptions) => ServerCommand): RealServer {
  const servers = new Map<string, Promise<ServerProcess>>();
  let crashes = 0;
  return {
    async start(load, options) {
      const wanted = command(load, options);
      const key = JSON.stringify(wanted);
      if (!(await servers.get(key))?.child.alive) {
        if (servers.has(key)) crashes++;
        servers.set(key, ServerProcess.start(wanted));
      }
      const { url, child } = (await servers.get(key)) as ServerProcess;
      return { url, lines: child.lines, close: async () => {} };
    },
    get crashes() {
      return crashes;
    },
    async stop() {
      const all = await Promise.all(servers.values());
      crashes += all.filter(({ child }) => !child.alive).length;
      await Promise.all(all.map(({ child }) => child.stop()));
    },
  };
}
