import { type DocumentedResult, schema } from "onefn/simulator";
import type { entra } from "./request.js";

const { integer, literal, object, record, string, union } = schema;

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
  const json = (status: number, body: string) =>
    object({
      status: literal(status),
      contentType: string(/^application\/json/),
      headers: record(string()),
      body: string(new RegExp(`^(?:${body})$`)),
    });
  const denied = String.raw`\{"error":\{"message":"Denied\."\}\}`;
  const wrong = (status: number, body: string, contentType = "application/json") => ({
    status,
    contentType,
    headers: {},
    body,
  });
  return {
    schema: union(
      json(200, bodies.join("|")),
      json(403, denied),
      json(500, denied),
      object({
        status: integer(400, 599),
        contentType: string(/^text\/plain/),
        headers: record(string()),
        body: string(/^[\w ]*$/),
      }),
    ),
    wrong: [
      wrong(204, "", ""),
      wrong(200, '{"allowed":true}'),
      wrong(200, '{"data":{"actions":[]}}'),
      wrong(200, '{"data":{"@odata.type":"#microsoft.graph.onTokenIssuanceStartResponseData","actions":[]}}'),
      wrong(403, '{"error":{"message":"secret"}}'),
      wrong(500, "Error: at handler (index.js:1)", "text/plain"),
    ],
  };
}
