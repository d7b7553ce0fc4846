/** The folder of the bundle; undefined where it cannot be kept. */
export function bundled(): Promise<string | undefined>;
/** Where a module of ours is loaded from: its file in a bundle, if it is loaded by name there. */
export function placeIn(bundle: string | undefined, url: string): string;
