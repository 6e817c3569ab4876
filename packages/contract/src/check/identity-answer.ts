import type {
  CallDeployment,
  IdentityCaller,
  IdentityReply,
  IdentityWire,
  OutgoingHook,
} from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";

/** Has a provider ask about a user, and splits what it makes of the answer into parts. */
export async function identityAnswer(
  name: string,
  { moments }: IdentityWire,
  deployment: CallDeployment<OutgoingHook, IdentityReply, IdentityCaller>,
  hook: OutgoingHook,
): Promise<Answer> {
  const input = `${hook.on} of ${hook.user?.email ?? "a user"}`;
  if (!moments.includes(hook.on))
    return { wire: name, input, parts: { outcome: "not sent: never asked" }, log: undefined };
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
