import { describeServer } from "./harness/describe-server.js";
import { nodeServers } from "./runtimes/server.js";

const [oldest] = nodeServers;
const newest = nodeServers.at(-1);
for (const runtime of nodeServers) {
  const extent = runtime === newest ? "all" : runtime === oldest ? "all of http" : "one a kind";
  describeServer(runtime, "node", { extent });
}
