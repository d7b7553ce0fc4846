/**
 * Whether `name` is a file below a folder: parts with `/` between them, none of them empty, `.` or `..`, so that it cannot
 * leave the folder, and no name of our own (`.tritforge…`).
 */
export function isInnerName(name: string): boolean {
  return name
    .split("/")
    .every(
      (part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part) && !part.startsWith(".tritforge"),
    );
}
