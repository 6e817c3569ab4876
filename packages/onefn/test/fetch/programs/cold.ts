/** Handles a request as an adapter does, and says whether Node's fetch was loaded for it. */
import { installFast } from "../../../src/fetch/fast.js";
import {
  createRequest,
  createResponse,
  headerEntries,
  installGlobals,
  takeBuffered,
} from "../../../src/fetch/node.js";
import { sourceOf } from "./source.js";

installGlobals();
if (process.argv[2] === "fast") installFast();

const request = createRequest(
  sourceOf({ headers: [["content-type", "application/json"]], body: '{"name":"Ada"}' }),
);
const { name } = (await request.json()) as { name: string };
const type = request.headers.get("Content-Type") ?? "none";
const isPromise = (request as unknown) instanceof Promise;
const init = { status: 201, headers: { "x-name": name, "x-type": type, "x-promise": `${isPromise}` } };
const body = JSON.stringify({ url: request.url, used: request.bodyUsed });
const respond = async () => {
  if (process.argv[2] !== "fast") return createResponse(body, init);
  const headers = new Headers(init.headers);
  headers.set("x-method", request.method);
  return new Response(body, { status: init.status, headers });
};
const response = await respond();
const headers: [string, string][] = [];
headerEntries(response, (name, value) => headers.push([name, value]));

const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] };
console.log(
  JSON.stringify({
    status: response.status,
    headers,
    body: takeBuffered(response),
    loaded: moduleLoadList.some((name) => name.includes("undici")),
  }),
);
