import { HttpError, http, json, text } from "onefn";
import { isSigned } from "./signature.js";

/** What Slack's Events API sends, as far as this bot reads it. */
interface SlackEvent {
  readonly type?: unknown;
  readonly challenge?: unknown;
  readonly event?: { readonly type?: unknown; readonly user?: unknown };
}

export const slack = http(
  { path: "/webhooks/slack", methods: ["POST"], bodyLimit: 100_000 },
  async (request, context) => {
    const secret = context.env.SLACK_SIGNING_SECRET;
    if (!secret) throw new Error("SLACK_SIGNING_SECRET is not set.");
    // The signature is over these bytes; JSON that was parsed and written again has others.
    const body = new Uint8Array(await request.arrayBuffer());
    if (!(await isSigned(body, request.headers, secret))) throw new HttpError(401, "Bad signature");
    const message = parse(body);
    if (message.type === "url_verification") return json({ challenge: message.challenge });
    // Slack wants its answer within three seconds, and some providers answer only when this is done: keep it short there.
    context.waitUntil(handle(message));
    return text("ok");

    async function handle({ event }: SlackEvent): Promise<void> {
      if (event?.type === "app_mention") context.log.info("mentioned", { user: event.user });
    }
  },
);

function parse(body: Uint8Array): SlackEvent {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Answered below, like every body that is not an object.
  }
  throw new HttpError(400, "Not JSON");
}
