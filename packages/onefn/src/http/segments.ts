/** Replaces a decoded slash within its segment: a lone surrogate, which no URL can contain. */
export const INNER_SLASH = "\ud800";

/**
 * A path with each segment decoded once: an encoded slash does not end a segment, and an invalid escape stays
 * unchanged. Paths are compared in this form, however their letters were encoded.
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
