import { type Mutant, withContext } from "./mutant.js";

const wire = "aws/api-gateway-v2";

/** Adapters that take what gateways and upstreams say for more than it is. */
export const networkMutants: readonly Mutant[] = [
  {
    name: "the client's address is told as the gateway tells it, with its port",
    wire,
    function: (fn) =>
      withContext(fn, ({ client, platform }) => ({
        client: { ...client, ip: platform.event.requestContext.http.sourceIp },
      })),
    caughtBy: [
      "the client's address has no port, whoever the gateway finds the caller to be: 198.51.100.23",
      "the client's address has no port, whoever the gateway finds the caller to be: 2001:db8::23",
      "a proxy of one's own is believed, whoever the gateway finds the caller to be",
    ],
  },
];
