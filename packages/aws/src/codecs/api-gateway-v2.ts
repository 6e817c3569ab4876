import {
  type AdaptOptions,
  type Auth,
  absoluteUrl,
  clientBehind,
  createRequest,
  type Decoding,
  errorResponse,
  forwardedValue,
  type HttpCodec,
  parseTraceparent,
  type RequestSource,
  stripBasePath,
} from "onefn/provider";
import { asRecord, type LambdaContext, type StringMap } from "../native.js";
import { fromXRay } from "../trace.js";
import { type ResultBody, requestBody, requestBodySize, type WireBody } from "./body.js";
import { encodeWith, readHead } from "./response.js";

/**
 * An event of payload format 2.0: HTTP APIs and Function URLs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface ApiGatewayV2Event extends WireBody {
  readonly version: "2.0";
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: StringMap;
  readonly cookies?: readonly string[];
  readonly requestContext: {
    readonly domainName?: string;
    readonly http: { readonly method: string; readonly sourceIp?: string };
    readonly authorizer?: unknown;
  };
}

/** A result of payload format 2.0. */
export interface ApiGatewayV2Result extends ResultBody {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** What is left of a path when `%2F` and its like are decoded and only the illegal is escaped again. */
const ILLEGAL_IN_PATH = /[^\w.~!$&'()*+,;=:@/%-]|%(?![\da-f]{2})/gi;

class V2Source implements RequestSource {
  readonly #event: ApiGatewayV2Event;
  readonly #decoding: Decoding;

  constructor(event: ApiGatewayV2Event, decoding: Decoding) {
    this.#event = event;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#event.requestContext.http.method;
  }

  url(): string {
    const { rawPath, rawQueryString, headers, requestContext } = this.#event;
    const { basePath, trustedProxies } = this.#decoding.options;
    const path = stripBasePath(rawPath, basePath).replace(ILLEGAL_IN_PATH, encodeURIComponent);
    const host = forwardedValue(headers["x-forwarded-host"], trustedProxies) ?? headers.host;
    const query = rawQueryString ? `?${rawQueryString}` : "";
    return absoluteUrl("https", host, requestContext.domainName, path + query);
  }

  header(name: string): string | null {
    return headerOf(this.#event, name);
  }

  *headers(): Iterable<readonly [string, string]> {
    const { headers, cookies } = this.#event;
    for (const name of Object.keys(headers)) {
      const value = headers[name];
      if (typeof value === "string") yield [name.toLowerCase(), value];
    }
    if (cookies?.length) yield ["cookie", cookies.join("; ")];
  }

  body() {
    return requestBody(this.#event);
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** Format 2.0 has header names in lower case; `typeof` keeps inherited names such as `constructor` out. */
function headerOf(event: ApiGatewayV2Event, name: string): string | null {
  if (name === "cookie" && event.cookies?.length) return event.cookies.join("; ");
  const value = event.headers[name];
  return typeof value === "string" ? value : null;
}

/** API Gateway HTTP APIs, payload format 2.0. */
export const apiGatewayV2: HttpCodec<ApiGatewayV2Event, ApiGatewayV2Result, LambdaContext> = {
  arity: "single",
  trigger: "api-gateway-v2",
  matches(native) {
    const event = asRecord(native);
    return event.version === "2.0" && "http" in asRecord(event.requestContext);
  },
  decode: (event, decoding) => createRequest(new V2Source(event, decoding)),
  encode: encodeV2,
  head: (response) => {
    const { status, headers, cookies } = readHead(response);
    return { statusCode: status, headers, cookies };
  },
  fail: (error, event) => encodeV2(errorResponse(error), event),
  bodySize: requestBodySize,
  context: {
    trace: ({ headers }) =>
      parseTraceparent(headers.traceparent, headers.tracestate) ?? fromXRay(headers["x-amzn-trace-id"]),
    client: ({ headers, requestContext }, _, { trustedProxies }: AdaptOptions) => ({
      ip: clientBehind(requestContext.http.sourceIp, headers["x-forwarded-for"], trustedProxies),
      geo: undefined,
    }),
    auth: ({ requestContext }) => authOf(requestContext.authorizer),
  },
};

function encodeV2(
  response: Response,
  event: ApiGatewayV2Event,
): ApiGatewayV2Result | Promise<ApiGatewayV2Result> {
  return encodeWith(response, event.requestContext.http.method, ({ status, headers, cookies }, body) =>
    cookies.length > 0
      ? { statusCode: status, headers, cookies, ...body }
      : { statusCode: status, headers, body: body.body, isBase64Encoded: body.isBase64Encoded },
  );
}

/**
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
function authOf(authorizer: unknown): Auth | undefined {
  const { jwt, iam, lambda } = asRecord(authorizer);
  if (jwt) {
    const claims = asRecord(asRecord(jwt).claims);
    return { type: "jwt", subject: stringOf(claims.sub), claims };
  }
  if (iam) {
    const claims = asRecord(iam);
    return { type: "iam", subject: stringOf(claims.userArn), claims };
  }
  if (!lambda) return undefined;
  const claims = asRecord(lambda);
  return { type: "lambda", subject: stringOf(claims.principalId ?? claims.sub), claims };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
