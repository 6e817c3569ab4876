import { storage } from "onefn";
import { files } from "./files.js";
import { toThumbnail } from "./thumbnail.js";

/**
 * Keeps a thumbnail of each image. Notifications arrive in any order, and some arrive twice, so this looks at what the
 * bucket holds now. Thumbnails go to another bucket: in the same one, each would cause the next notification.
 */
export const thumbnails = storage(
  { bucket: "uploads", on: ["created", "deleted", "archived"] },
  async ({ bucket, key }, { env, log }) => {
    const target = env.THUMBNAILS_BUCKET ?? "thumbnails";
    const upload = await files().read(bucket, key);
    const thumbnail = upload && (await toThumbnail(upload));
    if (thumbnail) await files().write(target, `${key}.webp`, thumbnail);
    else await files().remove(target, `${key}.webp`);
    log.info(thumbnail ? "thumbnail stored" : "no image, no thumbnail", { key, bytes: thumbnail?.length });
  },
);

/** The samples with which `onefn dev` fills its forms. */
export const samples = { thumbnails: "tomato.png" };
