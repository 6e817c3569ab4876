import { createResponse } from "#fetch";
import type { HttpContext } from "../context/context.js";
import { demand } from "../demand.js";
import { HttpError } from "../errors.js";
import type { HttpMiddleware } from "../middleware.js";
import { createRecord } from "../record.js";
import type { Schema, SchemaIssue, SchemaOutput } from "../schema.js";
import type { MaybePromise } from "./function.js";

/** A part of a request that a schema can check. */
export type InputPart = "params" | "query" | "json" | "form";

/** The options of an http function that say what its input must be. Each takes any Standard Schema. */
export interface InputOptions<
  Json = MaybeSchema,
  Form = MaybeSchema,
  Query = MaybeSchema,
  Params = MaybeSchema,
> {
  /**
   * What the JSON of the body must be. A content type that is no JSON is answered 415, broken JSON 400, and what the
   * schema refuses 422. What the schema made of it is `context.valid.json`; the body itself has then been read.
   */
  readonly json?: Json;
  /**
   * What a form must be, `multipart/form-data` or `application/x-www-form-urlencoded`; as `json` otherwise, and not
   * beside it. A repeated field is a list, a file is a `File`.
   */
  readonly form?: Form;
  /** What the query must be, for `context.valid.query`. A key that comes once is a string, a repeated one a list. */
  readonly query?: Query;
  /** What the named parts of the path must be, for `context.valid.params`. */
  readonly params?: Params;
  /**
   * Answers what a schema refuses. Default: 422 with `application/problem+json` (RFC 9457), which has the `path` of each
   * issue and not its message: some libraries quote the value in it.
   */
  readonly onInvalid?: OnInvalid;
}

type MaybeSchema = Schema | undefined;

/** What schemas add to the context: what each made of its part of the request. */
export type Validated<Json, Form, Query, Params> = [Json | Form | Query | Params] extends [undefined]
  ? unknown
  : {
      readonly valid: ValidPart<"json", Json> &
        ValidPart<"form", Form> &
        ValidPart<"query", Query> &
        ValidPart<"params", Params>;
    };

type ValidPart<Part extends InputPart, S> = S extends Schema
  ? { readonly [Name in Part]: SchemaOutput<S> }
  : unknown;

/** One thing that a schema refused. */
export interface InputIssue {
  readonly in: InputPart;
  /** The names and indexes that lead to the value, outermost first. */
  readonly path: readonly PropertyKey[];
  /** The schema's own words. Some libraries quote the value in them, so onefn does not send them by itself. */
  readonly message: string;
}

/** Answers a request that the schemas refused. Returning nothing leaves it to onefn. */
export type OnInvalid = (
  issues: readonly InputIssue[],
  request: Request,
  context: HttpContext,
) => MaybePromise<Response | undefined>;

/** Marks the context of a unit test that says by itself what is valid. */
export const GIVEN: unique symbol = /* @__PURE__ */ Symbol.for("onefn.valid") as never;

type Read = (request: Request, context: HttpContext) => unknown;

const READ: { readonly [Part in InputPart]: Read } = {
  params: (_, { params }) => params,
  query: ({ url }) => fieldsOf(new URL(url).searchParams),
  json: (request) => request.json(),
  form: async (request) => fieldsOf(await request.formData()),
};

/** From the beginning: `text/plain; a=/json` is none, and pages of other origins may send it unasked. */
const TYPES: { readonly [part: string]: RegExp } = {
  json: /^[^;,]+[/+]json\b/i,
  form: /^[^;,]+form-(data|urlencoded)/i,
};

/**
 * The middleware that checks a request, after the function's own and before its handler, which reads what the schemas
 * made of it at `context.valid`. It checks every part, so that a client reads of all issues at once. Undefined where no
 * option asks for it.
 */
export function checkInput(options: InputOptions): HttpMiddleware | undefined {
  const parts = (Object.keys(READ) as InputPart[]).filter((part) => options[part]);
  if (parts.length === 0) return undefined;
  demand(!options.json || !options.form, "[onefn] http", "a body", "checked as json or as form, not as both");
  return async (request, context, next) => {
    if (GIVEN in context) return next();
    const valid: Partial<Record<InputPart, unknown>> = {};
    const issues: InputIssue[] = [];
    for (const part of parts) {
      const schema = options[part] as Schema;
      if (TYPES[part]?.test(request.headers.get("content-type") ?? "") === false)
        throw new HttpError(415, "Unsupported Media Type");
      const result = await schema["~standard"].validate(await READ[part](request, context));
      if (result.issues) issues.push(...result.issues.map((issue) => inputIssue(part, issue)));
      else valid[part] = result.value;
    }
    if (issues.length > 0) return (await options.onInvalid?.(issues, request, context)) ?? problem(issues);
    Object.assign(context, { valid });
    return next();
  };
}

function inputIssue(part: InputPart, { path = [], message }: SchemaIssue): InputIssue {
  return { in: part, path: path.map((step) => (typeof step === "object" ? step.key : step)), message };
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
function problem(errors: readonly InputIssue[]): Response {
  // The names that are written: a message is left out, since it may have a value of the request in it.
  const details = { title: "Unprocessable Content", status: 422, errors };
  const body = JSON.stringify(details, ["title", "status", "errors", "in", "path"]);
  return createResponse(body, { status: 422 }, "application/problem+json");
}

/** A name that comes once with its value, one that is repeated with the list of its values. */
function fieldsOf<Value>(pairs: Iterable<readonly [string, Value]>): Record<string, Value | Value[]> {
  const fields = createRecord<Value | Value[]>();
  for (const [name, value] of pairs) {
    fields[name] = name in fields ? ([fields[name], value].flat() as Value[]) : value;
  }
  return fields;
}
