/**
 * The part of Standard Schema v1 that onefn calls; zod 4, valibot, arktype and others conform.
 * @see https://standardschema.dev
 */
export interface Schema<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** The result of a validation: the parsed value, or the issues. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** One issue and its path. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type that a schema's values have after validation. */
export type SchemaOutput<S> = S extends {
  readonly "~standard": { readonly types?: { readonly output: infer Output } | undefined };
}
  ? Output
  : never;

/** The type that a schema's values have before validation. */
export type SchemaInput<S> = S extends {
  readonly "~standard": { readonly types?: { readonly input: infer Input } | undefined };
}
  ? Input
  : never;

/** The issues as text for an error, at most ten, joined by `; `: `items.0.sku: expected string`. */
export function describeIssues(issues: readonly SchemaIssue[]): string {
  return firstOf(issues.map(describeIssue), "; ");
}

/** A sender can cause as many issues as its data has members. No log line takes all of them. */
const NAMED = 10;

/** The first of several texts, and that there are more. */
export function firstOf(texts: readonly string[], separator: string): string {
  return texts.slice(0, NAMED).join(separator) + (texts.length > NAMED ? `${separator}and more` : "");
}

function describeIssue(issue: SchemaIssue): string {
  const path = issue.path?.map((step) => String(typeof step === "object" ? step.key : step)).join(".");
  return path ? `${path}: ${issue.message}` : issue.message;
}
