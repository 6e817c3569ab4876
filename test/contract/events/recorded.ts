import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: the events are of every shape there is.
export type Native = any;

/** What the index says of an event's file. */
export interface Entry {
  readonly file: string;
  readonly provider: string;
  readonly variant: string;
  readonly notes: string;
}

/** What stands beside the repository where its tests shall have it. */
const BESIDE = new URL("../../../../shared/", import.meta.url);
const EVENTS = new URL("events/", BESIDE);
const expected = existsSync(BESIDE);

/**
 * Events that others have recorded or documented, of one provider. They are no part of the project. Where the folder
 * beside the repository is there, they are expected: missing ones are an error.
 *
 * @throws where they are missing, or there is none.
 */
export function recorded(
  provider: string,
  isWanted: (entry: Entry) => boolean = () => true,
): readonly (readonly [file: string, event: Native])[] {
  if (!expected) return [];
  const events = entries()
    .filter((entry) => entry.provider === provider && isWanted(entry))
    .map(({ file }) => [file, parse(readFileSync(new URL(file, EVENTS), "utf8"))] as const)
    .filter(([, event]) => event !== undefined);
  if (events.length === 0) throw new Error(`${EVENTS.pathname} has no such event of ${provider}.`);
  return events;
}

/** Every file of recorded events, with what the index says of it. No event: the file is no JSON. */
export function allRecorded(): readonly (readonly [entry: Entry, event: Native])[] {
  if (!expected) return [];
  return entries().map((entry) => [entry, parse(readFileSync(new URL(entry.file, EVENTS), "utf8"))]);
}

/** Files in the folder that the index does not name. */
export function unlisted(): readonly string[] {
  if (!expected) return [];
  const listed = new Set(["index.json", ...entries().map(({ file }) => file)]);
  const all = readdirSync(EVENTS, { recursive: true, withFileTypes: true });
  return all
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => relative(fileURLToPath(EVENTS), join(parentPath, name)))
    .filter((file) => !listed.has(file.replaceAll("\\", "/")));
}

function entries(): readonly Entry[] {
  const index: { files: readonly Entry[] } = JSON.parse(readFileSync(new URL("index.json", EVENTS), "utf8"));
  return index.files;
}

/** Some files begin with a byte order mark, and some are templates, which are no JSON. */
function parse(text: string): Native {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** A `describe` of what recorded events are for; skipped where nobody expects them. */
export const describeRecorded = describe.skipIf(!expected);
