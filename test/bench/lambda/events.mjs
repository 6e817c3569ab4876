// Events as API Gateway and an Application Load Balancer send them, with the headers of a browser.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html

const host = "r3pmxmplak.execute-api.eu-central-1.amazonaws.com";
const cookies = ["session=6f1c2a90b7", "theme=dark"];

const browserHeaders = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en-GB,en;q=0.9,de;q=0.8",
  "cache-control": "max-age=0",
  host,
  priority: "u=0, i",
  referer: "https://www.example.com/start",
  "sec-ch-ua": '"Chromium";v="142", "Not_A Brand";v="99"',
  "sec-ch-ua-mobile": "?0",
  "sec-ch-ua-platform": '"Linux"',
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "same-site",
  "sec-fetch-user": "?1",
  "upgrade-insecure-requests": "1",
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
  "x-amzn-trace-id": "Root=1-6740a1b2-0123456789abcdef01234567",
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-port": "443",
  "x-forwarded-proto": "https",
};

/** Builders of native events: `{ method, path, query, type, body, base64 }` to what the provider would send. */
export const wires = {
  "api-gateway-v2": ({ method, path, query = "", type, body, base64 = false }) => ({
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    cookies,
    headers: headersOf(type, body),
    ...(query && { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      accountId: "123456789012",
      apiId: "r3pmxmplak",
      domainName: host,
      domainPrefix: "r3pmxmplak",
      http: {
        method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: "203.0.113.7",
        userAgent: browserHeaders["user-agent"],
      },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: "$default",
      stage: "$default",
      time: "22/Nov/2026:12:00:00 +0000",
      timeEpoch: 1795348800000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: base64,
  }),

  "api-gateway-v1": ({ method, path, query = "", type, body = null, base64 = false }) => {
    const headers = Object.fromEntries(
      Object.entries({ ...headersOf(type, body ?? undefined), cookie: cookies.join("; ") }).map(
        ([name, value]) => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value],
      ),
    );
    const parameters = query ? Object.fromEntries(new URLSearchParams(query)) : null;
    return {
      resource: "/{proxy+}",
      path,
      httpMethod: method,
      headers,
      multiValueHeaders: listed(headers),
      queryStringParameters: parameters,
      multiValueQueryStringParameters: parameters && listed(parameters),
      pathParameters: { proxy: path.slice(1) },
      stageVariables: null,
      requestContext: {
        accountId: "123456789012",
        apiId: "r3pmxmplak",
        domainName: host,
        domainPrefix: "r3pmxmplak",
        extendedRequestId: "JKJaXmPLvHcESHA=",
        httpMethod: method,
        identity: { sourceIp: "203.0.113.7", userAgent: browserHeaders["user-agent"] },
        path: `/prod${path}`,
        protocol: "HTTP/1.1",
        requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        requestTime: "22/Nov/2026:12:00:00 +0000",
        requestTimeEpoch: 1795348800000,
        resourceId: "0vxmpl",
        resourcePath: "/{proxy+}",
        stage: "prod",
      },
      body,
      isBase64Encoded: base64,
    };
  },

  alb: ({ method, path, query = "", type, body = "", base64 = false }) => ({
    requestContext: {
      elb: {
        targetGroupArn:
          "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/bench/49e9d65c45c6791a",
      },
    },
    httpMethod: method,
    path,
    // The load balancer hands query values on as the client encoded them.
    queryStringParameters: query ? Object.fromEntries(query.split("&").map((pair) => pair.split("="))) : {},
    headers: { ...headersOf(type, body || undefined), cookie: cookies.join("; ") },
    body,
    isBase64Encoded: base64,
  }),
};

/** A pool of equal events and contexts, each parsed from JSON as Lambda's runtime does it. */
export function invocations(wire, request, count = 64) {
  const text = JSON.stringify(wires[wire](request));
  return Array.from({ length: count }, (_, index) => ({
    event: JSON.parse(text),
    context: lambdaContext(index),
  }));
}

/** What Lambda gives as the second argument. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function lambdaContext(index = 0) {
  const deadline = Date.now() + 900_000;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: "bench",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:bench",
    memoryLimitInMB: "1024",
    awsRequestId: `8476a536-e9f4-11e8-9739-${String(index).padStart(12, "0")}`,
    logGroupName: "/aws/lambda/bench",
    logStreamName: "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function headersOf(type, body) {
  if (body === undefined) return { ...browserHeaders };
  return { ...browserHeaders, "content-type": type, "content-length": String(Buffer.byteLength(body)) };
}

function listed(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
