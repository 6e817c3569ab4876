import { text } from "onefn";
import { SECRET } from "./http/failures.js";

/** Handlers that were not passed to `http` or `message`, given to adapters by mistake. */
export const plainFunctions = { plain: () => text(SECRET) };
