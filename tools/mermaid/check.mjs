// Parses every Mermaid graph in the Markdown files that are given, with Mermaid's own parser. Mermaid wants a browser's window.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

let graphs = 0;
for (const file of process.argv.slice(2)) {
  for (const [, graph] of readFileSync(file, "utf8").matchAll(/^```mermaid\n([^]*?)^```/gm)) {
    graphs++;
    try {
      await mermaid.parse(graph);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${file}: ${error}`);
    }
  }
}
console.log(`${graphs} graphs`);
if (graphs === 0) process.exitCode = 1;
