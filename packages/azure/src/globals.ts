import { installGlobals } from "onefn/provider";

/**
 * On Node, requests are light objects that read the invocation lazily. Node 24's own `Request` and `fetch` refuse objects
 * that they did not create, so this module (and no other) replaces both with ones that accept them.
 * `ONEFN_GLOBALS=off` keeps the globals unchanged, at the price of slower requests.
 */
installGlobals();
