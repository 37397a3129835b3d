// Reads GEXF and GraphML with graphology, and hands the graph to cytoscape.js.
//
//   npm install --no-save graphology graphology-gexf graphology-graphml graphology-types jsdom cytoscape
//   node docs/readers/graphology.mjs graph.gexf graph.graphml
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { DOMParser: window.DOMParser, Document: window.Document });
const { MultiDirectedGraph } = require("graphology");
const cytoscape = require("cytoscape");
const [gexf, graphml] = process.argv.slice(2).map((name) => readFileSync(name, "utf8"));
for (const [format, graph] of [
  ["GEXF", require("graphology-gexf").parse(MultiDirectedGraph, gexf)],
  ["GraphML", require("graphology-graphml").parse(MultiDirectedGraph, graphml)],
]) {
  const elements = [
    ...graph.mapNodes((id, data) => ({ data: { ...data, id } })),
    ...graph.mapEdges((id, data, source, target) => ({ data: { ...data, id: `edge ${id}`, source, target } })),
  ];
  const cy = cytoscape({ headless: true, elements });
  console.log(`${format}: ${graph.order} nodes, ${graph.size} edges in graphology; ${cy.nodes().length} nodes, ${cy.edges().length} edges in cytoscape.js`);
}
