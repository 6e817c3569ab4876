import { adapt } from "@onefn/gcp";
import { http, json } from "onefn";

const hello = http({ path: "/hello/:name" }, (_, context) => json({ hello: context.params.name }));

export const handler = adapt({ hello });
