/** What a decoded slash is kept as within its segment: half a character, which no URL can spell. */
export const INNER_SLASH = "\ud800";

/**
 * A path whose segments are decoded, each once and by itself: an encoded slash ends no segment, and an escape that is
 * none stays as it is. Paths are compared in this form, whatever their letters were spelled as.
 */
export function decodeSegments(path: string): string {
  return path.includes("%") ? path.split("/").map(decodeSegment).join("/") : path;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("/", INNER_SLASH);
  } catch {
    return segment;
  }
}
