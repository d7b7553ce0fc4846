/** The folder of what the product keeps for itself. */
export const CACHE: string;
/** Names what something is made of, in 32 digits. */
export function digestOf(...madeOf: readonly unknown[]): string;
/** A folder of the cache that `make` fills if it is not there; undefined where it cannot be made or kept. */
export function keptFolder(name: string, make: (folder: string) => void | Promise<void>): Promise<string | undefined>;
