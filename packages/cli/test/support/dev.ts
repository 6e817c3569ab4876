import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { http, json, message, reject, retry } from "onefn";
import { onTestFinished } from "vitest";
import { type DevOptions, startDev } from "../../src/index.js";

export const functions = {
  hello: http({ path: "/hello/:name" }, async (request, context) =>
    json({
      hello: context.params.name,
      provider: context.provider,
      url: request.url,
      header: request.headers.get("x-onefn-as"),
      body: await request.text(),
    }),
  ),
  orders: message({ from: "orders", as: "text" }, (order, context) => {
    context.log.info("seen", { attempt: order.attempt });
    if (order.data === "later") return retry();
    if (order.data === "never") return reject();
  }),
};

/** A development server with two providers, until the test is over. */
export async function running(options: Partial<DevOptions> = {}) {
  const dev = await startDev({ functions, port: 0, simulators: [server, aws], ...options });
  onTestFinished(() => dev.close());
  return dev;
}
