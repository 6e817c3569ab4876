import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../documents.js";

/** A function of a simulator that builds events, as its docstring describes it. */
export interface Builder {
  readonly name: string;
  readonly triggers: readonly string[];
  /** The first sentence of its docstring. */
  readonly what: string;
  /** The last line of its example that builds an event. */
  readonly example: string | undefined;
}

/** A docstring with the tag that names the triggers whose events a function builds. */
const DOCUMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*?@trigger (?:(?!\*\/)[\s\S])*?)\*\/\nexport (?:async function|function|const) (\w+)/g;

const files: readonly string[] = ["packages"].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) => [
    ...sourcesIn(join(folder, name, "src/simulator")),
    ...sourcesIn(join(folder, name, "src/simulation")),
  ]),
);

function sourcesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const documented = files.flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(DOCUMENTED)].map(([, docs = "", name = ""]) => ({
    file,
    builder: { name, ...readDocs(docs, name) },
  })),
);

function readDocs(docs: string, name: string): Omit<Builder, "name"> {
  const text = docs.replaceAll(/^ *\* ?/gm, "").trim();
  const [what = ""] = /^[\s\S]*?\.(?=\s|$)/.exec(text.replaceAll(/(\w)\n(?=\w)/g, "$1 ")) ?? [];
  const [, tag = ""] = /@trigger (.*)/.exec(text) ?? [];
  const [, example = ""] = /@example\n([\s\S]*?)(?=\n@|$)/.exec(text) ?? [];
  const line = example.split("\n").findLast((each) => new RegExp(`\\b${name}\\b`).test(each));
  return { what: what.replaceAll("\n", " "), triggers: tag.trim().split(" "), example: line?.trim() };
}

/** The builders that a provider's simulator exports: its own, and those of another package. */
export function buildersOf(provider: string): readonly Builder[] {
  const entry = readFileSync(join(root, "packages", provider, "src/simulator/index.ts"), "utf8");
  const exported = new Set(
    [...entry.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = ""]) => names.split(/[\s,]+/)),
  );
  const own = (file: string) => file.startsWith(join("packages", provider, ""));
  return documented
    .filter(
      ({ builder, file }) =>
        exported.has(builder.name) && (own(file) || !isElsewhere(builder.name, provider)),
    )
    .map(({ builder }) => builder);
}

/** Whether the provider has a builder of that name itself: two providers have one for Kafka. */
function isElsewhere(name: string, provider: string): boolean {
  return documented.some(
    ({ file, builder }) => builder.name === name && file.startsWith(join("packages", provider, "")),
  );
}

const CONNECTION = "A request is a connection of Node here: send one to the wire, or to a server.";
const POLLED = "The adapter fetches the messages by itself: send them to the wire.";

/** Triggers without a builder, and why. */
const REASONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: { invoke: "The event is the task's input as it is." },
  cloudflare: { rpc: "A call is a method of the Worker's entrypoint, without an event." },
  gcp: { http: CONNECTION },
  server: {
    node: CONNECTION,
    "sqs-poll": POLLED,
    "sqs-poll-fifo": POLLED,
    "rabbitmq-poll": POLLED,
    "kafka-poll": POLLED,
    croner: "The schedule runs in the process, without an event.",
  },
};

/** Triggers of a provider without a builder, and why. */
export function withoutBuilder(provider: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(REASONS[provider] ?? {}));
}
