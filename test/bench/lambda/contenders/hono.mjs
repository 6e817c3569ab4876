import { handle } from "hono/aws-lambda";
import { app } from "../hono-app.mjs";

export const load = () => handle(app);
