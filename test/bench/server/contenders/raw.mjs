import { createServer } from "node:http";

const send = (response, type, body) => {
  response.setHeader("content-type", type);
  response.end(body);
};

const handlers = {
  hello: (request, response) => send(response, "application/json", JSON.stringify({ hello: "world" })),
  echo: (request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => send(response, "text/plain", Buffer.concat(chunks).toString()));
  },
};

/** `node:http` by hand. */
export function listen(name) {
  return listening(createServer(handlers[name]));
}

/** The port on which a server of `node:http` listens, on the loopback alone. */
export function listening(server) {
  return new Promise((resolve, reject) => {
    server.on("error", reject).listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}
