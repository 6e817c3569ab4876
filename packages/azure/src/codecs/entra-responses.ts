interface BlockPage {
  readonly action: "showBlockPage";
  readonly title?: string | undefined;
  readonly message: string;
}

/**
 * What Microsoft Entra can do besides letting a user go on, by the event that it asks about. Actions that set claims or
 * attributes have no place here: `allow` has them.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-onattributecollectionsubmit-retrieve-return-data
 */
export interface EntraResponses {
  readonly attributeCollectionStart:
    | BlockPage
    | {
        readonly action: "setPrefillValues";
        /** By the names of the event's attributes. The user can change each. */
        readonly inputs: Readonly<Record<string, string | number | boolean>>;
      };
  readonly attributeCollectionSubmit:
    | BlockPage
    | {
        readonly action: "showValidationError";
        readonly message: string;
        /** What is wrong, by the names of the event's attributes. */
        readonly attributeErrors: Readonly<Record<string, string>>;
      };
}

/**
 * An answer in Entra's own words, for `allow({ platform })`: it is the whole answer. `showBlockPage` and
 * `showValidationError` stop the user all the same.
 *
 * @example
 * return allow({
 *   platform: entraResponse("attributeCollectionSubmit", {
 *     action: "showValidationError",
 *     message: "Please correct the city.",
 *     attributeErrors: { city: "A city has no digits." },
 *   }),
 * });
 */
export function entraResponse<Event extends keyof EntraResponses>(
  event: Event,
  response: EntraResponses[Event],
): { readonly hook: string; readonly response: object } {
  return { hook: event, response };
}
