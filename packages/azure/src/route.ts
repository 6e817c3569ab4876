/**
 * A path as Azure's routes write it: `/orders/:id` is `orders/{id}`, `/files/*` is `files/{*rest}`, and no path at all
 * is everything. Azure compares decoded paths, and doubles the braces that stand for themselves.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook-trigger#customize-the-http-endpoint
 */
export function toRoute(path: string | undefined): string {
  if (path === undefined) return "{*path}";
  const parts = path.split("/").filter((part) => part !== "");
  // An empty route stands for the function's name.
  if (parts.length === 0) return "/";
  return parts
    .map((part) => {
      if (part === "*") return "{*rest}";
      const [, named = "", rest = ""] = /^(?::([^.]+))?(.*)$/s.exec(part) ?? [];
      return (named && `{${named}}`) + decoded(rest).replace(/[{}]/g, "$&$&");
    })
    .join("/");
}

/** An encoded slash stays one: decoded, it would end the segment. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?=2f)/gi, "%25"));
  } catch {
    return text;
  }
}
