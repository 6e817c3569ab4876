import { http, text } from "onefn";
import { z } from "zod";

/** Another export of a functions file, which an adapter leaves out. */
export const Name = z.string();
export const GREETING = "hello";
export const nothing = undefined;
export const readName = (request: Request) => Name.parse(new URL(request.url).searchParams.get("name"));

export const greet = http({ path: "/module/greet" }, (request) => text(`${GREETING} ${readName(request)}`));

/** The same function under two names is one function. */
export default greet;
