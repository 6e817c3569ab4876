import type { CallFailure } from "onefn/provider";

/**
 * What a failed task throws. Lambda's runtime sends its `name` as the `errorType`, which Step Functions catches, and its
 * message as the `errorMessage`. There is no place for data.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function thrownBy({ fault, name, message, error }: CallFailure): unknown {
  if (fault === "task" || fault === "unexpected") return error;
  return Object.assign(new Error(message, { cause: error }), { name });
}
