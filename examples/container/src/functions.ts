import { http, json, text } from "onefn";

export const clock = http({ path: "/", methods: ["GET"] }, () => json({ now: new Date().toISOString() }));

/** Takes a while, which a container that is told to stop in between still finishes. */
export const nap = http({ path: "/nap/:ms", methods: ["GET"] }, async (_, context) => {
  const ms = Math.min(Number.parseInt(context.params.ms, 10) || 0, 5_000);
  context.log.info("sleeping", { ms });
  await new Promise((resolve) => setTimeout(resolve, ms));
  return text("rested");
});
