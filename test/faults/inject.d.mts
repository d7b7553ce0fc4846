/**
 * Makes the file system of this process fail below one folder. @param fault see inject.mjs @returns ends it
 */
export function inject(fault: string, folder: string): () => void;
