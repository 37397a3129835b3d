// What can be read: the list, an actor, a pair with its timeline. Every text of a document goes through
// textContent; a link is made of an http or https address only.
"use strict";

Graphkit.element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== "") made.append(child);
  return made;
};

Graphkit.plural = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;

Graphkit.link = (text, url) => {
  let address = null;
  try { address = new URL(url); } catch { return text; }
  if (address.protocol !== "https:" && address.protocol !== "http:") return text;
  return Graphkit.element("a", { href: address.href, rel: "noopener noreferrer", target: "_blank" }, text);
};

Graphkit.Panels = class {
  constructor(look, chosen) {
    this.look = look;
    this.chosen = chosen;
    this.details = document.getElementById("details");
    this.rows = document.getElementById("rows");
    this.most = 200;
  }

  actorButton(model, id) {
    return Graphkit.element("button", { type: "button", class: "plain", onclick: () => this.chosen.actor(id) }, model.name(id));
  }

  words(edge) {
    const open = edge.relation === "open" && edge.evidence.length ? `open: ${edge.evidence[0].predicate}` : edge.relation;
    return `${edge.negated ? "not " : ""}${edge.ended ? "no longer " : ""}${open}`;
  }

  list(model, visible, order) {
    const sorted = [...visible];
    if (order === "name") sorted.sort((x, y) => model.name(x.edge.source).localeCompare(model.name(y.edge.source)) || model.name(x.edge.target).localeCompare(model.name(y.edge.target)));
    else if (order === "last") sorted.sort((x, y) => (y.edge.last || "").localeCompare(x.edge.last || ""));
    else sorted.sort((x, y) => y.count - x.count);
    this.rows.replaceChildren(...sorted.slice(0, this.most).map(({ edge, count }) => Graphkit.element("tr", {},
      Graphkit.element("td", {}, this.actorButton(model, edge.source)),
      Graphkit.element("td", {}, Graphkit.element("button", { type: "button", class: "plain", onclick: () => this.chosen.pair(edge.source, edge.target), "aria-label": `${model.name(edge.source)} ${this.words(edge)} ${model.name(edge.target)}: sentences` }, this.words(edge))),
      Graphkit.element("td", {}, this.actorButton(model, edge.target)),
      Graphkit.element("td", {}, Graphkit.span(edge.first, edge.last)),
      Graphkit.element("td", { class: "number" }, String(count)),
      Graphkit.element("td", {}, edge.says ? model.name(edge.says) : ""))));
    const more = document.getElementById("more-rows");
    more.hidden = sorted.length <= this.most;
    more.textContent = `Show more (${(sorted.length - this.most).toLocaleString("en")} left)`;
  }

  nothing() {
    this.details.replaceChildren(
      Graphkit.element("h2", {}, "Nothing chosen"),
      Graphkit.element("p", {}, "Choose an actor, or a line between two, to read the sentences behind it."));
  }

  actor(model, visible, id) {
    const actor = model.actors.get(id);
    const partners = new Map();
    for (const { edge, count } of visible) {
      if (edge.source !== id && edge.target !== id) continue;
      const other = edge.source === id ? edge.target : edge.source;
      const entry = partners.get(other) || { count: 0, words: new Map() };
      entry.count += count;
      const words = edge.symmetric ? this.words(edge) : edge.source === id ? `${this.words(edge)} →` : `← ${this.words(edge)}`;
      entry.words.set(words, (entry.words.get(words) || 0) + count);
      partners.set(other, entry);
    }
    const ranked = [...partners].sort((x, y) => y[1].count - x[1].count || (x[0] < y[0] ? -1 : 1));
    const about = [actor.kind, actor.role, actor.country].filter(Boolean).join(", ");
    this.put(
      Graphkit.element("h2", {}, actor.name),
      Graphkit.element("p", { class: "quiet" }, about),
      actor.aliases.length ? Graphkit.element("p", { class: "note" }, `also: ${actor.aliases.join("; ")}`) : "",
      Graphkit.element("h3", {}, Graphkit.plural(ranked.length, "partner")),
      Graphkit.element("ul", {}, ranked.slice(0, 100).map(([other, entry]) => Graphkit.element("li", {},
        Graphkit.element("button", { type: "button", class: "plain", onclick: () => this.chosen.pair(id, other) }, model.name(other)),
        ` ${Graphkit.plural(entry.count, "sentence")}`,
        Graphkit.element("div", { class: "note" }, [...entry.words].sort((x, y) => y[1] - x[1]).slice(0, 6).map(([word]) => word).join(", "))))),
      ranked.length > 100 ? Graphkit.element("p", { class: "note" }, `and ${ranked.length - 100} more in the list`) : "");
  }

  pair(model, visible, a, b) {
    const between = visible.filter(({ edge }) => (edge.source === a && edge.target === b) || (edge.source === b && edge.target === a));
    const told = [];
    let unshown = 0;
    for (const { edge, evidence, count } of between) {
      unshown += count - evidence.length;
      for (const item of evidence) told.push({ edge, item });
    }
    told.sort((x, y) => (x.item.date || "~").localeCompare(y.item.date || "~") || x.item.document.localeCompare(y.item.document));
    this.put(
      Graphkit.element("h2", {}, this.actorButton(model, a), " and ", this.actorButton(model, b)),
      Graphkit.element("p", { class: "quiet" }, `${Graphkit.plural(told.length, "sentence")}, oldest first, undated last`),
      this.strip(told),
      Graphkit.element("ol", { class: "timeline" }, told.map(({ edge, item }) => this.sentence(model, edge, item))),
      unshown ? Graphkit.element("p", { class: "note" }, `${Graphkit.plural(unshown, "more sentence")} of these edges not in this page`) : "");
  }

  sentence(model, edge, item) {
    const source = model.documents.get(item.document) || { title: null, date: null, url: null };
    const where = source.title || item.document;
    const sure = item.modality !== "asserted";
    return Graphkit.element("li", {},
      Graphkit.element("div", {},
        Graphkit.element("strong", {}, item.date || "undated"), " ",
        `${model.name(edge.source)} ${edge.symmetric ? "and" : this.words(edge)} ${model.name(edge.target)}${edge.symmetric ? `: ${this.words(edge)}` : ""} `,
        sure ? Graphkit.element("span", { class: "tag warn" }, item.modality) : "",
        edge.says ? Graphkit.element("span", { class: "tag" }, `says ${model.name(edge.says)}`) : ""),
      Graphkit.element("blockquote", {}, item.sentence.trim()),
      Graphkit.element("div", { class: "note" }, source.url ? Graphkit.link(where, source.url) : where,
        source.date ? ` of ${source.date}` : "", ` · confidence ${item.confidence.toFixed(2)}`));
  }

  // Where on the line of time each sentence stands.
  strip(told) {
    const stamp = (date) => Date.parse(date.length === 4 ? `${date}-07-01` : date.length === 7 ? `${date}-15` : date);
    const dated = told.filter(({ item }) => item.date && Number.isFinite(stamp(item.date)));
    if (dated.length < 2) return "";
    const times = dated.map(({ item }) => stamp(item.date));
    const low = Math.min(...times), wide = Math.max(...times) - low || 1;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "strip");
    svg.setAttribute("viewBox", "0 0 300 40");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `From ${dated[0].item.date} to ${dated[dated.length - 1].item.date}`);
    const draw = (name, attributes, text) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      if (text) made.textContent = text;
      svg.append(made);
    };
    draw("line", { x1: 6, x2: 294, y1: 22, y2: 22, stroke: "#9aa5ae" });
    dated.forEach(({ edge }, at) => draw("circle", { cx: 6 + (288 * (times[at] - low)) / wide, cy: 22, r: 4, fill: this.look.sides[edge.side], "fill-opacity": 0.7 }));
    draw("text", { x: 0, y: 38, "font-size": 9 }, dated[0].item.date);
    draw("text", { x: 300, y: 38, "font-size": 9, "text-anchor": "end" }, dated[dated.length - 1].item.date);
    return svg;
  }

  put(...children) {
    this.details.replaceChildren(...children.filter((child) => child !== ""));
    this.details.scrollTop = 0;
  }
};
