import { http } from "onefn";
import { fetchHandlers } from "../handlers.mjs";
import { adapterOf } from "./onefn.mjs";

/** The Response of the platform, as any Fetch handler writes it. */
export const load = async (job) => (await adapterOf(job.wire))(http(fetchHandlers()[job.case]));
