import { toLogJson } from "onefn/provider";
import type { AccessContext } from "./native.js";

/** Asks Access whom it let through; undefined if it fails to answer. The caller then has no subject. */
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
