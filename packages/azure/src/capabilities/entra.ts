import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline } from "./words.js";

const DOCS = "https://learn.microsoft.com/en-us/entra/identity-platform";
const CLAIMS = `${DOCS}/custom-claims-provider-reference`;
const START = `${DOCS}/custom-extension-onattributecollectionstart-retrieve-return-data`;
const SUBMIT = `${DOCS}/custom-extension-onattributecollectionsubmit-retrieve-return-data`;

const common: Capabilities = {
  waitUntil: how("awaited before the answer"),
  deadline: noDeadline,
};

const signUp: Capabilities = {
  ...common,
  claims: gap("A user who signs up gets no token yet. tokenIssuanceStart takes claims.", CLAIMS),
  users: gap("A user who is about to be created has no id yet.", SUBMIT),
};

/** Custom authentication extensions of Microsoft Entra. */
export const entra: Readonly<Record<string, Capabilities>> = {
  "entra-token": {
    ...common,
    suppressedClaims: gap("An extension can add claims, and leave none out.", CLAIMS),
    userAttributes: gap("The event has no action that changes the user.", CLAIMS),
    reasons: gap(
      "There is no action that stops a token. Any answer but 200 does, and the user learns only that it failed.",
      `${DOCS}/custom-extension-troubleshoot#error-behavior`,
    ),
  },
  "entra-sign-up": {
    ...signUp,
    userAttributes: how("at attributeCollectionSubmit, those that the user flow collects"),
  },
  "entra-sign-up-start": {
    ...signUp,
    userAttributes: gap("The user can change what a form is filled with at its start.", START),
  },
};
