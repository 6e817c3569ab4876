import { adapt } from "@onefn/gcp/identity/blocking";
import { googleBlocking } from "onefn/events";
import { admit, signIn } from "./functions.js";

const { PROJECT = "shop", FUNCTION_URL = "https://sign-up-abc-ew.a.run.app" } = process.env;

const verify = googleBlocking({ project: PROJECT, audience: FUNCTION_URL });

// Identity Platform waits for seven seconds.
export const handler = adapt({ admit, signIn }, { timeout: 7000, events: { verify } });
