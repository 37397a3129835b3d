// The picture: actors as dots, one line for all edges between two; Cytoscape.js draws it, d3-force lays
// it out a slice of time at a time so that the page is never blocked.
"use strict";

// Ids of dots and of lines never meet, whatever an actor's id is.
Graphkit.dot = (id) => "n " + id;

Graphkit.Drawing = class {
  constructor(container, look, chosen) {
    this.look = look;
    this.simulation = null;
    this.zoom = 1;
    this.cy = cytoscape({
      container,
      elements: [],
      minZoom: 0.03,
      maxZoom: 6,
      boxSelectionEnabled: false,
      autounselectify: true,
      hideEdgesOnViewport: look.large,
      textureOnViewport: look.large,
      pixelRatio: look.large ? 1 : "auto",
      style: this.styles(),
    });
    this.cy.on("zoom", () => {
      if (Math.abs(this.cy.zoom() - this.zoom) < this.zoom * 0.1) return;
      this.zoom = this.cy.zoom();
      this.cy.nodes(".great").updateStyle();
    });
    this.cy.on("tap", "node", (event) => chosen.actor(event.target.data("actor")));
    this.cy.on("tap", "edge", (event) => chosen.pair(event.target.data("a"), event.target.data("b")));
    this.cy.on("tap", (event) => { if (event.target === this.cy) chosen.nothing(); });
  }

  styles() {
    const colour = (node) => this.look.kinds[node.data("kind")] || this.look.kinds.other;
    return [
      { selector: "node", style: {
        "background-color": colour, width: "data(size)", height: "data(size)", label: "data(name)",
        "font-size": "data(font)", "min-zoomed-font-size": 8, color: "#1d2329", "text-valign": "bottom",
        "text-margin-y": 2, "text-outline-color": "#ffffff", "text-outline-width": 2,
        "text-max-width": 140, "text-wrap": "ellipsis", "border-width": 0 } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": (edge) => this.look.sides[edge.data("side")], opacity: 0.55,
        "curve-style": this.look.large ? "haystack" : "straight",
        "target-arrow-shape": (edge) => edge.data("forth") ? "triangle" : "none",
        "source-arrow-shape": (edge) => edge.data("back") ? "triangle" : "none",
        "target-arrow-color": (edge) => this.look.sides[edge.data("side")],
        "source-arrow-color": (edge) => this.look.sides[edge.data("side")], "arrow-scale": 0.7,
        "line-style": (edge) => edge.data("sure") ? "solid" : "dashed",
        label: (edge) => edge.data("label"), "font-size": 7, "min-zoomed-font-size": 9,
        "text-rotation": "autorotate", "text-outline-color": "#ffffff", "text-outline-width": 1.5 } },
      // The few with most evidence keep a readable name however small the picture is.
      { selector: "node.great", style: { "font-size": () => 12 / Math.min(1, this.zoom), "min-zoomed-font-size": 0, "z-index": 5, "text-max-width": 400 } },
      { selector: ".gone", style: { display: "none" } },
      { selector: ".faded", style: { opacity: 0.12 } },
      { selector: "node.chosen", style: { "border-width": 3, "border-color": "#1d2329", "min-zoomed-font-size": 0, "z-index": 9 } },
      { selector: "edge.chosen", style: { opacity: 1, width: 5, "z-index": 9 } },
    ];
  }

  // Shows these edges; what is new is placed beside what it is tied to and the layout goes on.
  show(model, visible) {
    const lines = new Map();
    const weights = new Map();
    for (const { edge, evidence, count } of visible) {
      const [a, b] = edge.source < edge.target ? [edge.source, edge.target] : [edge.target, edge.source];
      for (const end of new Set([a, b])) weights.set(end, (weights.get(end) || 0) + count);
      if (a === b) continue;
      const key = `${a.length}:${a}${b}`;
      let line = lines.get(key);
      if (!line) lines.set(key, line = { a, b, count: 0, sides: new Set(), forth: false, back: false, relations: new Set(), sure: false });
      line.count += count;
      line.sides.add(edge.side);
      line.relations.add(edge.negated ? `not ${edge.relation}` : edge.relation);
      if (edge.source === a || edge.symmetric) line.forth = true;
      if (edge.source === b || edge.symmetric) line.back = true;
      if (!edge.negated && !edge.ended && evidence.some((item) => item.modality === "asserted" || item.modality === "reported")) line.sure = true;
    }
    const fresh = [];
    const neighbours = new Map();
    for (const { a, b } of lines.values())
      for (const [x, y] of [[a, b], [b, a]]) neighbours.set(x, [...(neighbours.get(x) || []).slice(0, 3), y]);
    let placed = this.cy.nodes().length;
    const cy = this.cy;
    cy.batch(() => {
      cy.elements().addClass("gone");
      for (const [id, weight] of weights) {
        const size = 8 + 5 * Math.log2(1 + weight);
        const data = { id: Graphkit.dot(id), actor: id, name: model.name(id), kind: model.kindOf(id), size, font: 9 + Math.min(9, Math.log2(1 + weight)) };
        const node = cy.getElementById(data.id);
        if (node.nonempty()) { node.data(data).removeClass("gone"); continue; }
        const near = (neighbours.get(id) || []).map((other) => cy.getElementById(Graphkit.dot(other))).find((other) => other.nonempty());
        const angle = placed * 2.399963, radius = 26 * Math.sqrt(++placed);
        const position = near
          ? { x: near.position("x") + 40 * Math.cos(angle), y: near.position("y") + 40 * Math.sin(angle) }
          : { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
        fresh.push({ group: "nodes", data, position });
      }
      for (const [key, line] of lines) {
        const names = [...line.relations];
        const side = line.sides.size === 1 ? [...line.sides][0] : line.sides.has("hostile") ? (line.sides.has("cooperative") ? "mixed" : "hostile") : line.sides.has("cooperative") ? "cooperative" : "neutral";
        const data = { id: "e " + key, source: Graphkit.dot(line.a), target: Graphkit.dot(line.b), a: line.a, b: line.b, side, forth: line.forth, back: line.back, sure: line.sure,
          width: 1 + Math.min(5, Math.log2(line.count)), label: this.look.large ? "" : names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join(", ") };
        const edge = cy.getElementById(data.id);
        if (edge.nonempty()) edge.data(data).removeClass("gone");
        else fresh.push({ group: "edges", data });
      }
      if (fresh.length) cy.add(fresh);
      const ranked = [...weights].sort((x, y) => y[1] - x[1]).slice(0, 14);
      cy.nodes(".great").removeClass("great");
      for (const [id] of ranked) cy.getElementById(Graphkit.dot(id)).addClass("great");
    });
    if (fresh.length) this.layOut();
  }

  layOut() {
    if (this.simulation) this.simulation.stopped = true;
    const cy = this.cy;
    const dots = cy.nodes().toArray();
    const nodes = dots.map((dot) => ({ id: dot.id(), x: dot.position("x"), y: dot.position("y"), r: dot.data("size") }));
    const links = cy.edges().toArray().map((edge) => ({ source: edge.data("source"), target: edge.data("target") }));
    const many = nodes.length > 2000;
    const simulation = d3.forceSimulation(nodes)
      .force("charge", d3.forceManyBody().strength(many ? -60 : -220).theta(many ? 1.1 : 0.9).distanceMax(many ? 900 : 1400))
      .force("link", d3.forceLink(links).id((node) => node.id).distance(many ? 70 : 95))
      .force("x", d3.forceX().strength(0.05)).force("y", d3.forceY().strength(0.05))
      .alphaDecay(many ? 0.05 : nodes.length > 300 ? 0.035 : 0.025).stop();
    const run = { stopped: false };
    this.simulation = run;
    const slice = (milliseconds) => {
      const end = performance.now() + milliseconds;
      while (simulation.alpha() > 0.02 && performance.now() < end) simulation.tick();
      cy.batch(() => nodes.forEach((node, at) => dots[at].position({ x: node.x, y: node.y })));
      if (!this.touched) this.fit();
    };
    slice(many ? 200 : 120);
    const step = () => {
      if (run.stopped) return;
      if (simulation.alpha() <= 0.02) { this.settled = true; return; }
      slice(nodes.length > 300 ? 70 : 24);
      requestAnimationFrame(() => setTimeout(step, 0));
    };
    this.settled = false;
    requestAnimationFrame(() => setTimeout(step, 0));
  }

  // All of it in view, but a few dots not blown up.
  fit() {
    this.cy.fit(this.cy.elements(":visible"), 30);
    if (this.cy.zoom() > 1.4) { this.cy.zoom(1.4); this.cy.center(this.cy.elements(":visible")); }
  }

  mark(ids, pair) {
    const cy = this.cy;
    cy.batch(() => {
      cy.elements().removeClass("chosen faded");
      if (!ids.length) return;
      const chosen = cy.collection(ids.map((id) => cy.getElementById(Graphkit.dot(id))).filter((one) => one.nonempty()));
      const near = pair ? chosen : chosen.closedNeighborhood();
      cy.elements().not(near).not(pair ? chosen.edgesWith(chosen) : cy.collection()).addClass("faded");
      chosen.addClass("chosen");
      if (pair) chosen.edgesWith(chosen).addClass("chosen");
    });
    const shown = cy.collection(ids.map((id) => cy.getElementById(Graphkit.dot(id))).filter((one) => one.nonempty()));
    if (shown.nonempty()) {
      this.touched = true;
      const all = pair ? shown : shown.closedNeighborhood();
      cy.animate({ fit: { eles: all.filter(":visible").union(shown), padding: 90 }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250 });
    }
  }

  key(event) {
    const step = 60, cy = this.cy;
    const moves = { ArrowLeft: { x: step, y: 0 }, ArrowRight: { x: -step, y: 0 }, ArrowUp: { x: 0, y: step }, ArrowDown: { x: 0, y: -step } };
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    if (moves[event.key]) cy.panBy(moves[event.key]);
    else if (event.key === "+" || event.key === "=") cy.zoom({ level: cy.zoom() * 1.25, renderedPosition: middle });
    else if (event.key === "-") cy.zoom({ level: cy.zoom() / 1.25, renderedPosition: middle });
    else if (event.key === "f" || event.key === "F") this.fit();
    else return;
    this.touched = true;
    event.preventDefault();
  }
};
