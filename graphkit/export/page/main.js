// Ties the parts together: what is in the page or asked of `graphkit view`, the filters, the tabs, the keys.
"use strict";

Graphkit.start = () => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("graph-data").textContent);
  const model = new Graphkit.Model();
  model.add(data.parts);
  const look = { ...data.look, large: model.edges.size > 5000 };
  const state = { visible: [], chosen: null };

  const relations = new Map(), kinds = new Map(), modalities = new Map(), actorKinds = new Map();
  const tally = (map, key, n = 1) => map.set(key, (map.get(key) || 0) + n);
  const count = () => {
    for (const map of [relations, kinds, modalities, actorKinds]) map.clear();
    const ends = new Set();
    for (const edge of model.edges.values()) {
      tally(relations, edge.relation, edge.count);
      tally(kinds, edge.kind, edge.count);
      for (const item of edge.evidence) tally(modalities, item.modality);
      ends.add(edge.source).add(edge.target);
    }
    for (const id of ends) tally(actorKinds, model.kindOf(id));
    return ends.size;
  };

  const boxes = (id, map) => {
    const holder = $(id);
    const off = new Set([...holder.querySelectorAll("input:not(:checked)")].map((box) => box.value));
    const sorted = [...map].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
    holder.replaceChildren(...sorted.map(([name, number]) => Graphkit.element("label", { class: "check" },
      Graphkit.element("input", { type: "checkbox", value: name, checked: !off.has(name) }), ` ${name} `,
      Graphkit.element("small", {}, number.toLocaleString("en")))));
  };
  const checked = (id) => new Set([...$(id).querySelectorAll("input:checked")].map((box) => box.value));

  const describe = () => {
    const actors = count();
    boxes("relations", relations); boxes("kinds", kinds); boxes("modalities", modalities); boxes("actor-kinds", actorKinds);
    $("summary").textContent = `${Graphkit.plural(actors, "actor")}, ${Graphkit.plural(model.edges.size, "edge")}${data.served ? " so far" : ""}`;
    const left = data.left_out;
    $("left-out").hidden = !left;
    if (left) $("left-out").textContent = data.served
      ? `The graph has ${Graphkit.plural(left + model.edges.size, "edge")} or more; search and choose actors to bring in the rest.`
      : `Left out: ${Graphkit.plural(left, "edge")} with the least evidence.`;
  };

  const filters = () => ({
    relations: checked("relations"), kinds: checked("kinds"), modalities: checked("modalities"), actorKinds: checked("actor-kinds"),
    since: $("since").value || null, until: $("until").value || null, undated: $("undated").checked,
    confidence: Number($("confidence").value), negated: $("negated").checked, ended: $("ended").checked,
  });

  const chosen = {
    actor: async (id) => { if (data.served) await bring(`around?actor=${encodeURIComponent(id)}`); state.chosen = { actor: id }; tell(); },
    pair: async (a, b) => { if (data.served) await bring(`between?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`); state.chosen = { pair: [a, b] }; tell(); },
    nothing: () => { state.chosen = null; tell(); },
  };
  const drawing = new Graphkit.Drawing($("graph"), look, chosen);
  const panels = new Graphkit.Panels(look, chosen);

  const tell = () => {
    const { actor, pair } = state.chosen || {};
    if (actor) panels.actor(model, state.visible, actor);
    else if (pair) panels.pair(model, state.visible, ...pair);
    else panels.nothing();
    drawing.mark(actor ? [actor] : pair || [], Boolean(pair));
  };
  const list = () => { if (!$("list-panel").hidden) panels.list(model, state.visible, $("order").value); };
  const refresh = () => {
    $("confidence-shown").textContent = $("confidence").value;
    state.visible = model.visible(filters());
    drawing.show(model, state.visible);
    list();
    $("status").textContent = `${Graphkit.plural(state.visible.length, "edge")} shown`;
    if (state.chosen) tell();
  };
  const bring = async (question) => {
    $("status").textContent = "Asking the graph …";
    const answer = await fetch(`api/${question}${question.includes("?") ? "&" : "?"}token=${data.served}`);
    const parts = await answer.json();
    if (!answer.ok) { $("status").textContent = parts.error || "The graph did not answer."; return []; }
    if (parts.edges && model.add(parts).length) { describe(); refresh(); }
    $("status").textContent = `${Graphkit.plural(state.visible.length, "edge")} shown`;
    return parts.found || [];
  };

  // -- search: a combobox as WAI-ARIA describes it
  let found = [], at = -1;
  const offer = (actors) => {
    found = actors; at = -1;
    $("found").replaceChildren(...actors.map((actor, index) => Graphkit.element("li", { role: "option", id: `found-${index}`, "aria-selected": "false", onclick: () => take(index) },
      actor.name, Graphkit.element("small", {}, [actor.kind, actor.role, actor.country].filter(Boolean).join(", ")))));
    $("found").hidden = !actors.length;
    $("search").setAttribute("aria-expanded", String(actors.length > 0));
    $("search").removeAttribute("aria-activedescendant");
    $("status").textContent = $("search").value.trim() ? `${Graphkit.plural(actors.length, "actor")} found` : `${Graphkit.plural(state.visible.length, "edge")} shown`;
  };
  const point = (index) => {
    at = (index + found.length) % found.length;
    [...$("found").children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    $("search").setAttribute("aria-activedescendant", `found-${at}`);
    $("found").children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (index) => { const actor = found[index]; $("search").value = ""; offer([]); $("search").value = actor.name; chosen.actor(actor.id); };
  let asked = 0;
  $("search").addEventListener("input", async () => {
    const words = $("search").value, mine = ++asked;
    if (!data.served) return offer(model.find(words));
    if (!words.trim()) return offer([]);
    const actors = await bring(`search?q=${encodeURIComponent(words)}`);
    if (mine === asked) offer(actors.map(([id, name, kind, country, role]) => ({ id, name, kind, country, role })));
  });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) { point(at + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp" && found.length) { point(at - 1); event.preventDefault(); }
    else if (event.key === "Enter" && found.length) { take(Math.max(at, 0)); event.preventDefault(); }
    else if (event.key === "Escape") offer([]);
  });

  // -- filters, list, tabs, keys
  $("filters").addEventListener("input", () => { clearTimeout(state.later); state.later = setTimeout(refresh, look.large ? 150 : 30); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => { for (const box of $("filters").querySelectorAll("input[type=checkbox]")) box.checked = true; refresh(); }, 0));
  for (const [id, on] of [["all-relations", true], ["no-relations", false]])
    $(id).addEventListener("click", () => { for (const box of $("relations").querySelectorAll("input")) box.checked = on; refresh(); });
  $("order").addEventListener("change", list);
  $("more-rows").addEventListener("click", () => { panels.most += 500; list(); });
  const tabs = [["graph-tab", "graph-panel"], ["list-tab", "list-panel"]];
  const open = (which) => {
    for (const [tab, panel] of tabs) {
      const on = tab === which;
      $(tab).setAttribute("aria-selected", String(on));
      $(tab).tabIndex = on ? 0 : -1;
      $(panel).hidden = !on;
    }
    if (which === "graph-tab") drawing.cy.resize();
    list();
  };
  for (const [tab] of tabs) {
    $(tab).addEventListener("click", () => open(tab));
    $(tab).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs.find(([name]) => name !== tab)[0];
      open(other); $(other).focus(); event.preventDefault();
    });
  }
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); open("list-tab"); $("list-tab").focus(); });
  $("graph").addEventListener("keydown", (event) => drawing.key(event));
  $("graph").addEventListener("pointerdown", () => { drawing.touched = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { $("search").focus(); event.preventDefault(); }
    if (event.key === "Escape" && state.chosen && document.activeElement !== $("search")) chosen.nothing();
  });

  const legend = (colours, line) => Object.entries(colours).filter(([name]) => line || actorKinds.has(name)).map(([name, colour]) => {
    const mark = Graphkit.element("i", line ? { class: "line" } : {});
    mark.style.background = colour;
    return Graphkit.element("span", {}, mark, name);
  });
  describe();
  refresh();
  $("legend").replaceChildren(...legend(look.kinds, false), ...legend(look.sides, true), Graphkit.element("span", {}, "dashed: denied, over, planned or only possible"));
  window.graphkit = { model, drawing, state, ready: true };
};

Graphkit.start();
