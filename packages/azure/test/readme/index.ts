import { register } from "@onefn/azure/register";
import { http, json } from "onefn";

const hello = http({ path: "/hello/:name" }, (_, context) => json({ hello: context.params.name }));

register("hello", hello, { basePath: "/api" });
