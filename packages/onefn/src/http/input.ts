import { createResponse } from "#fetch";
import type { HttpContext } from "../context/context.js";
import { HttpError } from "../errors.js";
import type { MaybePromise } from "../kinds/function.js";
import type { HttpMiddleware } from "../middleware.js";
import { checkOption } from "../option-checks.js";
import { createRecord } from "../record.js";
import type { Schema, SchemaIssue, SchemaOutput } from "../schema.js";

/** A part of a request that a schema can check. */
export type InputPart = "params" | "query" | "json" | "form";

/** The options of an HTTP function that describe its input. Each takes any Standard Schema. */
export interface InputOptions<
  Json = MaybeSchema,
  Form = MaybeSchema,
  Query = MaybeSchema,
  Params = MaybeSchema,
> {
  /**
   * The schema of a JSON body. A content type other than JSON is answered with 415, broken JSON with 400, and JSON
   * that the schema refuses with 422. The schema's output is `context.valid.json`; the body itself has then been
   * read.
   */
  readonly json?: Json;
  /**
   * The schema of a form, `multipart/form-data` or `application/x-www-form-urlencoded`. It works like `json` and
   * cannot be combined with it. A repeated field is a list; a file is a `File`.
   */
  readonly form?: Form;
  /** The schema of the query, for `context.valid.query`. A key that occurs once is a string, a repeated one a list. */
  readonly query?: Query;
  /** The schema of the path's named parts, for `context.valid.params`. */
  readonly params?: Params;
  /**
   * Answers a request that a schema refuses. Default: 422 with `application/problem+json` (RFC 9457), which has the
   * `path` of each issue but not its message, because some libraries quote the value in it.
   */
  readonly onInvalid?: OnInvalid;
}

type MaybeSchema = Schema | undefined;

/** What schemas add to the context: the output of each for its part of the request. */
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

/** One issue that a schema found. */
export interface InputIssue {
  readonly in: InputPart;
  /** The names and indexes that lead to the value, outermost first. */
  readonly path: readonly PropertyKey[];
  /** The schema's own message. Some libraries quote the value in it, so onefn does not send it by default. */
  readonly message: string;
}

/** Answers a request that the schemas refused. If it returns nothing, onefn answers. */
export type OnInvalid = (
  issues: readonly InputIssue[],
  request: Request,
  context: HttpContext,
) => MaybePromise<Response | undefined>;

/** Marks the context of a unit test that provides its own `valid`. */
export const GIVEN: unique symbol = /* @__PURE__ */ Symbol.for("onefn.valid") as never;

type Read = (request: Request, context: HttpContext) => unknown;

const READ: { readonly [Part in InputPart]: Read } = {
  params: (_, { params }) => params,
  query: ({ url }) => fieldsOf(new URL(url).searchParams),
  json: (request) => request.json(),
  form: async (request) => fieldsOf(await request.formData()),
};

/**
 * Anchored at the start: `text/plain; a=/json` is not JSON, and pages of other origins may send it without a
 * preflight.
 */
const TYPES: { readonly [part: string]: RegExp } = {
  json: /^[^;,]+[/+]json\b/i,
  form: /^[^;,]+form-(data|urlencoded)/i,
};

/**
 * The middleware that checks a request, after the function's own middleware and before its handler, which reads the
 * schemas' output from `context.valid`. It checks every part, so that a client sees all issues at once. Undefined if
 * no option needs it.
 */
export function checkInput(options: InputOptions): HttpMiddleware | undefined {
  const parts = (Object.keys(READ) as InputPart[]).filter((part) => options[part]);
  if (parts.length === 0) return undefined;
  checkOption(
    !options.json || !options.form,
    "[onefn] http",
    "a body",
    "checked as json or as form, not as both",
  );
  return async (request, context, next) => {
    if (GIVEN in context) return next();
    const valid: Partial<Record<InputPart, unknown>> = {};
    const issues: InputIssue[] = [];
    for (const part of parts) {
      const schema = options[part] as Schema;
      if (TYPES[part]?.test(request.headers.get("content-type") ?? "") === false)
        throw new HttpError(415, "Unsupported Media Type");
      const result = await schema["~standard"].validate(await READ[part](request, context));
      if (!result.issues) valid[part] = result.value;
      // One by one: a client can cause more issues than a call takes arguments.
      else for (const issue of result.issues) issues.push(inputIssue(part, issue));
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
  // Without the messages, which may quote values of the request.
  const details = { title: "Unprocessable Content", status: 422, errors };
  const body = JSON.stringify(details, ["title", "status", "errors", "in", "path"]);
  return createResponse(body, { status: 422 }, "application/problem+json");
}

/**
 * A name that occurs once maps to its value, a repeated one to the list of its values. The list grows in place, because
 * a body of 10 MB can repeat a name millions of times.
 */
function fieldsOf<Value>(pairs: Iterable<readonly [string, Value]>): Record<string, Value | Value[]> {
  const fields = createRecord<Value | Value[]>();
  for (const [name, value] of pairs) {
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else fields[name] = [known, value];
  }
  return fields;
}
