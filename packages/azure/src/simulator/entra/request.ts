import { randomUUID } from "node:crypto";

/** What Microsoft Entra asks about. */
export interface EntraOptions {
  /** The user's id, at `tokenIssuanceStart`; the others have none. */
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  /** More of the user at `tokenIssuanceStart`, such as `userType`; at a sign-up, what the form collects. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** The code to send, at `emailOtpSend`. Default: `12345678`. */
  readonly oneTimeCode?: string | undefined;
  /** The application that the user signs in to. */
  readonly app?: string | undefined;
  readonly ip?: string | undefined;
  /** The tenant's id. */
  readonly tenant?: string | undefined;
}

/** The body of a request of Entra's. */
export interface EntraRequest {
  readonly type: string;
  readonly source: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The event's own part of `data`, and what `authenticationContext` has besides. */
interface Asked {
  readonly data: object;
  readonly context?: object;
}

type Hook = "tokenIssuanceStart" | "attributeCollectionStart" | "attributeCollectionSubmit" | "emailOtpSend";

/**
 * The body of the request by which Microsoft Entra calls a custom authentication extension. Its bearer token is a header:
 * adapt with `verify: "platform"` in tests, or write one.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-claims-provider-reference
 * @example
 * const body = JSON.stringify(entra("tokenIssuanceStart", { email: "ann@example.com" }));
 * const { request, context } = await httpRequest("POST /api/extension", { body });
 * await adapt(addTenant, { events: { verify: "platform" } })(request, context);
 * @trigger entra-token entra-sign-up entra-sign-up-start
 */
export function entra(hook: Hook, options: EntraOptions = {}): EntraRequest {
  const {
    app = "3fa1c1f2-6f3b-4c1e-9a59-0d2b5a7c9e11",
    ip = "198.51.100.7",
    tenant = "5f0e6c1a-4c55-4a0e-8f3e-2f6d8a4b7c90",
  } = options;
  const principal = { id: randomUUID(), appId: app, appDisplayName: "Shop", displayName: "Shop" };
  const { data, context = {} } = asked(hook, options);
  return {
    type: `microsoft.graph.authenticationEvent.${hook}`,
    source: `/tenants/${tenant}/applications/${app}`,
    data: {
      "@odata.type": `microsoft.graph.${hook === "emailOtpSend" ? "onOtpSend" : `on${hook.charAt(0).toUpperCase()}${hook.slice(1)}`}CalloutData`,
      tenantId: tenant,
      authenticationEventListenerId: randomUUID(),
      customAuthenticationExtensionId: randomUUID(),
      authenticationContext: {
        correlationId: randomUUID(),
        client: { ip, locale: "en-us", market: "en-us" },
        protocol: "OAUTH2.0",
        clientServicePrincipal: principal,
        resourceServicePrincipal: principal,
        ...context,
      },
      ...data,
    },
  };
}

function asked(
  hook: Hook,
  { id = randomUUID(), email = "ann@example.com", attributes = {}, oneTimeCode = "12345678" }: EntraOptions,
): Asked {
  if (hook === "emailOtpSend")
    return {
      data: { otpContext: { identifier: email, onetimecode: oneTimeCode } },
      context: { requestType: "signUp" },
    };
  if (hook === "tokenIssuanceStart") {
    const user = { id, mail: email, userPrincipalName: email, userType: "Member", ...attributes };
    return { data: {}, context: { user } };
  }
  const identity = { signInType: "email", issuer: "shop.onmicrosoft.com", issuerAssignedId: email };
  const collected = Object.entries(attributes).map(
    ([name, value]) => [name, attribute(name, value)] as const,
  );
  return { data: { userSignUpInfo: { attributes: Object.fromEntries(collected), identities: [identity] } } };
}

const TYPES: Readonly<Record<string, string>> = { string: "string", number: "int64", boolean: "boolean" };

function attribute(name: string, value: string | number | boolean) {
  return {
    "@odata.type": `microsoft.graph.${TYPES[typeof value]}DirectoryAttributeValue`,
    value,
    attributeType: name.startsWith("extension_") ? "directorySchemaExtension" : "builtIn",
  };
}
