import sharp from "sharp";
import type { Files } from "./files.js";

/** In place of an object store, for `onefn dev`. It always has one upload: `tomato.png`. */
export function memory(): Files {
  const objects = new Map<string, Uint8Array>();
  return {
    read: async (bucket, key) => (key === "tomato.png" ? tomato() : objects.get(`${bucket}/${key}`)),
    write: async (bucket, key, image) => void objects.set(`${bucket}/${key}`, image),
    remove: async (bucket, key) => void objects.delete(`${bucket}/${key}`),
  };
}

function tomato(): Promise<Uint8Array> {
  return sharp({ create: { width: 1200, height: 800, channels: 3, background: "tomato" } })
    .png()
    .toBuffer();
}
