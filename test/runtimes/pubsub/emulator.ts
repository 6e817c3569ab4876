import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { Child } from "../harness/child.js";

/** Where Google's SDK is installed. */
const ROOTS = [
  process.env.CLOUDSDK_ROOT_DIR,
  "/usr/lib/google-cloud-sdk",
  "/opt/google-cloud-sdk",
  join(homedir(), "google-cloud-sdk"),
];

/** The emulator of Pub/Sub, where the machine has it: no registry of packages does. */
export const emulatorJar: string | undefined = ROOTS.flatMap((root) => {
  const lib = join(root ?? "", "platform/pubsub-emulator/lib");
  return root && existsSync(lib)
    ? readdirSync(lib).flatMap((file) =>
        /^cloud-pubsub-emulator-.*-all\.jar$/.test(file) ? join(lib, file) : [],
      )
    : [];
})[0];

/** A message as the emulator keeps it. */
export interface PublishedMessage {
  readonly data?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Google's emulator of Pub/Sub on loopback, by its REST API. */
export class Emulator {
  readonly #child: Child;
  readonly #url: string;

  private constructor(child: Child, url: string) {
    this.#child = child;
    this.#url = url;
  }

  static async start(jar: string): Promise<Emulator> {
    const port = await freePort();
    // Otherwise it writes attributes in whatever the machine's locale says.
    const args = ["-Dfile.encoding=UTF-8", "-jar", jar, "--host=127.0.0.1", `--port=${port}`];
    const child = new Child("java", args, { cwd: import.meta.dirname, env: {} });
    for await (const line of child.follow())
      if (line.includes("Server started")) return new Emulator(child, `http://127.0.0.1:${port}/v1/`);
    throw new Error(`[onefn/runtimes] The Pub/Sub emulator ended early:\n${child.lines.join("\n")}`);
  }

  async call(method: "PUT" | "POST", path: string, body: object = {}): Promise<Record<string, unknown>> {
    const response = await fetch(this.#url + path, {
      method,
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    if (!response.ok) throw new Error(`[onefn/runtimes] Pub/Sub answers ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** @returns the message's id. */
  async publish(topic: string, message: PublishedMessage): Promise<string> {
    const { messageIds } = await this.call("POST", `${topic}:publish`, { messages: [message] });
    return (messageIds as readonly string[])[0] as string;
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
