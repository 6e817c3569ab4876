import { adapt } from "@onefn/gcp";
import { googleOidc } from "onefn/events";
import { catalogue, products } from "./functions.js";

// Anyone may read the catalogue, so the service is public, and the token of Eventarc is verified here.
const { AUDIENCE = "", TRIGGER_ACCOUNT = "" } = process.env;
const verify = googleOidc({ audience: AUDIENCE, serviceAccount: TRIGGER_ACCOUNT });

export const handler = adapt({ products, catalogue }, { events: { verify } });
