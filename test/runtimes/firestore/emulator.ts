import { existsSync } from "node:fs";
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

/** The emulator of Firestore, where the machine has it: no registry of packages does. */
export const emulatorJar: string | undefined = ROOTS.map((root) =>
  join(root ?? "", "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"),
).find((jar) => existsSync(jar));

/** A value as Firestore's REST API writes it. */
export type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Google's emulator of Firestore on loopback, by its REST API. Its triggers send to one server. */
export class Emulator {
  readonly #child: Child;
  readonly #url: string;

  private constructor(child: Child, url: string) {
    this.#child = child;
    this.#url = url;
  }

  /** @param functions where triggers send to: a host and a port. */
  static async start(jar: string, functions: string): Promise<Emulator> {
    const port = await freePort();
    const main = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";
    const options = ["--host", "127.0.0.1", "--port", `${port}`, "--functions_emulator", functions];
    const args = ["-Dfile.encoding=UTF-8", "-cp", jar, main, "start", ...options];
    const child = new Child("java", args, { cwd: import.meta.dirname, env: {} });
    for await (const line of child.follow())
      if (line.includes("API endpoint")) return new Emulator(child, `http://127.0.0.1:${port}`);
    throw new Error(`[onefn/runtimes] The Firestore emulator ended early:\n${child.lines.join("\n")}`);
  }

  /** Creates a trigger of Eventarc's for the documents of a pattern. */
  async trigger(project: string, type: string, pattern: string): Promise<void> {
    const id = type.slice(type.lastIndexOf(".") + 1);
    await this.#call("POST", `/emulator/v1/projects/${project}/eventarcTrigger?eventarcTriggerId=${id}`, {
      eventType: type,
      database: "(default)",
      namespace: "(default)",
      document: { value: pattern, matchType: "PATH_PATTERN" },
    });
  }

  /** Writes a document, or deletes it. */
  async write(project: string, path: string, fields: Fields | undefined): Promise<void> {
    const url = `/v1/projects/${project}/databases/(default)/documents/${path}`;
    await (fields ? this.#call("PATCH", url, { fields }) : this.#call("DELETE", url));
  }

  async #call(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(this.#url + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { "content-type": "application/json", authorization: "Bearer owner" },
    });
    if (!response.ok) throw new Error(`[onefn/runtimes] Firestore answers ${await response.text()}`);
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
