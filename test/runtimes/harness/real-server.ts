import type { RunningServer } from "@onefn/server/simulator";
import type { HttpOptions, Load } from "onefn/simulator";
import { turn } from "./child.js";
import { type ServerCommand, ServerProcess } from "./server-process.js";

/** A host whose processes have to be stopped. */
export interface RealServer<Options = HttpOptions> {
  start(load: Load, options: Options): Promise<RunningServer>;
  /** How many processes have ended by themselves. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's servers in processes of their own. Every distinct command is started once and kept until
 * `stop`.
 *
 * @param command tells how functions are served with these options.
 */
export function realServer<Options = HttpOptions>(
  command: (load: Load, options: Options) => ServerCommand,
): RealServer<Options> {
  const started = new Map<string, Promise<ServerProcess>>();
  const all: ServerProcess[] = [];
  return {
    async start(load, options) {
      const wanted = command(load, options);
      const key = JSON.stringify(wanted);
      let server = await started.get(key);
      if (!server?.child.alive) {
        const starting = ServerProcess.start(wanted);
        started.set(key, starting);
        server = await starting;
        all.push(server);
      }
      return { url: server.url, lines: server.child.lines, logged: turn, close: async () => {} };
    },
    get crashes() {
      return all.filter(({ child }) => !child.alive).length;
    },
    async stop() {
      await Promise.all(all.map(({ child }) => child.stop()));
    },
  };
}
