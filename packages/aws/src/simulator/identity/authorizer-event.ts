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
  const headers: Record<string, string> = {
    ...(credentials !== undefined && { authorization: credentials }),
    ...more,
  };
  const now = Date.now();
  const userAgent = headers["user-agent"] ?? "simulated";
  const requestContext = { ...CONTEXT, requestId: randomUUID() };
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
      pathParameters: {},
      stageVariables: {},
      requestContext: {
        ...requestContext,
        time: clfTime(now),
        timeEpoch: now,
        routeKey,
        http: { method, path, protocol: PROTOCOL, sourceIp, userAgent },
      },
    };
  }
  const parts = {
    headers,
    multiValueHeaders: listsOf(headers),
    queryStringParameters: query,
    multiValueQueryStringParameters: listsOf(query),
    stageVariables: {},
  };
  const times = { requestTime: clfTime(now), requestTimeEpoch: now };
  if (type === "WEBSOCKET") {
    return {
      type: "REQUEST",
      methodArn: `${api}/$connect`,
      ...parts,
      requestContext: {
        ...requestContext,
        ...times,
        routeKey: "$connect",
        eventType: "CONNECT",
        messageDirection: "IN",
        connectedAt: now,
        connectionId: "abc=",
        identity: { sourceIp },
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

function listsOf(values: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
