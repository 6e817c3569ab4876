import { expect, it } from "vitest";
import { toRoute } from "../src/route.js";

it.each([
  [undefined, "{*path}"],
  ["/", "/"],
  ["/hello", "hello"],
  ["/orders/:id/items/:item", "orders/{id}/items/{item}"],
  ["/pages/:page?", "pages/{page?}"],
  ["/photos/:name.jpg", "photos/{name}.jpg"],
  ["/files/*", "files/{*rest}"],
])("the path %s is the route %s", (path, route) => {
  expect(toRoute(path)).toBe(route);
});
