import { adapt, serve } from "@onefn/server";
import { functions } from "./floating.mjs";

const { url } = await serve(adapt(functions), { port: 0, hostname: "127.0.0.1" });
console.log(`listening on ${url}`);
