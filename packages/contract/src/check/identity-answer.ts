import type {
  CallDeployment,
  IdentityCaller,
  IdentityReply,
  IdentityWire,
  OutgoingHook,
} from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";

/**
 * Has a provider ask about a user, and splits what it makes of the answer into parts.
 *
 * @returns undefined for a moment at which this provider asks nobody: an authorizer knows no sign-up.
 */
export async function identityAnswer(
  name: string,
  { moments }: IdentityWire,
  deployment: CallDeployment<OutgoingHook, IdentityReply, IdentityCaller>,
  hook: OutgoingHook,
): Promise<Answer | undefined> {
  if (!moments.includes(hook.on)) return undefined;
  const input = `${hook.on} of ${hook.user?.email ?? "a user"}`;
  const before = deployment.lines.length;
  const reply = await deployment.send(hook);
  const parts: Answer["parts"] = reply.allowed
    ? {
        decision: "allow",
        claims: JSON.stringify(reply.claims),
        attributes: JSON.stringify(reply.attributes),
      }
    : { decision: "deny" };
  return { wire: name, input, parts, log: failureIn(deployment.lines.slice(before)) };
}
