/**
 * `import "onefn/fast"`, before anything else, puts light classes in the place of the global `Response` and `Headers`
 * on Node, so that plain `new Response()` and unmodified frameworks skip the cost of the native ones. On runtimes whose
 * own classes are fast it does nothing, and neither with the environment variable `ONEFN_GLOBALS=off`.
 * @packageDocumentation
 */
import { installFast } from "#fast";

installFast();
