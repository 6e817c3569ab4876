import type { Schema, SchemaIssue } from "../schema.js";

/** A Standard Schema of a native result. */
export interface ResultSchema extends Schema {
  /** The issues of a value; empty if it is valid. */
  issuesIn(value: unknown): readonly SchemaIssue[];
}

/** A member that may be missing. */
interface Optional {
  readonly optional: ResultSchema;
}

function define(issuesIn: ResultSchema["issuesIn"]): ResultSchema {
  const validate = (value: unknown) => {
    const issues = issuesIn(value);
    return issues.length > 0 ? { issues } : { value };
  };
  return { issuesIn, "~standard": { version: 1, vendor: "onefn", validate } };
}

function rule(expected: string, conforms: (value: unknown) => boolean): ResultSchema {
  return define((value) => (conforms(value) ? [] : [{ message: `expected ${expected}` }]));
}

/** The issues of a part of a value, with its key in front. */
function issuesAt(key: PropertyKey, part: ResultSchema, value: unknown): readonly SchemaIssue[] {
  return part.issuesIn(value).map(({ message, path = [] }) => ({ message, path: [key, ...path] }));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const OBJECT: readonly SchemaIssue[] = [{ message: "expected an object" }];

/**
 * Schemas of native results: just enough for what providers document, so that no package needs a schema library for
 * its simulator. A wire may use any other Standard Schema.
 *
 * @example
 * const result = schema.object({ statusCode: schema.integer(200, 599), body: schema.optional(schema.string()) });
 */
export const schema = {
  string: (pattern?: RegExp) =>
    rule(
      pattern ? `a string like ${pattern}` : "a string",
      (value) => typeof value === "string" && (pattern?.test(value) ?? true),
    ),
  integer: (min: number, max: number) =>
    rule(
      `an integer from ${min} to ${max}`,
      (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
    ),
  number: () => rule("a number", (value) => typeof value === "number"),
  boolean: () => rule("true or false", (value) => typeof value === "boolean"),
  bytes: () => rule("bytes", (value) => value instanceof Uint8Array),
  literal: (...values: readonly unknown[]) =>
    rule(values.map((value) => JSON.stringify(value) ?? "nothing").join(" or "), (value) =>
      values.includes(value),
    ),
  /** One of several. */
  union: (...parts: readonly ResultSchema[]) =>
    define((value) => {
      const all = parts.map((part) => part.issuesIn(value));
      return all.some(({ length }) => length === 0) ? [] : (all[0] ?? []);
    }),
  array: (part: ResultSchema) =>
    define((value) =>
      Array.isArray(value)
        ? value.flatMap((each, index) => issuesAt(index, part, each))
        : [{ message: "expected an array" }],
    ),
  /** An object whose members all have one schema; their names match `name`. */
  record: (part: ResultSchema, name?: RegExp) =>
    define((value) =>
      isPlain(value)
        ? Object.entries(value).flatMap(([key, each]) => [
            ...(name?.test(key) === false
              ? [{ message: `its name does not match ${name}`, path: [key] }]
              : []),
            ...issuesAt(key, part, each),
          ])
        : OBJECT,
    ),
  /** An object with these members, and no others. */
  object: (members: Readonly<Record<string, ResultSchema | Optional>>) =>
    define((value) => {
      if (!isPlain(value)) return OBJECT;
      const unknown = Object.keys(value).filter((key) => !Object.hasOwn(members, key));
      return [
        ...unknown.map((key) => ({ message: "not documented", path: [key] })),
        ...Object.entries(members).flatMap(([key, member]) => {
          if (!("optional" in member)) return issuesAt(key, member, value[key]);
          return value[key] === undefined ? [] : issuesAt(key, member.optional, value[key]);
        }),
      ];
    }),
  /** A member that may be missing. */
  optional: (member: ResultSchema): Optional => ({ optional: member }),
} as const;
