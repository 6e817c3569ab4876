import Module, { createRequire } from "node:module";

/** Starts an app with one function; gives what invokes it, as Azure's worker does. */
export function startApp(handler) {
  const registered = {};
  const core = {
    version: "4.0.0",
    hostVersion: "4.1040.0",
    setProgrammingModel: (model) => Object.assign(registered, { model }),
    registerFunction: (metadata, callback) => Object.assign(registered, { metadata, callback }),
    log() {},
  };
  // The worker's own API has no file: the worker answers for it by this name.
  const { _load } = Module;
  Module._load = (request, ...rest) =>
    request === "@azure/functions-core" ? core : _load.call(Module, request, ...rest);
  const { app } = createRequire(import.meta.url)("@azure/functions");
  app.http("bench", { methods: ["GET", "POST"], route: "{*path}", handler });
  Module._load = _load;

  const { model, metadata, callback } = registered;
  const trigger = Object.keys(metadata.bindings).find((name) => metadata.bindings[name].direction === "in");
  return async ({ invocationId, http, traceContext }) => {
    const request = {
      invocationId,
      inputData: [{ name: trigger, data: { http } }],
      triggerMetadata: {},
      traceContext,
    };
    const run = model.getInvocationModel({ invocationId, metadata, request, log() {} });
    const { context, inputs } = await run.getArguments();
    const result = await run.invokeFunction(context, inputs, callback);
    const { returnValue } = await run.getResponse(context, result);
    return returnValue.http;
  };
}
