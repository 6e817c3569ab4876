import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** @see https://docs.netlify.com/build/functions/lambda-compatibility */
const result = z.strictObject({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), scalar).optional(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** What Netlify documents of results, by wire. */
export const netlifyResults: Readonly<Record<string, z.ZodType>> = { "netlify/functions-v1": result };
