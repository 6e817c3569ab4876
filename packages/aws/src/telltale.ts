/**
 * Names that AWS defines: of a source (`aws:s3`, EventBridge's `aws.ec2`), or of a member that identifies another
 * event. Within a JSON text a quotation mark has a backslash in front, so no text can pass for a name. The list is
 * short, because every bundle carries it: rare triggers are left out.
 */
const TELLTALE =
  /ource":"(aws[:.][\w.-]{1,30})"|"(awslogs|triggerSource|\w{5,14}Arn|ResponseURL|tasks|stash|requestContext|detail)":/;

/** A name in an event that tells what sent it. */
export function telltale(native: unknown): string | undefined {
  const [, source, member] = TELLTALE.exec(JSON.stringify(native)) ?? [];
  return source ?? member;
}
