import { createRequire } from "node:module";
import { Child } from "../harness/child.js";

/** Azurite's account, which its documentation names. */
const ACCOUNT =
  "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" +
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

const SERVICES = { queue: "Queue", blob: "Blob" } as const;

/** Azure's own emulator of one of its storage services, in a process of its own. */
export class Azurite {
  /** The connection string of the service. */
  readonly connection: string;
  readonly #child: Child;

  private constructor(child: Child, connection: string) {
    this.#child = child;
    this.connection = connection;
  }

  static async start(service: keyof typeof SERVICES): Promise<Azurite> {
    const main = createRequire(import.meta.url).resolve(`azurite/dist/src/${service}/main.js`);
    const flags = ["--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--silent"];
    const address = [`--${service}Host`, "127.0.0.1", `--${service}Port`, "0"];
    const child = new Child(process.execPath, [main, ...flags, ...address], {
      cwd: import.meta.dirname,
      env: {},
    });
    for await (const line of child.follow()) {
      const url = /listens on (http:\S+)/.exec(line)?.[1];
      if (url !== undefined)
        return new Azurite(child, `${ACCOUNT};${SERVICES[service]}Endpoint=${url}/devstoreaccount1;`);
    }
    throw new Error(`[onefn/runtimes] azurite ended early:\n${child.lines.join("\n")}`);
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
