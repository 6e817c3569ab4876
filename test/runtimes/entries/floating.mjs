// Two functions of one process: one waits for its client's second request, the other leaves a promise behind.
import { setTimeout as sleep } from "node:timers/promises";
import { http, text } from "onefn";

let goOn;
const told = new Promise((resolve) => {
  goOn = resolve;
});

export const functions = {
  beside: http({ path: "/beside" }, async (_, context) => {
    context.log.info("beside has begun");
    await told;
    return text("beside is answered");
  }),
  floating: http({ path: "/floating" }, async () => {
    void Promise.reject(new Error("nobody awaits this"));
    await sleep(50);
    goOn();
    return text("floating is answered");
  }),
};
