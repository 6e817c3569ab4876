import { HttpError, type HttpMiddleware } from "onefn";

const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i;

/**
 * Keeps other sites' pages away from the development server. It listens on loopback, where every page in the browser can
 * reach it: through a host name that resolves to loopback (DNS rebinding), or with a form or fetch of another origin.
 */
export const guard: HttpMiddleware = (request, _, next) => {
  const host = request.headers.get("host") ?? "";
  if (!LOOPBACK.test(host))
    throw new HttpError(421, "This page and its messages are only available at localhost. Use that name.");
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== `http://${host}`) {
    throw new HttpError(
      403,
      "This request came from another site's page. Send it from this server's page, or without an Origin.",
    );
  }
  return next();
};
