import { randomUUID } from "node:crypto";
import { ACCOUNT, arn, REGION } from "../account.js";
import { clfTime } from "../arrival.js";

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

/** The types of an authorizer. */
export type AuthorizerType = keyof typeof EVENTS;

/** What an authorizer of a type is asked. */
export type AuthorizerEvent<Type extends AuthorizerType> = ReturnType<(typeof EVENTS)[Type]>;

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
export function authorizer<Type extends AuthorizerType>(
  type: Type,
  options?: AuthorizerEventOptions,
): AuthorizerEvent<Type>;
export function authorizer(type: AuthorizerType, options: AuthorizerEventOptions = {}): object {
  return EVENTS[type](options);
}

function tokenEvent(options: AuthorizerEventOptions) {
  const { methodArn } = asked(options);
  return { type: "TOKEN" as const, methodArn, authorizationToken: options.credentials ?? "" };
}

function requestEvent(options: AuthorizerEventOptions) {
  const { method, path, methodArn, parts, times, requestContext, sourceIp, userAgent } = asked(options);
  return {
    type: "REQUEST" as const,
    methodArn,
    resource: path,
    path,
    httpMethod: method,
    ...parts,
    pathParameters: {},
    requestContext: {
      ...requestContext,
      ...times,
      protocol: PROTOCOL,
      resourceId: "w567jh",
      resourcePath: path,
      httpMethod: method,
      path: `/prod${path}`,
      identity: { ...NOBODY, sourceIp, userAgent },
    },
  };
}

function webSocketEvent(options: AuthorizerEventOptions) {
  const { parts, times, requestContext, sourceIp } = asked(options);
  return {
    type: "REQUEST" as const,
    methodArn: `${API}/$connect`,
    ...parts,
    requestContext: {
      ...requestContext,
      ...times,
      routeKey: "$connect",
      eventType: "CONNECT",
      messageDirection: "IN",
      connectedAt: times.requestTimeEpoch,
      connectionId: "abc=",
      identity: { sourceIp },
    },
  };
}

function httpEvent(options: AuthorizerEventOptions) {
  const { method, path, methodArn, parts, times, requestContext, sourceIp, userAgent } = asked(options);
  const routeKey = `${method} ${path}`;
  return {
    version: "2.0",
    type: "REQUEST" as const,
    routeArn: methodArn,
    identitySource: options.credentials === undefined ? [] : [options.credentials],
    routeKey,
    rawPath: path,
    rawQueryString: String(new URLSearchParams(parts.queryStringParameters)),
    headers: parts.headers,
    queryStringParameters: parts.queryStringParameters,
    pathParameters: {},
    stageVariables: {},
    requestContext: {
      ...requestContext,
      time: times.requestTime,
      timeEpoch: times.requestTimeEpoch,
      routeKey,
      http: { method, path, protocol: PROTOCOL, sourceIp, userAgent },
    },
  };
}

const EVENTS = { TOKEN: tokenEvent, REQUEST: requestEvent, WEBSOCKET: webSocketEvent, HTTP: httpEvent };

/** What an authorizer is asked of a request, whatever its type. */
function asked({
  credentials,
  method = "GET",
  path = "/orders",
  ip: sourceIp = "203.0.113.7",
  headers: more,
  query = {},
}: AuthorizerEventOptions) {
  const headers: Record<string, string> = {
    ...(credentials !== undefined && { authorization: credentials }),
    ...more,
  };
  const now = Date.now();
  return {
    method,
    path,
    sourceIp,
    userAgent: headers["user-agent"] ?? "simulated",
    methodArn: `${API}/${method}${path}`,
    parts: {
      headers,
      multiValueHeaders: listsOf(headers),
      queryStringParameters: { ...query },
      multiValueQueryStringParameters: listsOf(query),
      stageVariables: {},
    },
    times: { requestTime: clfTime(now), requestTimeEpoch: now },
    requestContext: { ...CONTEXT, requestId: randomUUID() },
  };
}

const API = arn("execute-api", "a1b2c3d4e5/prod");

const PROTOCOL = "HTTP/1.1";

const CONTEXT = {
  accountId: ACCOUNT,
  apiId: "a1b2c3d4e5",
  domainName: `a1b2c3d4e5.execute-api.${REGION}.amazonaws.com`,
  domainPrefix: "a1b2c3d4e5",
  stage: "prod",
};

/** A caller without an identity of AWS. */
const NOBODY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

function listsOf(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
