import { bytes, http, json } from "onefn";
import { fetchHandlers } from "../handlers.mjs";

/** The helpers, which need no global. */
export const load = async (job) =>
  (await adapterOf(job.wire))(http(fetchHandlers({ json, bytes })[job.case]));

/** The entry of one wire: what a person imports who knows where the function runs. */
export async function adapterOf(wire) {
  const { adapt } = await import(`@onefn/aws/http/${wire}`);
  return adapt;
}
