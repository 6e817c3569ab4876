import { type DocumentedResult, httpResult } from "onefn/simulator";
import type { entra } from "./request.js";

type Hook = Parameters<typeof entra>[0];

/** The answers to each event: the type of `data`, and each action with its members. */
const ANSWERS: Readonly<Record<Hook, { readonly data: string; readonly actions: readonly string[] }>> = {
  tokenIssuanceStart: {
    data: "onTokenIssuanceStart",
    actions: [String.raw`tokenIssuanceStart\.provideClaimsForToken","claims":\{.*\}`],
  },
  attributeCollectionStart: {
    data: "onAttributeCollectionStart",
    actions: [
      String.raw`attributeCollectionStart\.continueWithDefaultBehavior"`,
      String.raw`attributeCollectionStart\.setPrefillValues","inputs":\{.+\}`,
      String.raw`attributeCollectionStart\.showBlockPage",(?:"title":"[^"]*",)?"message":"[^"]+"`,
    ],
  },
  attributeCollectionSubmit: {
    data: "onAttributeCollectionSubmit",
    actions: [
      String.raw`attributeCollectionSubmit\.continueWithDefaultBehavior"`,
      String.raw`attributeCollectionSubmit\.modifyAttributeValues","attributes":\{.+\}`,
      String.raw`attributeCollectionSubmit\.showValidationError","message":"[^"]+","attributeErrors":\{.*\}`,
      String.raw`attributeCollectionSubmit\.showBlockPage",(?:"title":"[^"]*",)?"message":"[^"]+"`,
    ],
  },
  emailOtpSend: { data: "OnOtpSend", actions: [String.raw`OtpSend\.continueWithDefaultBehavior"`] },
};

/** What functions of these events may answer. Entra takes exactly one action, and names without a leading `#`. */
export function answersOf(hooks: readonly Hook[]): DocumentedResult {
  const bodies = hooks.map(
    (hook) =>
      String.raw`\{"data":\{"@odata\.type":"microsoft\.graph\.${ANSWERS[hook].data}ResponseData",` +
      String.raw`"actions":\[\{"@odata\.type":"microsoft\.graph\.(?:${ANSWERS[hook].actions.join("|")})\}\]\}\}`,
  );
  const denied = /^\{"error":\{"message":"Denied\."\}\}$/;
  return httpResult(
    [
      { status: 200, body: new RegExp(`^(?:${bodies.join("|")})$`) },
      { status: 403, body: denied },
      { status: 500, body: denied },
    ],
    [
      { status: 200, body: '{"allowed":true}' },
      { status: 200, body: '{"data":{"actions":[]}}' },
      {
        status: 200,
        body: '{"data":{"@odata.type":"#microsoft.graph.onTokenIssuanceStartResponseData","actions":[]}}',
      },
      { status: 403, body: '{"error":{"message":"secret"}}' },
    ],
  );
}
