import { text } from "onefn";
import { SECRET } from "./http/failures.js";

/** Handlers that nobody has given to `http` or `message`: what adapters are handed by mistake. */
export const plainFunctions = { plain: () => text(SECRET) };
