import { message } from "onefn";

/** Takes a while, which a container that is told to stop in between still finishes. */
export const mails = message({ as: "text" }, async (mail, context) => {
  context.log.info("sending", { id: mail.id, attempt: mail.attempt });
  await new Promise((resolve) => setTimeout(resolve, 300));
  context.log.info("sent", { id: mail.id, to: mail.data });
});
