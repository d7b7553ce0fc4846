#!/usr/bin/env node
// The command: loads TypeScript by tsx and runs main.ts.
import "tsx";
await import("./main.ts");
