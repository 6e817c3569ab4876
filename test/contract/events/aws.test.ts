import { isIP } from "node:net";
import { adapt } from "@onefn/aws";
import { http, json, message } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly ip: string | undefined;
}

const seeRequest = http(async (request, context) =>
  json({
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    body: Buffer.from(await request.arrayBuffer()).toString("base64"),
    ip: context.client.ip,
  } satisfies Seen),
);

const quiet = { log: () => {} };

/** Files of other triggers that contain a plain http request. */
const HTTP_IN_DISGUISE = [
  "aws/authorizer/dotnet-values-get-customauthorizer-apigateway-request.json",
  "aws/response/dotnet-compressresponse-get-alb-request.json",
  "aws/response/dotnet-compressresponse-get-apigateway-request.json",
  "aws/response/sam-cloudfront_CloudFrontMultipleRemoteCallsAggregateResponse.json",
  "aws/response/sam-cloudfront_CloudFrontResponseGeneration.json",
];
/** Made to be rejected: the path is missing. */
const BROKEN = ["aws/http/ptts-lambda_invalid.json"];
/** A scheduled rule on a function without a schedule, which keeps it warm. */
const WARM = [
  "aws/schedule/java-cloudwatch_event.json",
  "aws/schedule/rust-example-eventbridge-schedule.json",
];

/** The sentence that names an event's likely source: one of AWS's names, and nothing else from the event. */
const NAMED =
  /\(message\)\. Seen in it: (?:aws[:.][\w-]+|awslogs|triggerSource|\w+Arn|ResponseURL|tasks|stash|requestContext|detail)\. This/;

/** Events without a name: the list of names is in every bundle, so it is kept short. */
const UNNAMED: Readonly<Record<string, RegExp>> = {
  "they are no events, but what functions answer": /^aws\/response\//,
  "their samples lack or misspell members":
    /\/(?:ptts-apigw-\w+_invalid|sam-kinesis_KinesisFirehoseApachelog)\.json$/,
  "Cognito Sync, which AWS has replaced by AppSync":
    /\/(?:go-cognito-event|java-cognito_sync_event|sam-cognito_CognitoSyncTrigger)\.json$/,
  "AWS IoT's own hooks": /\/go-iot-(?:1-click|custom-auth)/,
  "Lex and Connect, whose functions are chosen in their consoles":
    /[-_]lex[-_]event|connect(?:ContactFlow|-event)/,
  "tools whose functions are their own: CodePipeline, CodeDeploy, Secrets Manager, dashboards":
    /odePipelineEvent|codepipeline-job|codeDeployLifecycle|secret|cloudWatchDashboard/,
  "CloudTrail's records, which reach functions through EventBridge": /cloudtrail-unknown/,
};

function isNamed(file: string): boolean {
  return !Object.values(UNNAMED).some((each) => each.test(file));
}

describeRecorded("events of AWS", () => {
  const events = recorded("aws");
  const isHttp = (file: string) =>
    (file.startsWith("aws/http/") && !BROKEN.includes(file)) || HTTP_IN_DISGUISE.includes(file);
  const isQueue = (event: Native) => event.Records?.[0]?.eventSource === "aws:sqs";
  const isStream = (event: Native) => event.Records?.[0]?.eventSource === "aws:dynamodb";
  const isShard = (event: Native) => event.Records?.[0]?.eventSource === "aws:kinesis";
  const isKafka = (event: Native) => /kafka/i.test(event.eventSource);
  const isBucket = (event: Native) => event.Records?.[0]?.eventSource === "aws:s3";
  const isBucketOnBus = (event: Native) => event.source === "aws.s3";
  const isCluster = (event: Native) => event.eventSource === "aws:docdb";
  const isTopic = (event: Native) => event.Records?.[0]?.EventSource === "aws:sns";
  const isBus = (event: Native) => event["detail-type"] !== undefined && event.detail !== undefined;
  const isEvent = (event: Native) =>
    Boolean(event.awslogs ?? event.alarmArn) || event.Records?.[0]?.eventSource === "aws:ses";
  const isCalled = (event: Native) => "invocationSchemaVersion" in event || "ResponseURL" in event;
  const isTransform = (event: Native) => "deliveryStreamArn" in event;
  const isHook = (event: Native) =>
    (/^[A-Z]/.test(event.triggerSource ?? "") && event.userPoolId !== undefined) ||
    (event.type !== undefined && (event.methodArn ?? event.routeArn) !== undefined);
  const isBroker = (event: Native) => /^aws:(?:a?mq|rmq)$/.test(event.eventSource);

  describe("recorded http events", () => {
    const handler = adapt(seeRequest, quiet);
    test.each(events.filter(([file]) => isHttp(file)))("%s arrives with its own values", async (_, event) => {
      const before = structuredClone(event);
      const result = (await handler(event)) as Native;
      if (hasBrokenBase64(event)) {
        expect(result.statusCode).toBe(400);
        return;
      }
      const seen: Seen = JSON.parse(result.body);
      const { pathname, searchParams, host } = new URL(seen.url);
      const told = tell(event);
      expect(seen.method).toBe(told.method);
      expect(decodeURI(pathname)).toBe(decodeURI(new URL(told.path, "http://x").pathname));
      expect([...searchParams]).toEqual(told.query);
      expect(host).toBe(told.host.toLowerCase());
      expect(sorted(seen.headers)).toEqual(sorted(told.headers));
      expect(seen.body).toBe(told.body);
      expect(seen.ip).toBe(told.ip);
      expect(result.statusCode ?? Number(result.status)).toBe(200);
      expect(event).toEqual(before);
    });
  });

  describe("recorded SQS events", () => {
    test.each(events.filter(([, event]) => isQueue(event)))(
      "%s arrives with its own values",
      async (_, event) => {
        const seen: Native[] = [];
        const handler = adapt(
          message(async (each) => {
            seen.push({
              id: each.id,
              data: each.data,
              attempt: each.attempt,
              sent: each.enqueuedAt?.getTime(),
            });
          }),
          quiet,
        );
        // Some samples hold a parsed body, which SQS never sends. Such a record is rejected alone.
        const [whole, broken] = [true, false].map((isText) =>
          event.Records.filter((record: Native) => (typeof record.body === "string") === isText),
        );
        expect(await handler(event)).toEqual({
          batchItemFailures: broken.map((record: Native) => ({ itemIdentifier: record.messageId })),
        });
        expect(seen).toEqual(
          whole.map((record: Native) => ({
            id: record.messageId,
            data: record.body,
            attempt: Number(record.attributes.ApproximateReceiveCount),
            sent: Number(record.attributes.SentTimestamp) || undefined,
          })),
        );
      },
    );
  });

  describe("events of kinds that these functions do not have", () => {
    const handler = adapt({ seeRequest, take: message(() => {}) });
    const isOwn = [
      isQueue,
      isShard,
      isKafka,
      isTopic,
      isStream,
      isCluster,
      isBucket,
      isBucketOnBus,
      isBroker,
      isBus,
      isEvent,
      isCalled,
      isTransform,
      isHook,
    ];
    const others = events.filter(([file, event]) => !isHttp(file) && !isOwn.some((each) => each(event)));
    test.each(others)("%s is refused with an error", async (file, event) => {
      await expect(handler(event)).rejects.toMatchObject({
        code: "ONEFN_UNKNOWN_EVENT",
        message: expect.stringMatching(isNamed(file) ? NAMED : /\(message\)\. This entry recognises/),
      });
    });
    test.each(events.filter(([, event]) => isCalled(event)))(
      "%s is refused as the call of a task",
      async (_, event) => {
        await expect(handler(event)).rejects.toMatchObject({
          code: "ONEFN_WRONG_KIND",
          message: expect.stringMatching(/ event of kind task reached /),
        });
      },
    );
    test.each(events.filter(([, event]) => isHook(event)))(
      "%s is refused as a hook of an identity function",
      async (_, event) => {
        await expect(handler(event)).rejects.toMatchObject({
          code: "ONEFN_WRONG_KIND",
          message: expect.stringMatching(/ event of kind identity reached /),
        });
      },
    );
    test.each(events.filter(([file]) => WARM.includes(file)))(
      "%s keeps the function warm",
      async (_, event) => {
        expect(await handler(event)).toBe("warm");
      },
    );
  });
});

