/** The simulated account. AWS's documentation uses this number as a placeholder. */
export const ACCOUNT = "123456789012";
export const REGION = "eu-central-1";
export const FUNCTION_NAME = "onefn-simulated";

/** An ARN in the simulated account. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
