import { REGION } from "../account.js";
import type { ClientRequest } from "../client-request.js";
import type { Arrival, Gateway } from "../gateway.js";
import { LAMBDA_TIMEOUT_LIMIT, PAYLOAD_LIMIT } from "../lambda/limits.js";
import { objectOf, type Reply } from "../reply.js";
import { v2Prelude, v2Result } from "../results.js";
import { iamIdentity, v2Reply, v2Shape } from "./api-gateway-v2.js";
import { jsonRefusals } from "./refusals.js";

const URL_ID = "abcdefghijklmnopqrstuvwxyz012345";

/**
 * An event of a Function URL: payload format 2.0 with the path as the client encoded it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function functionUrlEvent(request: ClientRequest, arrival: Arrival) {
  const event = v2Shape(request, arrival, request.path, {
    routeKey: "$default",
    stage: "$default",
    authorizer: request.auth && { iam: request.auth.claims },
  });
  return {
    ...event,
    requestContext: {
      ...event.requestContext,
      accountId: request.auth ? event.requestContext.accountId : "anonymous",
      apiId: URL_ID,
      domainName: `${URL_ID}.lambda-url.${REGION}.on.aws`,
      domainPrefix: URL_ID,
    },
  };
}

/** Function URLs with invoke mode `BUFFERED`. */
export const functionUrl: Gateway = {
  trigger: "function-url",
  result: v2Result,
  identities: [iamIdentity],
  requestLimit: PAYLOAD_LIMIT,
  patience: LAMBDA_TIMEOUT_LIMIT,
  event: functionUrlEvent,
  reply: v2Reply,
  refusals: jsonRefusals,
};

/** The head of a streamed response. */
function streamHead(prelude: unknown): Reply {
  return v2Reply({ statusCode: 200, ...objectOf(prelude, "the prelude"), body: undefined });
}

/** Function URLs with invoke mode `RESPONSE_STREAM`. They also accept a buffered result. */
export const functionUrlStream: Gateway = {
  ...functionUrl,
  trigger: "function-url-stream",
  result: v2Prelude,
  head: streamHead,
};
