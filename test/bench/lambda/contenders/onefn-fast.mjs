import "onefn/fast";
import { http } from "onefn";
import { fetchHandlers } from "../handlers.mjs";
import { adapterOf } from "./onefn.mjs";

/** The same handlers as with the native Response: only the import differs. */
export const load = async (job) => (await adapterOf(job.wire))(http(fetchHandlers()[job.case]));
