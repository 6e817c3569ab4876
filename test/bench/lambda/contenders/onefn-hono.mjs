import "onefn/fast";
import { http } from "onefn";
import { app } from "../hono-app.mjs";
import { adapterOf } from "./onefn.mjs";

/** The same application that `hono/aws-lambda` runs. */
export const load = async (job) => (await adapterOf(job.wire))(http(app.fetch));
