import { isDecoded } from "#fetch";
import { ownResponse } from "./own-response.js";

/** Headers that are true of an encoded body alone. */
const OF_ENCODED = /^content-(?:encoding|length)$/;

/** What fetch gave and has decoded, without the headers of its encoding; any other Response as it is. */
export function relayable(response: Response): Response {
  return isDecoded(response) ? ownResponse(response, OF_ENCODED) : response;
}
