import { isNetlify } from "@onefn/netlify/platform";
import { http, json } from "onefn";

export const version = http({ path: "/version" }, (_, context) => {
  const fetched = isNetlify(context) && context.platform.wire === "fetch";
  return json({ deploy: fetched ? context.platform.context.deploy?.id : undefined });
});
