import { InputError } from "../core/errors.ts";

/** What the codes of the operating system mean to people; others are shown as they are. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EDQUOT: "a used-up quota",
  EEXIST: "a name that is taken",
  EIO: "an input/output error",
  EISDIR: "a folder",
  EMFILE: "too many open files",
  ENAMETOOLONG: "a name that is too long",
  ENFILE: "too many open files",
  ENOENT: "no such file or folder",
  ENOSPC: "a full disk",
  ENOTDIR: "a file in the place of a folder",
  EPERM: "no permission",
  EROFS: "a read-only file system",
};

/** The code of an error of the operating system, e.g. `ENOSPC`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return String(error.code);
}

/** `a full disk (ENOSPC)`. */
export function foundWords(code: string): string {
  const words = WORDS[code];
  return words === undefined ? code : `${words} (${code})`;
}

/**
 * Does something with files. An error of the operating system becomes an InputError of one line,
 * `WHERE: got a full disk (ENOSPC) while writing NAME, expected room for the result`; any other error stays what it is.
 * @param during e.g. `while writing NAME`
 * @param expected what would have been right; a full disk always misses `room for the result`
 */
export function withFileFaults<T>(
  where: string,
  { during, expected }: { readonly during?: string; readonly expected: string },
  action: () => T,
): T {
  try {
    return action();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw fileFault(where, code, { expected, ...(during === undefined ? {} : { during }) });
  }
}

/** The InputError of `withFileFaults`. */
export function fileFault(
  where: string,
  code: string,
  { during, expected }: { readonly during?: string; readonly expected: string },
): InputError {
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  const found = `${foundWords(code)}${during === undefined ? "" : ` ${during}`}`;
  return InputError.at(where, `got ${found}, expected ${isFull ? "room for the result" : expected}`);
}

/** Says once that results cannot be kept in a file any more, and that the run goes on. @throws any other error */
export function noteUnkept(file: string, error: unknown): void {
  const code = systemCode(error);
  if (code === undefined) throw error;
  process.stderr.write(`${file}: got ${foundWords(code)}; the run goes on without keeping what it works out\n`);
}
