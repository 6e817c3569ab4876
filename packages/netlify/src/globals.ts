import { installGlobals } from "onefn/provider";

/**
 * On Node, requests of `./v1` are light objects that read the event lazily. Node 24's own `Request` and `fetch` refuse
 * every object that they did not make, so this module, and no other, replaces the two by ones that accept both.
 * `ONEFN_GLOBALS=off` keeps the globals as they are, at the price of slower requests.
 */
installGlobals();
