import { describeServer } from "./harness/describe-server.js";
import { denoServer } from "./runtimes/server.js";

describeServer(denoServer, "fetch");
