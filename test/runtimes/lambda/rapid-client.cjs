// Loaded ahead of aws-lambda-ric (`node --require`): answers for its native addon, which needs a compiler, with the
// same four functions over node:http. Everything else of the client is AWS's own.
const Module = require("node:module");
const http = require("node:http");
const { isMainThread } = require("node:worker_threads");

const agent = new http.Agent({ keepAlive: true });
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");

function call(method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host, port, method, path: `/2018-06-01/runtime${path}`, headers });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ body: Buffer.concat(chunks).toString(), headers: response.headers }),
      );
    });
    request.end(body);
  });
}

// The addon posts synchronously; here the next invocation waits until the answer of the last one has arrived.
let posted = Promise.resolve();
function post(id, what, body) {
  // A worker's output goes through the main thread: this line tells when all that it wrote has arrived.
  if (!isMainThread) process.stdout.write(`END RequestId: ${id}\n`);
  posted = call("POST", `/invocation/${id}/${what}`, body, { "content-type": "application/json" });
}

const rapidClient = {
  initializeClient() {},
  async next() {
    await posted;
    const { body, headers } = await call("GET", "/invocation/next");
    return { bodyJson: body, headers };
  },
  done: (id, body) => post(id, "response", body),
  error: (id, body) => post(id, "error", body),
};

const load = Module._load;
Module._load = function (request, ...rest) {
  return request.endsWith("/rapid-client.node") ? rapidClient : load.call(this, request, ...rest);
};
