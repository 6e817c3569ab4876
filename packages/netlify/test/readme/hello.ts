import { adapt } from "@onefn/netlify";
import { http, json } from "onefn";

const hello = http({ path: "/hello/:name" }, (_, context) =>
  json({ hello: context.params.name, from: context.client.geo?.city }),
);

export default adapt({ hello });
export const config = { path: "/*", preferStatic: true };
