/**
 * The JavaScript of a TypeScript file, with a source map. @param text what is in the file @param cache folder that keeps what
 * was made of each file; it need not be there, nor be writable
 */
export function stripTypes(file: string, text: string, cache: string): Promise<string>;
