/** `NAME` of `arn:aws:SERVICE:REGION:ACCOUNT:NAME`. */
export function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
