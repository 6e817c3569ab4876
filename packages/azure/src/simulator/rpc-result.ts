import { type DocumentedResult, schema } from "onefn/simulator";

const { boolean, bytes, literal, number, object, optional, record, string, union } = schema;

const nullable = optional(object({ value: string() }));
const flag = optional(object({ value: boolean() }));

/**
 * A result as the library passes it to the host.
 * @see https://github.com/Azure/azure-functions-language-worker-protobuf/blob/dev/src/proto/FunctionRpc.proto
 */
export const rpcResult: DocumentedResult = {
  schema: object({
    statusCode: string(/^[1-5]\d\d$/),
    headers: record(string()),
    cookies: schema.array(
      object({
        name: string(),
        value: string(),
        domain: nullable,
        path: nullable,
        expires: optional(object({ value: object({ seconds: number() }) })),
        secure: flag,
        httpOnly: flag,
        sameSite: optional(literal("none", "lax", "strict", "explicitNone")),
        maxAge: optional(object({ value: number() })),
      }),
    ),
    body: optional(union(literal(null), object({ bytes: optional(bytes()) }))),
    enableContentNegotiation: optional(boolean()),
  }),
  wrong: [
    { statusCode: 200, headers: {}, cookies: [] },
    { statusCode: "200", headers: { a: ["1"] }, cookies: [] },
    { statusCode: "200", headers: {}, cookies: ["a=1"] },
    { statusCode: "200", headers: {}, cookies: [], body: "text" },
  ],
};
