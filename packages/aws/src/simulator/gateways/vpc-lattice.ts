import type { Auth } from "onefn/provider";
import { ACCOUNT, arn, REGION } from "../account.js";
import type { ClientRequest, HeaderLine } from "../client-request.js";
import { documentedText, eventBody } from "../event-body.js";
import { grouped, joined, lastValues, toRecord } from "../event-headers.js";
import { byName, rawPairs } from "../event-query.js";
import type { Arrival, Gateway } from "../gateway.js";
import { LAMBDA_TIMEOUT_LIMIT, PAYLOAD_LIMIT } from "../lambda/limits.js";
import {
  bodyOf,
  isString,
  objectOf,
  type Reply,
  singleHeaders,
  statusOf,
  withoutConnection,
} from "../reply.js";
import { latticeResult } from "../results.js";
import { jsonRefusals } from "./refusals.js";

const VPC = `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-0b8276c84697e7339`;

/**
 * An event of VPC Lattice, event structure version 1: one value for each name.
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html
 */
export function latticeV1Event(request: ClientRequest) {
  const headers = latticeHeaders(request);
  const { body, isBase64Encoded } = bodyFields(request, headers);
  return {
    raw_path: request.path,
    method: request.method,
    headers: joined(headers),
    query_string_parameters: lastValues(byName(rawPairs(request.query))),
    body,
    is_base64_encoded: isBase64Encoded,
  };
}

/**
 * An event of VPC Lattice, event structure version 2: lists of values, and the caller's identity.
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html
 */
export function latticeV2Event(request: ClientRequest, { now }: Arrival) {
  const headers = latticeHeaders(request);
  return {
    version: "2.0",
    path: request.path,
    method: request.method,
    headers: toRecord(headers),
    queryStringParameters: toRecord(byName(rawPairs(request.query))),
    ...bodyFields(request, headers),
    requestContext: {
      serviceNetworkArn: arn("vpc-lattice", "servicenetwork/sn-0bf3f2882e9cc805a"),
      serviceArn: arn("vpc-lattice", "service/svc-0a40eebed65f8d69c"),
      targetGroupArn: arn("vpc-lattice", "targetgroup/tg-6d0ecf831eec9f09"),
      identity: request.auth ? request.auth.claims : { sourceVpcArn: VPC },
      region: REGION,
      timeEpoch: String(now * 1000),
    },
  };
}

/** VPC Lattice appends the peer's address, and says nothing of TLS or a trace. */
function latticeHeaders(request: ClientRequest): Map<string, string[]> {
  const headers = grouped(request.headers);
  headers.set("x-forwarded-for", [[...(headers.get("x-forwarded-for") ?? []), request.ip].join(", ")]);
  return headers;
}

function bodyFields(request: ClientRequest, headers: Map<string, string[]>) {
  if (request.body.length > 0) return eventBody(request, headers, documentedText);
  return { body: "", isBase64Encoded: false };
}

function latticeReply(result: unknown): Reply {
  const { statusCode, headers, body, isBase64Encoded } = objectOf(result, "the result");
  return {
    status: statusOf(statusCode),
    headers: headers === undefined ? [] : withoutConnection(lastOfEachName(singleHeaders(headers, isString))),
    body: bodyOf(body, isBase64Encoded),
  };
}

/** It is not documented that names which differ only in letter case stay separate, so nothing may rely on it. */
function lastOfEachName(lines: readonly HeaderLine[]): HeaderLine[] {
  return [...new Map(lines.map((line) => [line[0].toLowerCase(), line])).values()];
}

/** How an auth policy describes a caller with a certificate. */
const latticeIdentity: Auth = {
  type: "iam",
  subject: `arn:aws:sts::${ACCOUNT}:assumed-role/example-role/057d00f8b51257ba3c853a0f248943cf`,
  claims: {
    sourceVpcArn: VPC,
    type: "AWS_IAM",
    principal: `arn:aws:sts::${ACCOUNT}:assumed-role/example-role/057d00f8b51257ba3c853a0f248943cf`,
    sessionName: "057d00f8b51257ba3c853a0f248943cf",
    x509SanDns: "example.com",
  },
};

const shared = {
  requestLimit: PAYLOAD_LIMIT,
  patience: LAMBDA_TIMEOUT_LIMIT,
  reply: latticeReply,
  refusals: jsonRefusals,
};

/** VPC Lattice, event structure version 1. */
export const vpcLatticeV1: Gateway = {
  ...shared,
  trigger: "vpc-lattice-v1",
  result: latticeResult,
  identities: [],
  event: latticeV1Event,
};

/** VPC Lattice, event structure version 2. */
export const vpcLatticeV2: Gateway = {
  ...shared,
  trigger: "vpc-lattice-v2",
  result: latticeResult,
  identities: [latticeIdentity],
  event: latticeV2Event,
};
