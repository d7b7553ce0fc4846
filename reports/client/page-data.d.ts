/** Types of `page-data.js`. */

export function readPage(json: string): unknown;
