import type { IdentityMoment } from "onefn";

/** An application, as Entra tells of it. */
interface ServicePrincipal {
  readonly id?: string;
  readonly appId?: string;
  readonly appDisplayName?: string;
  readonly displayName?: string;
}

/**
 * The request by which Microsoft Entra calls a custom authentication extension. Which parts `data` has depends on the
 * event.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-claims-provider-reference
 */
export interface EntraEvent {
  /** `microsoft.graph.authenticationEvent.` and the event's name, such as `tokenIssuanceStart`. */
  readonly type: string;
  /** `/tenants/<id>/applications/<id>` */
  readonly source?: string;
  readonly data: {
    readonly tenantId?: string;
    readonly authenticationEventListenerId?: string;
    readonly customAuthenticationExtensionId?: string;
    readonly authenticationContext: {
      readonly correlationId?: string;
      readonly client?: { readonly ip?: string; readonly locale?: string; readonly market?: string };
      readonly protocol?: string;
      /** With `emailOtpSend`: what the code is for, such as `signUp`. */
      readonly requestType?: string;
      readonly clientServicePrincipal?: ServicePrincipal;
      readonly resourceServicePrincipal?: ServicePrincipal;
      /** With `tokenIssuanceStart`. */
      readonly user?: Readonly<Record<string, unknown>> & { readonly id?: string; readonly mail?: string };
    };
    /** With `attributeCollectionStart` and `attributeCollectionSubmit`. */
    readonly userSignUpInfo?: {
      readonly attributes?: Readonly<Record<string, { readonly value?: unknown }>>;
      readonly identities?: readonly {
        readonly signInType?: string;
        readonly issuer?: string;
        readonly issuerAssignedId?: string;
      }[];
    };
    /** With `emailOtpSend`. */
    readonly otpContext?: {
      /** The address that the code is for. */
      readonly identifier: string;
      /** Entra also writes it in small letters; here it is always this one. Keep it out of logs. */
      readonly oneTimeCode: string;
    };
  };
}

/** The events that are read, and what each is. */
export const MOMENTS = {
  tokenIssuanceStart: "token",
  attributeCollectionStart: "signUp",
  attributeCollectionSubmit: "signUp",
  emailOtpSend: "message",
} as const satisfies Readonly<Record<string, IdentityMoment>>;

const PREFIX = "microsoft.graph.authenticationEvent.";

/** The event's name. */
export function hookOf({ type }: EntraEvent): keyof typeof MOMENTS {
  return type.slice(PREFIX.length) as keyof typeof MOMENTS;
}

/** The event in a request's JSON. Nobody verifies it here. Undefined: it is no request of Entra's. */
export function entraEventIn(json: unknown): EntraEvent | undefined {
  try {
    const event = json as EntraEvent;
    const { data } = event;
    if (!event.type.startsWith(PREFIX) || !isObject(data.authenticationContext)) return undefined;
    const hook = hookOf(event);
    if (hook === "tokenIssuanceStart")
      return typeof data.authenticationContext.user?.id === "string" ? event : undefined;
    if (hook !== "emailOtpSend")
      return Object.hasOwn(MOMENTS, hook) && isObject(data.userSignUpInfo) ? event : undefined;
    const { identifier, ...codes } = data.otpContext as NonNullable<typeof data.otpContext>;
    const { onetimecode, oneTimeCode = onetimecode } = codes as { readonly [name: string]: unknown };
    if (typeof identifier !== "string" || typeof oneTimeCode !== "string") return undefined;
    return { ...event, data: { ...data, otpContext: { identifier, oneTimeCode } } };
  } catch {
    // Of another shape.
    return undefined;
  }
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;
