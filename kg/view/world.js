// The map: each state coloured by what it takes part in, cooperation or conflict; with a state
// selected, by what is told between that state and the others. Outlines: Natural Earth.
"use strict";
geokg.part((geokg) => {
  const { h, svg, data, state, byId, short } = geokg;
  const holder = document.getElementById("map-view");
  let outlines = null;

  const states = new Map(data.entities.filter((one) => one.code).map((one) => [one.code, one.id]));

  // Cooperation and conflict of each state, or of each with the one that is selected.
  function tally(events, home) {
    const found = new Map();
    const add = (id, tone) => {
      if (!found.has(id)) found.set(id, { cooperation: 0, conflict: 0 });
      found.get(id)[tone] += 1;
    };
    for (const event of events) {
      if (event.tone === "neutral") continue;
      if (!home) {
        const taking = [...event.actors, ...event.recipients].map(geokg.stateOf).filter(Boolean);
        for (const id of new Set(taking)) add(id, event.tone);
        continue;
      }
      for (const [a, b] of geokg.pairs(event)) {
        if (a === home) add(b, event.tone);
        else if (b === home) add(a, event.tone);
      }
    }
    return found;
  }

  function country({ code, name, path }, found, home, top) {
    const id = states.get(code);
    const outline = svg("path", { d: path });
    if (!id) return outline;
    const { cooperation, conflict } = found.get(id) || { cooperation: 0, conflict: 0 };
    const total = cooperation + conflict;
    const words = id === home ? geokg.label(id)
      : `${geokg.label(id) || name}: ${cooperation} of cooperation, ${conflict} of conflict`;
    outline.classList.add("known");
    if (id === home) outline.classList.add("chosen");
    for (const [key, value] of [["role", "button"], ["tabindex", "-1"], ["aria-label", words]]) outline.setAttribute(key, value);
    outline.append(svg("title", {}, words));
    if (total) {
      const tone = cooperation >= conflict ? "cooperation" : "conflict";
      const lead = Math.max(cooperation, conflict) / total;
      const strength = Math.round(12 + 80 * (2 * lead - 0.9) * (Math.log2(1 + total) / Math.log2(1 + top)));
      outline.style.fill = `color-mix(in srgb, var(--${tone}) ${Math.max(12, Math.min(95, strength))}%, var(--surface))`;
    }
    const choose = () => geokg.select(home && id !== home ? pair(home, id) : id, { keyboard: true });
    outline.addEventListener("click", choose);
    outline.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } });
    return outline;
  }
  const pair = (one, other) => `p${[one, other].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).join("-")}`;

  // The state in the middle: the selected one, or the one that it was paired with last.
  let last = null;
  function home() {
    const chosen = state.selected;
    if (chosen && byId.get(chosen)?.kind === "State") last = chosen;
    else if (!chosen) last = null;
    return last && states.get(byId.get(last).code) === last ? last : null;
  }

  function build() {
    outlines = outlines || JSON.parse(document.getElementById("world").textContent);
    const centre = home();
    const found = tally(geokg.happened(geokg.shownEvents()), centre);
    const top = Math.max(1, ...[...found.values()].map((one) => one.cooperation + one.conflict));
    const drawn = new Set(outlines.map(({ code }) => code));
    const missing = [...found.keys()].filter((id) => !drawn.has(byId.get(id).code));
    const map = svg("svg", { viewBox: "0 4 992 442", class: "world", role: "group", "aria-label": "Map of the world",
      preserveAspectRatio: "xMidYMid meet" }, ...outlines.map((one) => country(one, found, centre, top)));
    holder.replaceChildren(
      h("div.view-head", h("h2", centre ? ["With ", geokg.text(short(geokg.label(centre), 40))] : "States on the map"), h("ul.key",
        h("li", h("i.swatch.with", { "aria-hidden": "true" }), "more cooperation"), h("li", h("i.swatch.against", { "aria-hidden": "true" }), "more conflict")),
        centre ? geokg.button("button", () => geokg.select(null), "All states") : h("span.note", "Click a state to see it with the others.")),
      h("div.view-body", map, missing.length ? h("p.note", "Not on this map: ",
        missing.slice(0, 12).map((id, i) => [i ? ", " : "", geokg.go(id, geokg.text(short(geokg.label(id), 30)))]),
        missing.length > 12 ? ` and ${missing.length - 12} more` : "", ".") : null));
    geokg.roving(map, ".known");
  }

  Object.assign(geokg, { map: build });
});
