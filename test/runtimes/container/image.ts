import { execFile } from "node:child_process";
import { cp, mkdir, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** What a Dockerfile makes. */
export interface Image {
  /** The folder that it starts in. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

type Instruction = readonly [name: string, text: string];

const repository = join(import.meta.dirname, "../../..");
const example = join(repository, "examples/container");
const run = promisify(execFile);

/**
 * Does what the Dockerfile of examples/container says, in a folder that has a Node in `bin`. There is no engine here:
 * the base image is that Node on this machine's system.
 */
export async function buildImage(folder: string): Promise<Image> {
  const [build = [], image = []] = stagesOf(await readFile(join(example, "Dockerfile"), "utf8"));
  const repo = join(folder, "repo");
  await copyContext(repo);
  const path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, NODE_ENV: undefined };
  for (const text of textsOf(build, "RUN")) await run("sh", ["-c", text], { cwd: repo, env });

  const app = join(folder, "app");
  for (const text of textsOf(image, "COPY")) {
    const [, from = "", to = ""] = text.match(/^--from=build \/repo\/(\S+) (\S+)$/) ?? [];
    await cp(join(repo, from), join(app, to), { recursive: true });
  }
  return {
    folder: app,
    env: Object.fromEntries(textsOf(image, "ENV").map((text) => text.split("=") as [string, string])),
    command: JSON.parse(textsOf(image, "CMD")[0] ?? "[]"),
  };
}

/** `COPY . .`: what git knows, less what is kept out of the image's context. What git ignores is kept out too. */
async function copyContext(to: string): Promise<void> {
  const ignored = (await readFile(join(example, "Dockerfile.dockerignore"), "utf8")).split("\n");
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    maxBuffer: 16 << 20,
  });
  const files = listed.stdout
    .split("\0")
    .filter((file) => file && !ignored.includes(file.split("/")[0] ?? ""));
  await mkdir(to, { recursive: true });
  for (const file of files) await cp(join(repository, file), join(to, file));
}

function stagesOf(dockerfile: string): readonly (readonly Instruction[])[] {
  const lines = dockerfile.split("\n").filter((line) => line && !line.startsWith("#"));
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = "", text = ""] = line.match(/^([A-Z]+) (.*)$/) ?? [];
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push([name, text]);
  }
  return stages;
}

function textsOf(stage: readonly Instruction[], wanted: string): readonly string[] {
  return stage.filter(([name]) => name === wanted).map(([, text]) => text);
}
