import { adapt } from "@onefn/aws/http/api-gateway-v2";
import { http, json } from "onefn";

const hello = adapt(http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name })));

/** The hello function, and a look at what its process has loaded. */
export async function handler(event, context) {
  const result = await hello(event, context);
  return { ...result, loaded: process.moduleLoadList };
}
