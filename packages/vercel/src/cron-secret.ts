import type { Verify } from "onefn/events";
import { bearerSecret } from "onefn/events";
import { OnefnError } from "onefn/provider";

/**
 * Lets the requests of cron jobs pass, for `verify` of the option `events`. Vercel sends the value of the variable
 * CRON_SECRET with them. Without the variable, every request is answered 401: anyone could start the job. The comparison
 * takes the same time wherever the two differ.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the variable has spaces, which no request can carry.
 * @see https://vercel.com/docs/cron-jobs/manage-cron-jobs#securing-cron-jobs
 * @example
 * export default adapt(cleanUp, { events: { path: "/api/cron", verify: cronSecret() } });
 */
export function cronSecret(): Exclude<Verify, "platform"> {
  const set = process.env.CRON_SECRET;
  let known = set ? checked(set) : undefined;
  return (request) => {
    const secret = process.env.CRON_SECRET;
    if (!secret)
      throw new OnefnError(
        "ONEFN_UNVERIFIED_EVENT",
        "[onefn/vercel] cronSecret: the variable CRON_SECRET is not set, so nobody can tell Vercel's cron jobs from other " +
          "requests. Set it in the project to a long random text, and deploy again.",
      );
    if (known?.secret !== secret) known = checked(secret);
    return known.verify(request);
  };
}

function checked(secret: string) {
  try {
    return { secret, verify: bearerSecret(secret) };
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      "[onefn/vercel] cronSecret: the variable CRON_SECRET must be a text without spaces, line breaks, and characters beyond " +
        "Latin-1, or no request can carry it. Correct it in the project, and deploy again.",
      { cause },
    );
  }
}
