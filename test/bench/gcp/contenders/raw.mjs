import { http } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import { listening } from "../../server/contenders/raw.mjs";

const handlers = {
  hello: (request, response) => response.json({ hello: "world" }),
  echo: (request, response) => response.type("text/plain").send(request.body),
};

/** A function as Google's documentation writes it. */
export function listen(name) {
  return serve(handlers[name]);
}

/** The port on which functions-framework serves a function, on the loopback alone. */
export function serve(handler) {
  http("bench", handler);
  return listening(getTestServer("bench"));
}
