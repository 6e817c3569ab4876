import { undecodable } from "./undecodable.js";

// Decoding takes half of the time that a notification needs, and the objects of one event are mostly in one folder.
let lastFolder = "";
let lastDecoded = "";

/**
 * The key of an object, which notifications give in form encoding: a plus sign is a space, a slash is itself.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function decodeKey(key: string): string {
  try {
    const end = key.lastIndexOf("/") + 1;
    const folder = key.slice(0, end);
    if (folder !== lastFolder) {
      lastDecoded = decode(folder);
      lastFolder = folder;
    }
    return lastDecoded + decode(key.slice(end));
  } catch {
    throw undecodable("the object's key is not validly encoded");
  }
}

function decode(text: string): string {
  return text.includes("%") || text.includes("+") ? decodeURIComponent(text.replaceAll("+", " ")) : text;
}
