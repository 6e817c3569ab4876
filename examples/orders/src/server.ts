import { adapt, serve } from "@onefn/server";
import { googleOidc } from "onefn/events";
import { orders } from "./functions.js";

const { PUSH_AUDIENCE = "", PUSH_ACCOUNT = "" } = process.env;
const verify = googleOidc({ audience: PUSH_AUDIENCE, serviceAccount: PUSH_ACCOUNT });

await serve(adapt(orders, { events: { verify } }), { health: "/healthz" });
