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
  ["/v1.0/$metadata/users('1')", "v1.0/$metadata/users('1')"],
  ["/caf%C3%A9/%7Eme/caf\u00e9", "caf\u00e9/~me/caf\u00e9"],
  ["/a{b/{}/%7Bid%7D", "a{{b/{{}}/{{id}}"],
  ["/a%2Fb/100%", "a%2Fb/100%"],
])("the path %s is the route %s", (path, route) => {
  expect(toRoute(path)).toBe(route);
});
