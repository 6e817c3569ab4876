/**
 * Names that AWS made up: of a source (`aws:s3`, EventBridge's `aws.ec2`), or the member by which another event is known.
 * In JSON a quotation mark within a text has a backslash before it, so that no text passes for a name. The list is short,
 * since every bundle carries it: rare triggers are left out.
 */
const TELLTALE =
  /ource":"(aws[:.][\w.-]{1,30})"|"(awslogs|triggerSource|\w{5,14}Arn|ResponseURL|tasks|stash|requestContext|detail)":/;

/** A name in an event that tells what sent it. */
export function telltale(native: unknown): string | undefined {
  const [, source, member] = TELLTALE.exec(JSON.stringify(native)) ?? [];
  return source ?? member;
}
