import { type HttpMiddleware, http } from "onefn";

/** As middleware for CORS does it: the headers of an answer that came from `fetch` cannot be changed. */
const marked: HttpMiddleware = async (_, __, next) => {
  const response = await next();
  const copy = new Response(response.body, response);
  copy.headers.set("x-marked", "yes");
  return copy;
};

/** A gateway whose middleware copies what the upstream has answered. */
export const relayFunctions = {
  relayMarked: http({ path: "/relay-marked", use: [marked, (_, __, next) => next()] }, (request) =>
    fetch(new URL(request.url).searchParams.get("from") as string),
  ),
};
