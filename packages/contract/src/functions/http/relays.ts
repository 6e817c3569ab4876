import { type HttpMiddleware, http } from "onefn";

/** Like CORS middleware: copies a response, because the headers of a response from `fetch` are immutable. */
const marked: HttpMiddleware = async (_, __, next) => {
  const response = await next();
  const copy = new Response(response.body, response);
  copy.headers.set("x-marked", "yes");
  return copy;
};

/** A gateway whose middleware copies the upstream's response. */
export const relayFunctions = {
  relayMarked: http({ path: "/relay-marked", use: [marked, (_, __, next) => next()] }, (request) =>
    fetch(new URL(request.url).searchParams.get("from") as string),
  ),
};
