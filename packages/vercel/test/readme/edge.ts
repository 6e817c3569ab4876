import { adapt } from "@onefn/vercel";
import { http, text } from "onefn";

const hello = http(() => text("hello from the edge"));

export const config = { runtime: "edge" };
export default adapt(hello).fetch;
