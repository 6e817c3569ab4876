/**
 * A path as Azure's routes write it: `/orders/:id` is `orders/{id}`, `/files/*` is `files/{*rest}`, and no path at all
 * is everything.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook-trigger#customize-the-http-endpoint
 */
export function toRoute(path: string | undefined): string {
  if (path === undefined) return "{*path}";
  const parts = path.split("/").filter((part) => part !== "");
  // An empty route stands for the function's name.
  if (parts.length === 0) return "/";
  return parts
    .map((part) => (part === "*" ? "{*rest}" : part.replace(/^:([^.?]+)(\??)/, "{$1$2}")))
    .join("/");
}
