import { type RequestDetails, type RequestWords, toRequest } from "onefn/simulator";
import { arrive } from "./arrival.js";
import { asJson, type Json } from "./as-json.js";
import { type ClientRequest, readRequest } from "./client-request.js";
import type { Arrival } from "./gateway.js";
import { type AlbOptions, albEvent } from "./gateways/alb.js";
import { type V1Options, v1Event } from "./gateways/api-gateway-v1.js";
import { type V2Options, v2Event } from "./gateways/api-gateway-v2.js";
import { type EdgeEventType, edgeEvent } from "./gateways/edge.js";
import { functionUrlEvent } from "./gateways/function-url.js";
import { latticeV1Event, latticeV2Event } from "./gateways/vpc-lattice.js";

/** Writes a request as a native event, as JSON carries it. */
async function write<Event>(
  words: RequestWords,
  details: RequestDetails,
  event: (request: ClientRequest, arrival: Arrival) => Event,
): Promise<Json<Event>> {
  const request = await readRequest(toRequest(words, details), details);
  return asJson(event(request, arrive(Date.now())));
}

/**
 * The event of an API Gateway HTTP API (payload format 2.0) for a request.
 *
 * @param words a Request, or a short description of one.
 * @param details headers, body and caller; `stage` (default `$default`) is put in front of the path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @example
 * const event = await apiGatewayV2("POST /orders?dry=1", { body: { sku: "a-1" } });
 * @trigger api-gateway-v2
 */
export function apiGatewayV2(words: RequestWords, details: RequestDetails & V2Options = {}) {
  return write(words, details, (request, arrival) => v2Event(request, arrival, details));
}

/**
 * The event of an API Gateway REST API or, with `httpApi`, of an HTTP API with payload format 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @trigger api-gateway-v1 api-gateway-v1-stream
 */
export function apiGatewayV1(words: RequestWords, details: RequestDetails & V1Options = {}) {
  return write(words, details, (request, arrival) => v1Event(request, arrival, details));
}

/**
 * The event of a Function URL.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 * @trigger function-url function-url-stream
 */
export function functionUrl(words: RequestWords, details: RequestDetails = {}) {
  return write(words, details, functionUrlEvent);
}

/**
 * The event of an Application Load Balancer; with `multiValue`, for a target group with multi-value headers.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 * @trigger alb alb-multi-value
 */
export function alb(words: RequestWords, details: RequestDetails & AlbOptions = {}) {
  return write(words, details, (request, arrival) => albEvent(request, arrival, details));
}

/**
 * The event of VPC Lattice, event structure version 2.
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html
 * @trigger vpc-lattice-v2
 */
export function vpcLattice(words: RequestWords, details: RequestDetails = {}) {
  return write(words, details, latticeV2Event);
}

/**
 * The event of VPC Lattice, event structure version 1. See {@link vpcLattice}.
 * @trigger vpc-lattice-v1
 */
export function vpcLatticeV1(words: RequestWords, details: RequestDetails = {}) {
  return write(words, details, latticeV1Event);
}

/**
 * The event of Lambda@Edge on a viewer request or, with `eventType`, on an origin request.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 * @trigger edge-viewer-request edge-origin-request
 */
export function cloudFront(
  words: RequestWords,
  details: RequestDetails & { readonly eventType?: EdgeEventType } = {},
) {
  const { eventType = "viewer-request" } = details;
  return write(words, details, (request, arrival) => edgeEvent(request, arrival, eventType));
}
