import { http, isHttpError, json, text } from "onefn";

/**
 * Functions that read a possibly broken body, each in its own way. onefn answers for those that do not catch the
 * error.
 */
const READ: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  json: (request) => request.json(),
  form: async (request) => [...(await request.formData()).keys()],
  "json-of-a-clone": (request) => request.clone().json(),
  "form-of-a-clone": async (request) => [...(await request.clone().formData()).keys()],
  // What the handler parses itself is its own responsibility.
  "own-parse": async (request) => JSON.parse(await request.text()),
  twice: async (request) => [await request.text(), await request.json()],
  "form-twice": async (request) => [await request.text(), await request.formData()],
  "own-response": async (request) => new Response(await request.text()).json(),
  caught: (request) => request.json().catch((error: Error) => ({ caught: error.name })),
};

/** Functions that leave a broken body to onefn, or handle it themselves. */
export const brokenBodyFunctions = {
  brokenBody: http({ path: "/broken-body/:how", methods: ["GET", "POST"] }, async (request, { params }) =>
    json(await READ[params.how]?.(request)),
  ),
  brokenBodyOnError: http(
    {
      path: "/broken-body-on-error",
      onError: (error) =>
        isHttpError(error) ? text(`on error: ${error.status}`, { status: 400 }) : undefined,
    },
    async (request) => json(await request.json()),
  ),
};
