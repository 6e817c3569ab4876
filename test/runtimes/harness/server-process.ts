import { Child, type ChildOptions } from "./child.js";

/** The command that starts a server, which prints `listening on <url>`. */
export interface ServerCommand extends ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly url: string;
  readonly child: Child;

  private constructor(url: string, child: Child) {
    this.url = url;
    this.child = child;
  }

  /** Starts a server and waits until it listens. */
  static async start({ command, args, ...options }: ServerCommand): Promise<ServerProcess> {
    const child = new Child(command, args, options);
    for await (const line of child.follow()) {
      const url = /^listening on (\S+)$/.exec(line)?.[1];
      if (url !== undefined) return new ServerProcess(url, child);
    }
    throw new Error(`[onefn/runtimes] ${command} ${args.join(" ")} ended early:\n${child.lines.join("\n")}`);
  }
}
