// A bundle that was resolved for Node and runs on Deno.
Object.assign(globalThis, { Deno: {} });
const { Request } = globalThis;
const { createResponse, installGlobals } = await import("../../../src/fetch/node.js");
installGlobals();
const response = createResponse("text", { status: 201 });
console.log(
  JSON.stringify({
    native: Object.getPrototypeOf(response) === Response.prototype,
    untouched: globalThis.Request === Request,
    answer: [response.status, await response.text()],
  }),
);
