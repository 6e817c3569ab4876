import type { HttpCodec } from "onefn/provider";
import type { NetlifyContext } from "../platform.js";
import { fetch } from "./fetch.js";

/**
 * Requests of background functions. Netlify answers them with 202 before the function runs, so a refusal can only be
 * logged.
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
        `[onefn/netlify] A call was refused with ${status}, and no task ran. Its caller does not know, because Netlify ` +
          "had already answered 202. Correct the caller's path, method, secret or size.",
        { code: "ONEFN_CALL_REFUSED" },
      );
    }
    return response;
  },
};
