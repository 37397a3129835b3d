// The graph as the page holds it, and which of it the filters let through. Text only: nothing in here
// ever becomes markup.
"use strict";
const Graphkit = {};

Graphkit.Model = class {
  constructor() {
    this.actors = new Map();
    this.documents = new Map();
    this.edges = new Map();
  }

  // Takes what Python wrote (graphkit.export.pagedata); returns the edges that are new.
  add(parts) {
    for (const [id, [name, kind, country, role, aliases]] of Object.entries(parts.actors)) {
      if (this.actors.has(id)) continue;
      const folded = [name, ...aliases, id].map(Graphkit.fold);
      this.actors.set(id, { id, name, kind, country, role, aliases, folded });
    }
    for (const [id, [title, date, url]] of Object.entries(parts.documents))
      this.documents.set(id, { id, title, date, url });
    const fresh = [];
    for (const row of parts.edges) {
      const [id, source, target, relation, kind, negated, ended, symmetric, says, side, count, first, last, told] = row;
      const known = this.edges.get(id);
      const evidence = told.map(([document, date, modality, confidence, sentence, predicate]) =>
        ({ document, date, modality, confidence, sentence, predicate }));
      if (known) {
        if (evidence.length > known.evidence.length) known.evidence = evidence;
        continue;
      }
      const edge = { id, source, target, relation, kind, negated, ended, symmetric, says, side, count, first, last, evidence };
      this.edges.set(id, edge);
      fresh.push(edge);
    }
    return fresh;
  }

  name(id) {
    const actor = this.actors.get(id);
    return actor ? actor.name : id;
  }

  // Actors whose names hold the words, best first.
  find(words, most = 12) {
    const wanted = Graphkit.fold(words);
    if (!wanted) return [];
    const weights = this.weights();
    const found = [];
    for (const actor of this.actors.values()) {
      let rank = 9;
      for (const name of actor.folded) {
        if (name === wanted) rank = Math.min(rank, 0);
        else if (name.startsWith(wanted)) rank = Math.min(rank, 1);
        else if (name.includes(" " + wanted)) rank = Math.min(rank, 2);
        else if (name.includes(wanted)) rank = Math.min(rank, 3);
      }
      if (rank < 9) found.push([rank, -(weights.get(actor.id) || 0), actor]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2].id < b[2].id ? -1 : 1));
    return found.slice(0, most).map((row) => row[2]);
  }

  weights() {
    const weights = new Map();
    for (const edge of this.edges.values())
      for (const end of [edge.source, edge.target])
        weights.set(end, (weights.get(end) || 0) + edge.count);
    return weights;
  }

  // Each edge with the evidence that the filters let through; edges without any are left out.
  visible(filters) {
    const found = [];
    for (const edge of this.edges.values()) {
      if (filters.relations && !filters.relations.has(edge.relation)) continue;
      if (!filters.kinds.has(edge.kind)) continue;
      if (edge.negated && !filters.negated) continue;
      if (edge.ended && !filters.ended) continue;
      if (!filters.actorKinds.has(this.kindOf(edge.source))) continue;
      if (!filters.actorKinds.has(this.kindOf(edge.target))) continue;
      const evidence = edge.evidence.filter((item) =>
        filters.modalities.has(item.modality) && item.confidence >= filters.confidence &&
        Graphkit.within(item.date, filters));
      if (!evidence.length) continue;
      const all = evidence.length === edge.evidence.length;
      found.push({ edge, evidence, count: all ? edge.count : evidence.length });
    }
    return found;
  }

  kindOf(id) {
    const actor = this.actors.get(id);
    return actor ? actor.kind : "other";
  }
};

// Case, accents and marks aside, as graphkit's own names are compared.
Graphkit.fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
  .replace(/[.'’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// A month or a year is within when any of its days is.
Graphkit.within = (date, { since, until, undated }) => {
  if (!since && !until) return date !== null || undated;
  if (date === null) return undated;
  return (!since || date >= since.slice(0, date.length)) && (!until || date <= until.slice(0, date.length));
};

Graphkit.span = (first, last) => !first ? "" : first === last || !last ? first : `${first} to ${last}`;
