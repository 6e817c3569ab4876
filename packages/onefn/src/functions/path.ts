import { OnefnError } from "../errors.js";
import { decodeSegments } from "../http/segments.js";

/** One piece of a path: a segment with a name, or a run of segments that are spelled out. */
export interface PathPart {
  /** `*` for the rest of the path; undefined for what is spelled out. */
  readonly name: string | undefined;
  /** Decoded: segments, each with its slash (`/users/me`), or what follows a name in its segment (`.json`). */
  readonly text: string;
  readonly optional: boolean;
}

const NAMED = /^:([\p{L}\p{N}_$-]+)(\.[^:?#*(){}]*|\?)?$/u;

/** Segments in another notation, or that no request has, and what to write instead. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^:/, 'Write ":name", ":name?" or ":name.suffix", and check the value in the handler'],
  [/\{.+\}|^\[.+\]$|^<.+>$/, 'Write ":name" for one segment, or "*" for the rest'],
  [/\*/, 'Write "*" as the whole last segment, or "%2A" for the character'],
  [/[?#]/, "A path has no query and no fragment: read request.url"],
  [/^(?:\.|%2e){1,2}$/i, "Leave it out: requests arrive resolved"],
];

/**
 * The pieces of a path such as `/orders/:id/items/:item?`. A slash at its end does not count.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a path that no request has, or that is in another notation.
 */
export function parsePath(path: string): readonly PathPart[] {
  const refuse = (why: string): never => {
    throw new OnefnError("ONEFN_INVALID_OPTION", `[onefn] http: the path "${path}" ${why}.`);
  };
  if (typeof path !== "string" || path[0] !== "/") refuse(`does not begin with "/". Write "/${path}"`);
  const segments = path.replace(/\/+$/, "").split("/").slice(1);
  const parts: PathPart[] = [];
  let text = "";
  for (const [index, segment] of segments.entries()) {
    const isRest = segment === "*" && index === segments.length - 1;
    const [, name, end = ""] = isRest ? [segment, segment] : (NAMED.exec(segment) ?? []);
    const optional = end === "?";
    const before = parts.at(-1);
    if (before?.optional && !optional)
      refuse(`goes on after ":${before.name}?". Let the optional part be the last`);
    if (name === undefined) {
      const [, instead] = REFUSED.find(([pattern]) => pattern.test(segment)) ?? [];
      if (instead) refuse(`has "${segment}". ${instead}`);
      text += `/${decodeSegments(segment)}`;
      continue;
    }
    if (parts.some((part) => part.name === name))
      refuse(`has ":${name}" twice. Give each part a name of its own`);
    if (text) parts.push({ name: undefined, text, optional: false });
    text = "";
    parts.push({ name, text: optional ? "" : decodeSegments(end), optional });
  }
  if (text) parts.push({ name: undefined, text, optional: false });
  return parts;
}

/** The names in a path: `PathParams<"/orders/:id">` is `{ id: string }`. */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : { readonly [Name in ParamName<Path, "required">]: string } & {
      readonly [Name in ParamName<Path, "optional">]?: string;
    };

type ParamName<Path extends string, Need> = Path extends `${infer Segment}/${infer Rest}`
  ? SegmentName<Segment, Need> | ParamName<Rest, Need>
  : SegmentName<Path, Need>;

type SegmentName<Segment extends string, Need> = Segment extends `:${infer Name}?`
  ? Need extends "optional"
    ? Name
    : never
  : Segment extends `:${infer Name}.${string}`
    ? Need extends "required"
      ? Name
      : never
    : Segment extends `:${infer Name}`
      ? Need extends "required"
        ? Name
        : never
      : Segment extends "*"
        ? Need extends "required"
          ? "*"
          : never
        : never;

/**
 * A path that can work, else a sentence on what to write instead: it stands in the compiler's error, and `http` says
 * more at start.
 */
export type ValidPath<Path extends string> = string extends Path
  ? Path
  : [Mistake<Path>] extends [never]
    ? Path
    : Mistake<Path>;

type Mistake<Path extends string> = Path extends `/${infer Rest}`
  ? MistakeIn<Rest, never>
  : `Write "/${Path}": a path begins with a slash.`;

type MistakeIn<Path extends string, Names> = Path extends `${infer Segment}/${infer Rest}`
  ? Segment extends "*"
    ? Rest extends ""
      ? never
      : 'Write "*" as the last segment alone.'
    : MistakeOf<Segment, Names> | MistakeIn<Rest, Names | NameIn<Segment>>
  : Path extends "*"
    ? never
    : MistakeOf<Path, Names>;

type MistakeOf<Segment extends string, Names> = Segment extends `:${string}`
  ? NameIn<Segment> extends Names
    ? `Give each part a name of its own: ${Segment} is there twice.`
    : NameIn<Segment> extends "" | `${string}${NoName}${string}`
      ? `Write ":name" instead of "${Segment}", and check the value in the handler.`
      : never
  : Segment extends `${string}{${infer Name}}${string}` | `[${infer Name}]` | `<${infer Name}>`
    ? `Write ":${Name}" instead of "${Segment}", or "*" for the rest of the path.`
    : Segment extends `${string}*${string}`
      ? `Write "*" as the whole last segment, or "%2A" for the character.`
      : Segment extends `${string}${"?" | "#"}${string}`
        ? "Leave query and fragment out: they are in request.url."
        : Segment extends "." | ".."
          ? `Leave "${Segment}" out: requests arrive resolved.`
          : never;

type NameIn<Segment extends string> = Segment extends `:${infer Name}?`
  ? Name
  : Segment extends `:${infer Name}.${string}`
    ? Name
    : Segment extends `:${infer Name}`
      ? Name
      : never;

type NoName = "(" | ")" | "{" | "}" | "*" | "+" | "?" | ":" | "|" | "<" | "#";
