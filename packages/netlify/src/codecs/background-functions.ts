import type { HttpCodec } from "onefn/provider";
import type { NetlifyContext } from "../platform.js";
import { fetch } from "./fetch.js";

/**
 * Requests of background functions. Netlify has answered them with 202 before the function runs, so that the log alone
 * learns of a refusal.
 * @see https://docs.netlify.com/build/functions/background-functions/
 */
export const backgroundFunctions: HttpCodec<Request, Response, NetlifyContext | undefined> = {
  ...fetch,
  trigger: "background-functions",
  encode(response, call) {
    const { status } = response;
    if (status >= 400 && status < 500) {
      call.log(
        "warn",
        `[onefn/netlify] A call was refused with ${status}, and no task ran. Its caller does not know: Netlify had ` +
          "answered 202. Correct the caller's path, method, secret or size.",
        { code: "ONEFN_CALL_REFUSED" },
      );
    }
    return response;
  },
};
