import { placeIn } from "./bundle.mjs";

declare global {
  /** The folder that the code of this thread is loaded from; undefined: each file from where it is written. */
  var tritforgeBundle: string | undefined;
}

/** Imports a module of ours by its URL, from the bundle if the thread runs from one. Its type is the caller's to know. */
export function importModule<T>(url: string): Promise<T> {
  return import(placeIn(globalThis.tritforgeBundle, url));
}
