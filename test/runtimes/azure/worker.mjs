// Stands in for Azure's Node worker, between the host and the library: `node worker.mjs <app>`. The host's messages come
// over http of loopback instead of gRPC, as JSON with bytes in base64. `GET` gives what the app has registered and is
// capable of, `POST` runs one invocation and answers line by line: what it logs, and at last its result or its error.
// https://github.com/Azure/azure-functions-nodejs-worker/blob/v4.x/src/eventHandlers/InvocationHandler.ts
import { once } from "node:events";
import { createServer } from "node:http";
import Module from "node:module";
import { pathToFileURL } from "node:url";

/** What the app registers when it is loaded. */
const app = { model: undefined, functions: new Map() };

const core = {
  version: "4.0.0",
  hostVersion: "4.1040.0",
  setProgrammingModel(model) {
    app.model = model;
  },
  registerFunction(metadata, callback) {
    app.functions.set(metadata.name, { metadata, callback });
  },
  log() {},
};

const { _load } = Module;
Module._load = (request, ...rest) =>
  request === "@azure/functions-core" ? core : _load.call(Module, request, ...rest);

await import(pathToFileURL(process.argv[2]));

const capabilities = await app.model.getCapabilities({});
const metadata = [...app.functions.values()].map((each) => each.metadata);

const server = createServer(async (request, response) => {
  if (request.method === "GET") return response.end(JSON.stringify({ capabilities, functions: metadata }));
  const invocation = JSON.parse((await request.setEncoding("utf8").toArray()).join(""), readBytes);
  // What is logged after the end of an invocation belongs to none.
  const tell = (line) => response.writableEnded || response.write(`${JSON.stringify(line)}\n`);
  try {
    tell({ result: await invoke(invocation, (log) => tell({ log })) });
  } catch (error) {
    tell({ error: String(error?.stack ?? error), code: error?.code });
  }
  response.end();
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`listening on http://127.0.0.1:${server.address().port}/`);

/** Buffers as their own `toJSON` writes them. */
function readBytes(_key, value) {
  return value?.type === "Buffer" ? Buffer.from(value.data) : value;
}

async function invoke({ name, invocationId, http, data, place, ...request }, log) {
  const { metadata: registered, callback } = app.functions.get(name);
  const [trigger] = Object.keys(registered.bindings).filter(
    (key) => registered.bindings[key].direction === "in",
  );
  // An app registers its function for each queue; here it is registered once, and told which one it is.
  const bindings = { ...registered.bindings, [trigger]: { ...registered.bindings[trigger], ...place } };
  const metadata = { ...registered, bindings };
  const input = data ?? {
    http: { ...http, body: http.body && { bytes: Buffer.from(http.body.bytes, "base64") } },
  };
  const run = app.model.getInvocationModel({
    invocationId,
    metadata,
    request: { invocationId, inputData: [{ name: trigger, data: input }], ...request },
    log: (_level, category, message) => category === "user" && log(message),
  });
  const { context, inputs } = await run.getArguments();
  const { returnValue } = await run.getResponse(context, await run.invokeFunction(context, inputs, callback));
  if (!returnValue?.http) return returnValue ?? undefined;
  const { body, ...head } = returnValue.http;
  return { ...head, body: body?.bytes && { bytes: Buffer.from(body.bytes).toString("base64") } };
}
