import { ALLOWED, caught, DENIED, decided, decision, NOTHING, unexpected } from "./identity-words.js";
import { type Native, ofWire } from "./mutant.js";
import { verifying } from "./verified.js";

/** An answer of Azure Functions with another status or JSON. */
const answered =
  (change: (json: Native, status: number) => { readonly json: Native; readonly status?: number }) =>
  (result: Native): Native => {
    const text = result.body === undefined ? "" : String(Buffer.from(result.body));
    if (!text.startsWith("{")) return result;
    const { json, status = result.status } = change(JSON.parse(text), result.status);
    return { ...result, status, body: JSON.stringify(json) };
  };

/** The JSON of an answer with some of its text replaced. */
const replaced = (from: string, to: string) =>
  answered((json) => ({ json: JSON.parse(JSON.stringify(json).replaceAll(from, to)) }));

/** The answer that adds claims to a token. */
const withClaims = (claims: object) => ({
  data: {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
    actions: [{ "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims }],
  },
});

/** The library's request with other JSON. */
async function withJson(request: Native, change: (json: Native) => Native): Promise<Native> {
  const { method, url, headers } = request;
  const bytes = Buffer.from(JSON.stringify(change(JSON.parse(await request.text()))));
  const body = new Uint8Array(bytes).buffer;
  const kept = new Headers([...headers].filter(([name]) => name !== "content-length"));
  return {
    method,
    url,
    headers: new Headers([...kept, ["content-length", String(bytes.length)]]),
    body: new Response(body).body,
    arrayBuffer: async () => body,
    text: async () => String(bytes),
  };
}

const RIGHT_SECRET =
  "a hook with the right secret is handled, and one with a wrong secret, or none, is answered 401";

/** Adapters that answer a token's custom claims provider wrongly. */
export const entraTokenMutants = ofWire("azure/entra-token", [
  {
    name: "verify is not called",
    options: verifying(() => "platform"),
    caughtBy: [RIGHT_SECRET, "a verify that is not true refuses a hook: it throws"],
  },
  {
    name: "without the option events, everybody may ask",
    options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
    caughtBy: ["without the option events, a hook is answered 401, and one log line says how to verify it"],
  },
  {
    name: "a denial is a token without claims",
    result: answered((json, code) => (code === 403 ? { json: withClaims({}), status: 200 } : { json })),
    caughtBy: [DENIED],
  },
  {
    name: "a failure is a token without claims, so that the user is not bothered",
    result: answered((json, code) => (code === 500 ? { json: withClaims({}), status: 200 } : { json })),
    caughtBy: [NOTHING, unexpected("error"), unexpected("hostile")],
  },
  {
    name: "an answer without claims has no object for them",
    result: replaced('"claims":{}', '"claims":null'),
    caughtBy: [ALLOWED],
  },
  {
    name: "an answer without claims has no action",
    result: answered((json) => ({
      json: JSON.stringify(json).includes('"claims":{}') ? { data: { ...json.data, actions: [] } } : json,
    })),
    caughtBy: [ALLOWED],
  },
  {
    name: "types are written as Microsoft Graph writes them, with a #",
    result: replaced('"microsoft.graph.', '"#microsoft.graph.'),
    caughtBy: [ALLOWED, "claims are added"],
  },
  {
    name: "claims are a list of names and values",
    result: answered((json) => ({
      json: json.data
        ? withClaims(
            Object.entries(json.data.actions[0].claims).map(([id, value]) => ({ id, value })) as Native,
          )
        : json,
    })),
    caughtBy: ["claims are added"],
  },
  {
    name: "claims are beside the action",
    result: answered((json) => ({
      json: json.data ? { ...withClaims({}), claims: json.data.actions[0].claims } : json,
    })),
    caughtBy: ["claims are added"],
  },
  {
    name: "the client is the resource of the token",
    event: (request) =>
      withJson(request, ({ data, ...json }) => ({
        ...json,
        data: {
          ...data,
          authenticationContext: { ...data.authenticationContext, clientServicePrincipal: undefined },
        },
      })),
    caughtBy: ["the event has the client that the user signs in to"],
  },
]);

/** Adapters that answer a sign-up wrongly. */
export const entraSignUpMutants = ofWire("azure/entra-sign-up", [
  {
    name: "a denial lets the user continue, with its reason",
    result: replaced("showBlockPage", "continueWithDefaultBehavior"),
    caughtBy: [DENIED],
  },
  {
    name: "a denial has no reason",
    result: answered((json) => ({
      json: JSON.stringify(json).includes("showBlockPage")
        ? JSON.parse(JSON.stringify(json).replace(/"message":"[^"]*"/, '"message":"Denied."'))
        : json,
    })),
    caughtBy: ["the reason of a denial reaches the user"],
  },
  {
    name: "an error is a denial with its message",
    function: caught((error) => decision("deny", { reason: String((error as Native)?.message) })),
    caughtBy: [unexpected("error"), unexpected("later-error")],
  },
  {
    name: "attributes are given as those that a form begins with",
    result: replaced("modifyAttributeValues", "setPrefillValues"),
    caughtBy: ["attributes are set"],
  },
  {
    name: "attributes are set, and the flow continues: two actions",
    result: answered((json) => ({
      json: json.data?.actions[0].attributes
        ? {
            data: {
              ...json.data,
              actions: [
                ...json.data.actions,
                { "@odata.type": "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior" },
              ],
            },
          }
        : json,
    })),
    caughtBy: ["attributes are set"],
  },
  {
    name: "claims are dropped where they have no place",
    function: decided((given) => (given?.claims ? decision("allow") : given)),
    caughtBy: ["claims that a moment has no place for stop the user, and the log says why"],
  },
  {
    name: "a code is answered as a sign-up is",
    result: replaced(".OtpSend.", ".otpSend."),
    caughtBy: [ALLOWED],
  },
]);

/** Adapters that answer the start of a sign-up wrongly. */
export const entraStartMutants = ofWire("azure/entra-sign-up-start", [
  {
    name: "attributes fill the form, where the user can change them",
    function: decided((given) => (given?.attributes ? decision("allow") : given)),
    caughtBy: ["attributes that a moment has no place for stop the user, and the log says why"],
  },
  {
    name: "the answer is that of the form's end",
    result: replaced("ttributeCollectionStart", "ttributeCollectionSubmit"),
    caughtBy: [ALLOWED, DENIED],
  },
]);
