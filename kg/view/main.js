// Binds the parts: selection, focus, search, tabs, keys. `geokg.select(id)` and the other
// functions on `window.geokg` are what a script may use to steer the page.
"use strict";
(function (geokg) {
  const { state, byId, data } = geokg;
  const by = (id) => document.getElementById(id);
  const [query, matches, canvas, live] = ["query", "matches", "canvas", "live"].map(by);

  function refresh() {
    geokg.render();
    geokg.table();
  }

  // Select an entity (n…), a link (e…), a statement (v…), or nothing (null).
  geokg.select = function (id, { keyboard = false, back = false } = {}) {
    const one = id ? byId.get(id) : null;
    if (id && !one) return;
    if (state.selected && state.selected !== id && !back && one) geokg.history.push(state.selected);
    if (!one) geokg.history.length = 0;
    state.selected = one ? id : null;
    if (one && !geokg.drawn().includes(id)) {
      for (const end of one.kind ? [id] : one.edges ? [one.a, one.b] : []) state.forced.add(end);
    }
    refresh();
    geokg.show();
    if (one) geokg.reveal(id);
    else geokg.refit();
    live.textContent = one ? `Selected: ${geokg.panel.querySelector("h2").textContent}` : "Nothing selected";
    if (keyboard && one && document.activeElement !== canvas) geokg.panel.querySelector("h2").focus();
  };

  // Draw an entity with its neighbours only; null draws everything again.
  geokg.focus = function (id) {
    state.focus = id;
    state.forced.clear();
    by("focus-bar").hidden = !id;
    if (id) {
      by("focus-text").textContent = `Neighbourhood of ${geokg.short(byId.get(id).label, 60)}`;
      tab("network");
      geokg.select(id);
    } else {
      refresh();
      geokg.show();
    }
    geokg.fit();
  };

  geokg.reset = function () {
    Object.assign(state, geokg.fresh());
    by("focus-bar").hidden = true;
    query.value = "";
    by("event-filter").value = "";
    suggest();
    geokg.select(null);
    geokg.legend();
    geokg.fit();
  };

  function tab(name) {
    for (const other of ["network", "events"]) {
      const on = other === name;
      by(`tab-${other}`).setAttribute("aria-selected", String(on));
      by(`tab-${other}`).tabIndex = on ? 0 : -1;
      by(`${other}-view`).hidden = !on;
    }
    if (name === "network") { geokg.network.redraw(); geokg.refit(); }
  }
  for (const name of ["network", "events"]) {
    by(`tab-${name}`).addEventListener("click", () => tab(name));
    by(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = name === "network" ? "events" : "network";
      tab(other);
      by(`tab-${other}`).focus();
    });
  }

  let active = -1;
  function suggest() {
    const hits = geokg.search(query.value);
    const typed = query.value.trim() !== "";
    active = -1;
    matches.hidden = !typed;
    query.setAttribute("aria-expanded", String(typed));
    query.removeAttribute("aria-activedescendant");
    matches.replaceChildren(...hits.map(({ entity, alias }, i) => {
      const option = geokg.h("li", { role: "option", id: `match-${i}`, "aria-selected": "false", "data-id": entity.id },
        geokg.mark(entity.kind), geokg.text(geokg.short(entity.label, 60)),
        alias ? geokg.h("span.note", " also ", geokg.text(geokg.short(alias, 40))) : null,
        geokg.h("span.note", ` ${geokg.KINDS[entity.kind]}`));
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(entity.id); });
      return option;
    }));
    if (typed && !hits.length) matches.append(geokg.h("li.empty", "No entity has this name."));
  }
  function choose(id) {
    query.value = "";
    suggest();
    tab("network");
    geokg.select(id);
  }
  query.addEventListener("input", suggest);
  query.addEventListener("blur", () => { matches.hidden = true; query.setAttribute("aria-expanded", "false"); });
  query.addEventListener("focus", () => { if (query.value.trim()) suggest(); });
  query.addEventListener("keydown", (event) => {
    const options = [...matches.querySelectorAll("[role=option]")];
    if (event.key === "Escape") { query.value = ""; suggest(); }
    if (event.key === "Enter" && options.length) choose(options[Math.max(0, active)].dataset.id);
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !options.length) return;
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    options[active].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", options[active].id);
  });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = {
    "+": () => geokg.zoom(1.25), "=": () => geokg.zoom(1.25), "-": () => geokg.zoom(0.8),
    0: () => geokg.fit(), Escape: () => geokg.select(null),
    f: () => { if (byId.get(state.selected)?.kind) geokg.focus(state.selected); },
    Enter: () => geokg.panel.querySelector("h2").focus(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const first = geokg.drawn().find((id) => byId.get(id).kind);
      const here = byId.get(state.selected)?.kind ? state.selected : null;
      const next = here ? geokg.neighbour(here, ...arrow) : first;
      if (next) geokg.select(next);
    } else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      query.focus();
    }
    if (event.key === "Escape" && event.target.closest("#panel")) { geokg.select(null); canvas.focus(); }
  });

  by("zoom-in").addEventListener("click", () => geokg.zoom(1.25));
  by("zoom-out").addEventListener("click", () => geokg.zoom(0.8));
  by("zoom-fit").addEventListener("click", () => geokg.fit());
  by("unfocus").addEventListener("click", () => geokg.focus(null));
  by("reset").addEventListener("click", () => geokg.reset());
  by("filters").addEventListener("click", () => {
    const open = by("legend").classList.toggle("open");
    by("filters").setAttribute("aria-expanded", String(open));
  });

  const some = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const events = data.statements.filter((statement) => !statement.lasting).length;
  by("summary").textContent = [some(data.entities.length, "entity", "entities"), some(events, "event"),
    some(data.claims.length, "claim"), some(data.documents.length, "document")].join(" · ");
  geokg.refresh = refresh;
  geokg.legend();
  refresh();
  geokg.show();
  geokg.fit();
  geokg.ready = true;
})(window.geokg);
