import { type Adaptable, type AnyFunction, createAdapter, type Pipeline, promised } from "onefn/provider";
import type { LambdaContext } from "./native.js";
import type { AwsOptions } from "./options.js";
import { aws } from "./provider.js";
import { watchRejections } from "./rejections.js";

/**
 * What Lambda calls. Two parameters: Node 24's runtime refuses handlers with a callback.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export type LambdaHandler = (event: unknown, context?: LambdaContext) => Promise<unknown>;

/** `adapt` over the wires of one entry: it takes functions of the kinds that these wires carry. */
export type Adapt<F extends AnyFunction> = <T>(
  functions: Adaptable<T, F, "This entry of @onefn/aws">,
  options?: AwsOptions,
) => LambdaHandler;

/** Makes the `adapt` of an entry; each entry of this package imports the codecs that it carries and no others. */
export function createAdapt<F extends AnyFunction>(...pipelines: readonly Pipeline[]): Adapt<F> {
  return (functions, options = {}) => {
    const handle = createAdapter("onefn/aws", aws, pipelines, functions, options);
    return (event, context) => {
      watchRejections();
      return promised(handle, event, context);
    };
  };
}
