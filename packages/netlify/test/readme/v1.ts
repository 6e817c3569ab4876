import { adapt } from "@onefn/netlify/v1";
import { http, text } from "onefn";

const hello = http({ path: "/hello" }, () => text("hello"));

export const handler = adapt({ hello }, { basePath: "/.netlify/functions/legacy" });
