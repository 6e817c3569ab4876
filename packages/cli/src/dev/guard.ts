import { HttpError, type HttpMiddleware } from "onefn";

const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i;

/**
 * Keeps other people's pages away from the development server, which listens on loopback, where every page in the
 * browser can reach it: by a name of theirs that leads here (DNS rebinding), or by a form or a fetch of another
 * origin.
 */
export const guard: HttpMiddleware = (request, _, next) => {
  const host = request.headers.get("host") ?? "";
  if (!LOOPBACK.test(host))
    throw new HttpError(
      421,
      "This page and its messages answer to localhost only. Ask for them by that name.",
    );
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== `http://${host}`) {
    throw new HttpError(
      403,
      "Another site's page asked for this. Ask from the page of this server, or without an Origin.",
    );
  }
  return next();
};
