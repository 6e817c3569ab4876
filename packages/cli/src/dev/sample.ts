import type { AnyFunction } from "onefn";

/** Inputs by the names of their functions, which a module may export as `samples`. */
export type Samples = Readonly<Record<string, unknown>>;

/**
 * A sample body for a function that receives records, as text: the module's own sample, or one made from the schema's
 * JSON Schema, or a trivial one.
 *
 * @param trivial the trivial sample of the function's kind.
 * @see https://standardschema.dev/json-schema
 */
export function sampleFor(name: string, fn: AnyFunction, samples: Samples, trivial = "{}"): string {
  const { schema, as } = fn as Partial<Described>;
  const own = Object.hasOwn(samples, name) ? samples[name] : undefined;
  return (
    asText(own) ?? asText(ofJsonSchema(jsonSchemaOf(schema), name, 0)) ?? (as === "text" ? "hello" : trivial)
  );
}

interface Described {
  readonly schema?: { readonly "~standard"?: StandardSchema };
  readonly as?: string;
}

interface StandardSchema {
  readonly jsonSchema?: { input(options: { readonly target: string }): unknown };
}

/** The part of JSON Schema that samples need. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
}

function jsonSchemaOf(schema: Described["schema"]): JsonSchema | undefined {
  try {
    return schema?.["~standard"]?.jsonSchema?.input({ target: "draft-2020-12" }) as JsonSchema | undefined;
  } catch {
    // Some schemas cannot be expressed as JSON Schema.
    return undefined;
  }
}

/** Limits schemas that refer to themselves. */
const DEEPEST = 6;

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00",
  email: "ada@example.com",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

function ofJsonSchema(schema: JsonSchema | undefined, name: string, depth: number): unknown {
  if (typeof schema !== "object" || depth === DEEPEST) return undefined;
  if (schema.examples?.length) return schema.examples[0];
  if ("const" in schema) return schema.const;
  if ("default" in schema) return schema.default;
  if (schema.enum?.length) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return ofJsonSchema(choice, name, depth + 1);
  switch ([schema.type].flat()[0]) {
    case "object": {
      const { properties = {}, required = [] } = schema;
      const members = required.map((key) => [key, ofJsonSchema(properties[key], key, depth + 1)] as const);
      return Object.fromEntries(members);
    }
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => ofJsonSchema(schema.items, name, depth + 1));
    case "string":
      return FORMATS[schema.format ?? ""] ?? name;
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return undefined;
  }
}

/** Undefined for what JSON cannot write, such as a function or a bigint. */
function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return undefined;
  }
}
