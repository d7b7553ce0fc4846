import { basename, isAbsolute, relative } from "node:path";

/**
 * A path as results state it: relative to the working directory, so that no result tells, or depends on, where a machine
 * keeps its files. A path on another drive is its last name only.
 * @param path absolute or relative; a relative one stays as it is
 */
export function projectPath(path: string, workingDirectory = process.cwd()): string {
  if (!isAbsolute(path)) return path;
  const way = relative(workingDirectory, path);
  if (isAbsolute(way)) return basename(path);
  return way === "" ? "." : way;
}
