// Binds the parts: selection, focus, ways, search, tabs, keys, the line above the drawing.
// `geokg.select(id)` and the other functions here are what a script may use to steer the page.
"use strict";
geokg.part((geokg) => {
  const { state, byId, data, h, button } = geokg;
  const by = (id) => document.getElementById(id);
  const [query, canvas, live, strip] = ["query", "canvas", "live", "strip"].map(by);
  const say = (words) => { live.textContent = words; };

  // Select an entity (n…), a link (e…), a statement (v…), a document (d…), a month (m…), a pair
  // of states (p…), or nothing (null).
  function select(id, { keyboard = false, back = false } = {}) {
    if (id && !geokg.known(id)) return;
    if (id === state.selected && !keyboard) return;
    if (state.selected && state.selected !== id && !back && id) geokg.history.push(state.selected);
    if (!id) geokg.history.length = 0;
    const one = id && byId.get(id);
    const extra = new Set(state.extra);
    if (one && !geokg.drawn().includes(id)) {
      for (const end of one.kind ? [id] : one.edges ? [one.a, one.b] : []) extra.add(end);
    }
    geokg.change({ selected: id || null, extra }, { step: false });
    if (id && keyboard && document.activeElement !== canvas) geokg.panel.querySelector("h2").focus();
  }
  // Draw an entity with what is at most so many steps away; null draws everything again.
  function focus(id, steps = state.steps) {
    geokg.change({ focus: id, steps: id ? steps : 1, path: null, extra: new Set(), selected: id || state.selected, ...(id ? { view: "network" } : {}) });
  }
  // Draw the shortest way from one entity to another.
  function way(start, goal) {
    geokg.change({ path: [start, goal], focus: null, extra: new Set(), selected: null, view: "network" });
    geokg.panel.querySelector("h2").focus();
  }

  // ------------------------------------------------------------------------ after each change
  const LEGEND = ["kinds", "statuses", "names", "lasting", "lone", "limit", "sources", "document", "outlet", "from", "to", "undated"];
  const DRAWN = [...LEGEND, "focus", "steps", "path", "extra", "selected", "view"];
  const same = (one, other) => (one instanceof Set ? one.size === other.size && [...one].every((v) => other.has(v))
    : JSON.stringify(one) === JSON.stringify(other));
  const changed = (before, names) => names.some((name) => !same(before[name], state[name]));

  function views(before) {
    if (changed(before, ["view"])) tabs();
    if (state.view === "network") geokg.render();
    else geokg[{ events: "table", timeline: "timeline", matrix: "matrix", map: "map" }[state.view]]();
  }
  geokg.watch((before) => {
    const filtered = changed(before, LEGEND);
    if (changed(before, [...DRAWN, "find", "sort", "down"])) views(before);
    if (filtered) geokg.legend();
    if (filtered) geokg.updateTime();
    const moved = changed(before, ["selected", "path"]);
    if (moved || filtered || changed(before, ["focus", "steps", "find"])) geokg.show({ keep: !moved });
    tell();
    if (changed(before, ["selected"])) say(state.selected ? `Selected: ${geokg.panel.querySelector("h2").textContent}` : "Nothing selected");
    if (state.view !== "network") return;
    if (changed(before, ["focus", "path", "steps", "view", "limit"])) geokg.fit();
    else if (moved && state.selected) geokg.reveal(state.selected);
    else if (!(moved && geokg.refit())) geokg.repaint();
  });

  // What is drawn, and why not all of it.
  function tell() {
    const { entities, links, whole } = geokg.shown();
    const chips = [];
    const chip = (words, undo, label) => chips.push(h("span.chip", h("span", words), button("button", undo, { "aria-label": label }, "✕")));
    const name = (id) => geokg.text(geokg.short(geokg.label(id), 40));
    if (state.focus) chip([`Within ${geokg.some(state.steps, "step")} of `, name(state.focus)], () => focus(null), "Show everything again");
    if (state.path) chip(["From ", name(state.path[0]), " to ", name(state.path[1])], () => geokg.change({ path: null }), "Show everything again");
    if (state.document) chip(["Only ", geokg.text(geokg.short(byId.get(state.document).title, 40))], () => geokg.change({ document: "" }), "Show all documents");
    if (state.outlet) chip(["Only ", geokg.text(geokg.short(state.outlet, 40))], () => geokg.change({ outlet: "" }), "Show all outlets");
    if (geokg.timed()) chip([geokg.span()], () => { geokg.stopPlay(); geokg.change({ from: "", to: "" }); }, "Show all time");
    for (const { words, undo } of geokg.filters()) chip(words, () => geokg.change(undo), `Remove the filter: ${words}`);
    const shown = state.view === "network"
      ? `${geokg.number(entities.size)}${whole > entities.size ? ` most important of ${geokg.number(whole)}` : ""} ${entities.size === 1 ? "entity" : "entities"}, ${geokg.some(links.length, "line")}`
      : `${geokg.some(geokg.shownEvents().length, "event")} of ${geokg.number(geokg.events.length)}`;
    strip.replaceChildren(h("span.shown", shown), ...chips);
  }

  function tabs() {
    for (const name of geokg.VIEWS) {
      const on = name === state.view;
      by(`tab-${name}`).setAttribute("aria-selected", String(on));
      by(`tab-${name}`).tabIndex = on ? 0 : -1;
      by(`${name}-view`).hidden = !on;
    }
  }
  const open = (view) => geokg.change({ view }, { step: false });
  geokg.VIEWS.forEach((name, i) => {
    by(`tab-${name}`).addEventListener("click", () => open(name));
    by(`tab-${name}`).addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      const other = geokg.VIEWS[(i + step + geokg.VIEWS.length) % geokg.VIEWS.length];
      open(other);
      by(`tab-${other}`).focus();
    });
  });

  geokg.pickEntity(query, (id) => {
    if (state.view !== "network") geokg.change({ view: "network" }, { step: false });
    select(id, { keyboard: true });
  });

  by("zoom-in").addEventListener("click", () => geokg.zoom(1.25));
  by("zoom-out").addEventListener("click", () => geokg.zoom(0.8));
  by("zoom-fit").addEventListener("click", () => geokg.fit());
  by("undo").addEventListener("click", geokg.undo);
  by("reset").addEventListener("click", () => {
    geokg.stopPlay();
    query.value = "";
    geokg.history.length = 0;
    geokg.reset();
    geokg.fit();
  });
  by("skip").addEventListener("click", (event) => { event.preventDefault(); geokg.panel.focus(); });
  by("filters").addEventListener("click", () => {
    const shown = by("legend").classList.toggle("open");
    by("filters").setAttribute("aria-expanded", String(shown));
  });
  function scheme() {
    geokg.readColours();
    geokg.repaint();
  }
  by("theme").addEventListener("click", () => {
    geokg.setScheme(geokg.isDark() ? "light" : "dark");
    geokg.repaint();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", scheme);

  // ------------------------------------------------------------------------------- beginning
  by("summary").textContent = [geokg.some(data.entities.length, "entity", "entities"), geokg.some(geokg.events.length, "event"),
    geokg.some(data.claims.length, "claim"), geokg.some(data.documents.length, "document")].join(" · ");
  Object.assign(geokg, { select, focus, way, say, open });
  Object.assign(state, geokg.fromHash(location.hash.slice(1)));
  tabs();
  geokg.legend();
  geokg.buildTime();
  geokg.updateTime();
  geokg.render();
  geokg.fit();
  geokg.show();
  if (state.view !== "network") views(state);
  if (state.selected) geokg.reveal(state.selected);
  tell();
});
