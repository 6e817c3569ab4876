import { randomUUID } from "node:crypto";
import { arn } from "../account.js";

/** A request that an authorizer is asked about. */
export interface AuthorizerEventOptions {
  /** What stands in the header `authorization`. Default: none; a `TOKEN` authorizer is not asked then. */
  readonly credentials?: string | undefined;
  /** Default: `GET`. */
  readonly method?: string | undefined;
  /** Default: `/orders`. */
  readonly path?: string | undefined;
  readonly ip?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/**
 * Builds what API Gateway invokes an authorizer with: `TOKEN` and `REQUEST` of a REST API, `WEBSOCKET` of the $connect route
 * of a WebSocket API, `HTTP` of an HTTP API with payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @example
 * const event = authorizer("TOKEN", { credentials: "Bearer a-token" });
 * @trigger authorizer authorizer-v2
 */
export function authorizer(
  type: "TOKEN" | "REQUEST" | "WEBSOCKET" | "HTTP",
  {
    credentials,
    method = "GET",
    path = "/orders",
    ip: sourceIp = "203.0.113.7",
    headers: more,
    query = {},
  }: AuthorizerEventOptions = {},
) {
  const api = arn("execute-api", "a1b2c3d4e5/prod");
  const methodArn = `${api}/${method}${path}`;
  if (type === "TOKEN") return { type, methodArn, authorizationToken: credentials ?? "" };
  const headers = { ...(credentials !== undefined && { authorization: credentials }), ...more };
  const requestContext = { requestId: randomUUID(), apiId: "a1b2c3d4e5", stage: "prod" };
  const identity = { sourceIp, userAgent: "simulated" };
  if (type === "HTTP") {
    const routeKey = `${method} ${path}`;
    return {
      version: "2.0",
      type: "REQUEST",
      routeArn: methodArn,
      identitySource: credentials === undefined ? [] : [credentials],
      routeKey,
      rawPath: path,
      rawQueryString: String(new URLSearchParams(query)),
      headers,
      queryStringParameters: query,
      requestContext: { ...requestContext, routeKey, http: { method, path, sourceIp } },
    };
  }
  const parts = { headers, queryStringParameters: query, stageVariables: {} };
  if (type === "WEBSOCKET") {
    return {
      type: "REQUEST",
      methodArn: `${api}/$connect`,
      ...parts,
      requestContext: {
        ...requestContext,
        routeKey: "$connect",
        eventType: "CONNECT",
        connectionId: "abc=",
        identity,
      },
    };
  }
  return {
    type,
    methodArn,
    resource: path,
    path,
    httpMethod: method,
    ...parts,
    pathParameters: {},
    requestContext: {
      ...requestContext,
      resourcePath: path,
      httpMethod: method,
      path: `/prod${path}`,
      identity,
    },
  };
}
