import type { Auth } from "onefn/provider";
import { asRecord } from "./native.js";

/**
 * The caller in API Gateway's payload 2.0 and in Function URLs: a JWT authorizer's claims, an IAM identity, a Lambda
 * authorizer's context, or the certificate of mutual TLS. The gateway has verified each of them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export function authOfV2(requestContext: unknown): Auth | undefined {
  const { authorizer, authentication } = asRecord(requestContext);
  const { jwt, iam, lambda } = asRecord(authorizer);
  if (jwt) return bySubject("jwt", asRecord(jwt).claims, "sub");
  if (iam) return bySubject("iam", iam, "userArn");
  if (lambda) return byLambda(lambda);
  return byCertificate(asRecord(authentication).clientCert);
}

/**
 * The caller in payload 1.0: the claims of a Cognito authorizer (REST) or a JWT authorizer (HTTP API), a Lambda
 * authorizer's context, an IAM identity, or the certificate of mutual TLS. The gateway has verified each of them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export function authOfV1(requestContext: unknown, version: unknown): Auth | undefined {
  const { authorizer, identity } = asRecord(requestContext);
  const { claims, ...context } = asRecord(authorizer);
  // A Lambda authorizer may pass on any value, but only as text.
  if (Object(claims) === claims) return bySubject(version === "1.0" ? "jwt" : "cognito", claims, "sub");
  if (context.principalId !== undefined) return byLambda(authorizer);
  const { userArn, clientCert } = asRecord(identity);
  return userArn ? bySubject("iam", identity, "userArn") : byCertificate(clientCert);
}

/** An identity whose subject is one of its members. */
export function bySubject(type: string, identity: unknown, subject: string): Auth {
  const claims = asRecord(identity);
  const value = claims[subject];
  return { type, subject: typeof value === "string" ? value : undefined, claims };
}

function byLambda(context: unknown): Auth {
  return bySubject("lambda", context, "principalId" in asRecord(context) ? "principalId" : "sub");
}

function byCertificate(certificate: unknown): Auth | undefined {
  return certificate ? bySubject("mtls", certificate, "subjectDN") : undefined;
}
