import { describeServer } from "./harness/describe-server.js";
import { denoServer } from "./runtimes/server.js";

/** What Deno's server does not tell of its clients. */
describeServer(denoServer, "fetch", {
  gaps: {
    brokenForms: {
      supported: false,
      reason: "Deno reads a truncated form as one without fields.",
      source: "https://github.com/denoland/deno/blob/main/ext/fetch/21_formdata.js",
    },
    streamDisconnect: {
      supported: false,
      reason:
        "Deno's signal fires after every answer, and `completed` resolves even where the client has left: of the two, " +
        "only a stream that `stream` made can tell.",
      source: "https://github.com/denoland/deno/pull/35747",
    },
  },
});
