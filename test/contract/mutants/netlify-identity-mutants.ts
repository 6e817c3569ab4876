import { ALLOWED, caught, DENIED, decided, decision, NOTHING, unexpected } from "./identity-words.js";
import { type Native, ofWire } from "./mutant.js";
import { verifying } from "./verified.js";

/** An answer with another status. */
const answered = (map: (status: number) => number) => (response: Native) =>
  map(response.status) === response.status ? response : new Response(null, { status: map(response.status) });

/** Adapters that answer Netlify Identity wrongly. */
export const netlifyIdentityMutants = ofWire("netlify/identity-events", [
  {
    name: "verify is not asked about Identity",
    options: verifying(() => "platform"),
    caughtBy: [
      "a hook with the right secret is handled, and one with a wrong secret, or none, is answered 401",
      "a verify that is not true refuses a hook: it throws",
    ],
  },
  {
    name: "without the option events, everybody is Identity",
    options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
    caughtBy: ["without the option events, a hook is answered 401, and one log line says how to verify it"],
  },
  {
    name: "a denial is answered 204, which is a yes",
    result: answered((status) => (status === 403 ? 204 : status)),
    caughtBy: [DENIED],
  },
  {
    name: "a failure is answered 202, as a background function is",
    result: answered((status) => (status >= 500 ? 202 : status)),
    caughtBy: [NOTHING, unexpected("error")],
  },
  {
    name: "a denial is answered 200 with a reason",
    result: (response) => (response.status === 403 ? Response.json({ error: "denied" }) : response),
    caughtBy: [DENIED],
  },
  {
    name: "the answer is a text",
    result: (response) => (response.ok ? new Response("ok") : response),
    caughtBy: [ALLOWED],
  },
  {
    name: "the answer is the user's record, as handlers of Netlify's own give it",
    result: (response) => (response.ok ? Response.json({ user_metadata: { full_name: "Ann" } }) : response),
    caughtBy: [ALLOWED],
  },
  {
    name: "an error allows a user of Netlify Identity",
    function: caught(() => decision("allow")),
    caughtBy: [unexpected("error"), unexpected("undefined")],
  },
  {
    name: "claims become metadata, which stays with the user",
    function: decided((given) => (given?.claims ? decision("allow") : given)),
    caughtBy: ["claims that a moment has no place for stop the user, and the log says why"],
  },
  {
    name: "attributes are dropped",
    function: decided((given) => (given?.attributes ? decision("allow") : given)),
    caughtBy: ["attributes that a moment has no place for stop the user, and the log says why"],
  },
  {
    name: "what JSON would lose of an answer is left out",
    function: decided((given) =>
      given?.platform?.response.picture ? decision("allow", { platform: undefined }) : given,
    ),
    caughtBy: ["an answer in the provider's words that JSON would lose stops the user, and the log says why"],
  },
  {
    name: "an answer for another hook counts",
    function: decided((given) => (given?.platform ? decision("allow") : given)),
    caughtBy: ["an answer for another platform's hook stops the user, and the log says why"],
  },
]);
