/** Types of what tests use of `details.js`. */

export function commandsOf(data: unknown, design: number): string[];