/** The request in an event, read without any code of the adapter. */
function tell(event: Native) {
  const cf = event.Records?.[0]?.cf.request;
  const source = cf ?? event;
  const headers: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries<Native>(event.multiValueHeaders ?? source.headers ?? {})) {
    for (const each of [value].flat()) headers.push([name.toLowerCase(), each.value ?? each]);
  }
  if (event.cookies?.length) headers.push(["cookie", event.cookies.join("; ")]);
  const body = cf ? cf.body?.data : event.body;
  const bytes = Buffer.from(body ?? "", event.isBase64Encoded || event.is_base64_encoded ? "base64" : "utf8");
  const forwarded = headers.filter(([name]) => name === "x-forwarded-for").at(-1)?.[1];
  const context = event.requestContext ?? {};
  const gatewayIp = context.http?.sourceIp ?? context.identity?.sourceIp ?? cf?.clientIp;
  return {
    method: cf?.method ?? context.http?.method ?? event.httpMethod ?? event.method,
    path: encodeURI(cf?.uri ?? event.rawPath ?? event.path ?? event.raw_path).replace(
      /%25(?=[\da-f]{2})/gi,
      "%",
    ),
    query: queryOf(event, cf),
    host: hostOf([headers.find(([name]) => name === "host")?.[1], context.domainName]),
    headers,
    body: bytes.toString("base64"),
    ip: addressIn(gatewayIp ?? forwarded?.split(",").at(-1)?.trim() ?? ""),
  };
}

/** Placeholders such as `IP` are not addresses. */
function addressIn(text: string): string | undefined {
  return isIP(text) === 0 ? undefined : text;
}

/** Placeholders such as `<url-id>` are not hosts. */
function hostOf(names: readonly (string | undefined)[]): string {
  return names.find((name) => name && !/[<{*]/.test(name)) ?? "localhost";
}

/** Several samples mark a body as base64 that is not: the request is rejected, so that it is not read wrongly. */
function hasBrokenBase64(event: Native): boolean {
  return event.isBase64Encoded === true && /[^\w+/=-]/.test(event.body ?? "");
}

function queryOf(event: Native, cf: Native): [string, string][] {
  const raw: string | undefined = cf?.querystring ?? event.rawQueryString;
  if (raw !== undefined) return [...new URLSearchParams(raw)];
  const parameters =
    event.multiValueQueryStringParameters ??
    event.queryStringParameters ??
    (event.raw_path && event.query_string_parameters) ??
    {};
  const pairs = Object.entries<string | string[]>(parameters).flatMap(([key, value]) =>
    [value].flat().map((each): [string, string] => [key, each]),
  );
  const isEncoded = event.requestContext?.elb !== undefined;
  return isEncoded ? [...new URLSearchParams(pairs.map((pair) => pair.join("=")).join("&"))] : pairs;
}

/** Headers can be joined, so only the values of each name are compared. */
function sorted(headers: readonly (readonly [string, string])[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = byName.get(name);
    const separator = name === "cookie" ? "; " : ", ";
    byName.set(name, before === undefined ? value : before + separator + value);
  }
  return [...byName].map(([name, value]) => `${name}: ${value}`).sort();
}
