/**
 * The names by which a function may claim a schedule, given its ARN: `NAME` of a rule, which is
 * `arn:aws:events:REGION:ACCOUNT:rule/NAME`; `GROUP/NAME` and `NAME` of a schedule, which is
 * `arn:aws:scheduler:REGION:ACCOUNT:schedule/GROUP/NAME`.
 */
export function scheduleNames(arn: string): readonly string[] {
  const [, group, name] = /:(?:rule\/|schedule\/([^/]+)\/)(?:[^/]+\/)?([^/]+)$/.exec(arn) ?? [];
  if (name === undefined) return [];
  return group === undefined ? [name] : [`${group}/${name}`, name];
}
