import { relative } from "node:path";
import type { BuildFailure, Message } from "esbuild";
import { OnefnError } from "onefn";

/** The error for a file that does not exist. */
export function missingFile(file: string): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_LOADED",
    `[onefn] dev: there is no file ${short(file)}. Give the path of a module that exports functions.`,
  );
}

function short(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith("..") ? file : below;
}

/** The error for a file that cannot be loaded: where it fails, and why. */
export function loadError(file: string, cause: unknown): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_LOADED",
    `[onefn] dev: ${short(file)} cannot be loaded: ${reasonOf(cause)}\nCorrect it and try again.`,
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error))
    return `it threw ${typeof cause === "object" && cause !== null ? "an object" : String(cause)}.`;
  if (isBuildFailure(cause)) return `${cause.errors.map(placeAndReason).join("; ")}.`;
  // Hide the copy that Node.js loads: it is not one of the developer's files.
  if ((cause as { readonly code?: unknown }).code === "ERR_MODULE_NOT_FOUND") {
    return `${cause.message.replace(/ imported from .*/, "")}.`;
  }
  return ownFramesOf(cause);
}

function isBuildFailure(error: Error): error is BuildFailure {
  return Array.isArray((error as Partial<BuildFailure>).errors);
}

/** Columns count from 1, as in editors. */
function placeAndReason({ location, text }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text;
}

/** The stack without the frames of Node.js and this package that load the file. */
function ownFramesOf(error: Error): string {
  const lines = (error.stack ?? String(error)).split("\n");
  const end = lines.findIndex((line) => /^ {4}at .*(?:node:internal|fresh-module)/.test(line));
  return lines.slice(0, end === -1 ? undefined : end).join("\n");
}
