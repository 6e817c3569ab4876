import { http, text } from "onefn";
import { bytes, greeting } from "./files.js";
import "./guarded.js";

export const greet = http({ path: "/greet" }, () => text(greeting() + bytes()));
export const mode = http({ path: "/mode" }, () => text(process.env.MODE ?? process.env.NODE_ENV ?? "none"));
export const hello = http({ path: "/hello" }, () => text("hello"));
