import { drop, partitioned, transform } from "onefn";
import { z } from "zod";
import { deviceOf, isBot, networkOf, sectionOf } from "./visits.js";

const Click = z.object({
  at: z.iso.datetime(),
  url: z.url(),
  ip: z.string(),
  agent: z.string().default(""),
});

/**
 * Makes a click what analysts may see: what it was about, on which kind of device, and no address of a person. A stream
 * sends clicks as JSON, and a query as values of JSON or as texts of it.
 */
export const clicks = transform({ from: "clicks", as: "json", schema: Click }, ({ data }) => {
  const { at, url, ip, agent } = data;
  if (isBot(agent)) return drop();
  const click = { at, section: sectionOf(url), device: deviceOf(agent), network: networkOf(ip) };
  // The folders of the bucket. A query has none.
  return partitioned(click, { day: at.slice(0, 10), section: click.section });
});
