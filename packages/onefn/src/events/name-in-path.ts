/** The last part of a request's path, decoded: `enrich` of `/enrich` and of `/_events/enrich`. */
export function nameInPath({ url }: Request): string {
  const { pathname } = new URL(url);
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
