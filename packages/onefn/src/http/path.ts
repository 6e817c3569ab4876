import { invalidOption } from "../option-checks.js";
import { decodeSegments } from "./segments.js";

/** One segment of a path. */
export interface PathPart {
  /** `*` for the rest of the path; empty for a literal segment. */
  readonly name: string;
  /** Decoded: a literal segment with its slash (`/users`), or the text after a name (`.json`). */
  readonly text: string;
  readonly optional: boolean;
}

const NAMED = /^:([\p{L}\w$-]+)(\.[\w.$-]*|\?)?$/u;

/** Segments that no request has, or that are parameters, patterns or queries in another notation. */
const NO_SEGMENT = /^:|[*?#]|\{.+\}|^\[.+\]$|^\.\.?$/;

/**
 * The segments of a path such as `/orders/:id/items/:item?`. A trailing slash is ignored.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a path that no request can have, or that uses another notation.
 */
export function parsePath(path: string): readonly PathPart[] {
  const parts: PathPart[] = [];
  const [before, ...segments] = path.replace(/\/+$/, "").split("/");
  const refuse = (what: unknown) => {
    throw invalidOption(
      `[onefn] http: the path "${path}" cannot have "${what}" there. Write "/segment", "/:name", each name once, ` +
        '"/:name.suffix", and at the end "/:name?" or "/*".',
    );
  };
  if (before || !path) refuse(before);
  for (const [index, segment] of segments.entries()) {
    const rest = segment === "*" && index === segments.length - 1 ? "*" : "";
    const [, name = rest, end = ""] = NAMED.exec(segment) ?? [];
    const optional = end === "?";
    const clashes = (part: PathPart) => (part.optional && !optional) || (name && part.name === name);
    if ((!name && NO_SEGMENT.test(segment)) || parts.some(clashes)) refuse(segment);
    parts.push({ name, text: decodeSegments(name ? end.replace("?", "") : `/${segment}`), optional });
  }
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
 * A valid path, otherwise a sentence that says what to write instead. It appears in the compiler's error; at start,
 * `http` says more.
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
      : 'Write "*" only as the last segment.'
    : MistakeOf<Segment, Names> | TooEarly<Segment, Rest> | MistakeIn<Rest, Names | NameIn<Segment>>
  : Path extends "*"
    ? never
    : MistakeOf<Path, Names>;

/** Only an optional segment may follow an optional one. */
type TooEarly<Segment extends string, Rest extends string> = Segment extends `:${string}?`
  ? (Rest extends `${infer Next}/${string}` ? Next : Rest) extends "" | `:${string}?`
    ? never
    : `Move "${Segment}" to the end: what follows it is not optional.`
  : never;

type MistakeOf<Segment extends string, Names> = Segment extends `:${string}`
  ? NameIn<Segment> extends Names
    ? `Give each part a unique name: ${Segment} appears twice.`
    : NameIn<Segment> extends "" | `${string}${NoName}${string}`
      ? `Write ":name" instead of "${Segment}", and check the value in the handler.`
      : never
  : Segment extends `${string}{${infer Name}}${string}` | `[${infer Name}]`
    ? `Write ":${Name}" instead of "${Segment}", or "*" for the rest of the path.`
    : Segment extends `${string}*${string}`
      ? `Write "*" as the whole last segment, or "%2A" for the character.`
      : Segment extends `${string}${"?" | "#"}${string}`
        ? "Leave query and fragment out: they are in request.url."
        : Segment extends "." | ".."
          ? `Leave "${Segment}" out: request paths are already resolved.`
          : never;

type NameIn<Segment extends string> = Segment extends `:${infer Name}?`
  ? Name
  : Segment extends `:${infer Name}.${string}`
    ? Name
    : Segment extends `:${infer Name}`
      ? Name
      : never;

type NoName = "(" | ")" | "{" | "}" | "*" | "+" | "?" | ":" | "|" | "<" | "#";
