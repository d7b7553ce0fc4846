#!/usr/bin/env node
// The command: loads TypeScript by tsx, hears signals from here on, and runs main.ts.
import "tsx";

const { hearSignals } = await import("../run/interrupt.ts");
hearSignals();
await import("./main.ts");
