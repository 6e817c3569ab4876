import { toLogJson } from "onefn/provider";
import type { AccessContext } from "./native.js";

/** Who Access let through. Where it cannot say, the caller stays one without a subject. */
export async function identify(access: AccessContext | undefined) {
  try {
    return await access?.getIdentity();
  } catch (error) {
    const message =
      "[onefn/cloudflare] Access did not say who the caller is. context.auth has no subject for this request.";
    console.error(toLogJson({ level: "error", code: "ONEFN_IDENTITY_FAILED", message, error }));
    return undefined;
  }
}
