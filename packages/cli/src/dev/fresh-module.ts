import { realpath, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, type Stamps, stampOf } from "./bundle.js";
import { loadError, missingFile } from "./load-error.js";

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

let copies = 0;

/** A module that is reloaded when its file, or one that it imports, changes on disk. Packages are not reloaded. */
export class FreshModule {
  readonly file: string;
  #stamps: Stamps = new Map([["", "never loaded"]]);
  #exports: Promise<Exports> = Promise.resolve({});

  constructor(file: string) {
    this.file = resolve(file);
  }

  /**
   * The current exports: the same object until something changes. Rejects with OnefnError ONEFN_NOT_LOADED if the module
   * cannot be loaded.
   */
  current(): Promise<Exports> {
    // One after the other: a file may have changed since a pending load started.
    this.#exports = this.#exports.then(
      async (loaded) => ((await this.#hasChanged()) ? this.#load() : loaded),
      () => this.#load(),
    );
    return this.#exports;
  }

  async #hasChanged(): Promise<boolean> {
    const now = await Promise.all([...this.#stamps.keys()].map(stampOf));
    return [...this.#stamps.values()].some((stamp, index) => stamp !== now[index]);
  }

  async #load(): Promise<Exports> {
    if (!(await stampOf(this.file))) throw missingFile(this.file);
    try {
      return await this.#loadCopy();
    } catch (error) {
      throw loadError(this.file, error);
    }
  }

  async #loadCopy(): Promise<Exports> {
    // Node.js loads a module once per name, and resolves packages from the file's location.
    const copy = join(await folderFor(this.file), `${process.pid}-${++copies}.mjs`);
    const stamps = await bundle(this.file, copy);
    try {
      const exports: Exports = await import(pathToFileURL(copy).href);
      this.#stamps = stamps;
      return exports;
    } finally {
      await rm(copy, { force: true });
    }
  }
}

/** A folder from which a file's packages resolve: in its nearest `node_modules`, or else beside it. */
async function folderFor(file: string): Promise<string> {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    const isThere = (await stat(modules).catch(() => undefined))?.isDirectory();
    // Source maps refer to the sources from the copy's real location.
    if (isThere) return join(await realpath(modules), ".onefn");
  }
  return dirname(file);
}
