import { describeServer } from "./harness/describe-server.js";
import { nodeServers } from "./runtimes/server.js";

for (const runtime of nodeServers) describeServer(runtime, "node");
