/** A policy that says who may call which method of an API. */
interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Action: "execute-api:Invoke";
    readonly Effect: "Allow" | "Deny";
    readonly Resource: string | readonly string[];
  }[];
}

/** An authorizer's answer as a policy. */
export interface PolicyResponse {
  /** The caller, in `context.auth.subject` of the API's function. */
  readonly principalId: string;
  readonly policyDocument: PolicyDocument;
  /** What the API's function gets, in `context.auth.claims`. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /** The API key whose usage plan counts the request, if the API takes keys from its authorizer. */
  readonly usageIdentifierKey?: string | undefined;
}

/** An authorizer's simple answer, for HTTP APIs. */
export interface SimpleResponse {
  readonly isAuthorized: boolean;
  readonly context?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * An answer in API Gateway's own words, for `allow({ platform })`. Its members replace those of the answer to an allow(),
 * such as a policy for all methods of a stage, which can be cached. A `context` beside claims is refused, and so is any of
 * it where the answer is a simple one.
 *
 * @example
 * return allow({ platform: authorizerResponse({ usageIdentifierKey: customer.apiKey }) });
 */
export function authorizerResponse(response: Partial<PolicyResponse>): {
  readonly hook: string;
  readonly response: object;
} {
  return { hook: "authorizer", response };
}
