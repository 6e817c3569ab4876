import { describeServer } from "./harness/describe-server.js";
import { bunServer } from "./runtimes/server.js";

/** Bun's own classes, which handlers get there. */
describeServer(bunServer, "fetch", {
  gaps: {
    mediaTypes: {
      supported: false,
      reason: "Bun adds a charset to the type of a Blob, and gives a text its type when it is sent.",
      source: "https://github.com/oven-sh/bun/issues/15078",
    },
    bodilessStatuses: {
      supported: false,
      reason: "Bun's Response takes a body with 204, 205 and 304, and does not send it.",
      source: "https://github.com/oven-sh/bun/issues/32043",
    },
  },
});
