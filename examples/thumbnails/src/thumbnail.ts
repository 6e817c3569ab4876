import sharp from "sharp";

/** The longer side, in pixels. */
const SIZE = 320;
/** A small file can unpack to gigabytes. Larger images fail. */
const MAX_PIXELS = 100_000_000;
/** Not SVG and PDF: they are documents, and whoever uploads one decides what is drawn. */
const FORMATS: readonly (string | undefined)[] = ["jpeg", "png", "webp", "gif", "tiff", "heif"];

/**
 * Makes an image smaller, and upright if a camera was held sideways. Returns WebP, or undefined if the bytes are not
 * an image.
 *
 * @throws if the image is damaged or too large.
 */
export async function toThumbnail(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes.length === 0) return undefined;
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS });
  const { format } = await image.metadata().catch(() => ({ format: undefined }));
  if (!FORMATS.includes(format)) return undefined;
  return image.autoOrient().resize(SIZE, SIZE, { fit: "inside", withoutEnlargement: true }).webp().toBuffer();
}
