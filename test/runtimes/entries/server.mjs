import { contractFunctions } from "@onefn/contract/functions";
import { adapt, serve } from "@onefn/server";
import { options } from "./event-options.mjs";

const functions = contractFunctions[process.env.CONTRACT_FUNCTIONS];
const { url } = await serve(adapt(functions, options), {
  port: 0,
  hostname: "127.0.0.1",
  shutdownTimeout: Number(process.env.SHUTDOWN_TIMEOUT ?? 9_000),
});
console.log(`listening on ${url}`);
