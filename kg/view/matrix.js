// States against states: how often they worked together and how often against each other,
// officials, bodies and forces counted with their state. A click lists the events.
"use strict";
geokg.part((geokg) => {
  const { h, byId, button, short, number } = geokg;
  const holder = document.getElementById("matrix-view");
  let size = 12;
  let order = null;

  const between = (events, one, other) => events.filter((event) =>
    geokg.pairs(event).some(([a, b]) => (a === one && b === other) || (a === other && b === one)));

  function count(events) {
    const cells = new Map();
    const weight = new Map();
    for (const event of events) {
      if (event.tone === "neutral") continue;
      for (const pair of geokg.pairs(event)) {
        const [a, b] = pair.sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
        const key = `${a}-${b}`;
        if (!cells.has(key)) cells.set(key, { a, b, cooperation: 0, conflict: 0 });
        cells.get(key)[event.tone] += 1;
        for (const id of [a, b]) weight.set(id, (weight.get(id) || 0) + 1);
      }
    }
    const states = [...weight].sort(([a, x], [b, y]) => y - x || Number(a.slice(1)) - Number(b.slice(1))).map(([id]) => id);
    return { cells, states };
  }

  function cell(one, other, cells, top) {
    if (one === other) return h("td.self", { "aria-hidden": "true" });
    const key = [one, other].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).join("-");
    const found = cells.get(key);
    if (!found) return h("td", h("span.none", { "aria-label": "nothing" }, "·"));
    const { cooperation, conflict } = found;
    const total = cooperation + conflict;
    const td = h("td", button("button.dyad", () => geokg.select(`p${key}`, { keyboard: true }),
      { title: `${short(geokg.label(one), 40)} – ${short(geokg.label(other), 40)}: ${cooperation} of cooperation, ${conflict} of conflict`,
        "aria-pressed": String(geokg.state.selected === `p${key}`) },
      h("span.unseen", geokg.text(geokg.label(one)), " and ", geokg.text(geokg.label(other)), ": "),
      cooperation ? h("span.with", String(cooperation), h("span.unseen", " of cooperation ")) : null,
      conflict ? h("span.against", String(conflict), h("span.unseen", " of conflict")) : null));
    const tone = cooperation >= conflict ? "cooperation" : "conflict";
    const share = (cooperation === conflict ? 0.35 : Math.abs(cooperation - conflict) / total);
    const strength = Math.round(8 + 44 * share * Math.min(1, Math.log2(1 + total) / Math.log2(1 + top)));
    td.firstChild.style.background = `color-mix(in srgb, var(--${tone}) ${strength}%, var(--raised))`;
    return td;
  }

  function build() {
    const { cells, states: found } = count(geokg.happened(geokg.shownEvents()));
    // The order is that of the whole graph, so that no row moves when a filter changes.
    const some = new Set(found);
    order = order || count(geokg.happened(geokg.events)).states;
    const states = [...order.filter((id) => some.has(id)), ...found.filter((id) => !order.includes(id))];
    const shown = states.slice(0, size);
    const top = Math.max(1, ...[...cells.values()].map((one) => one.cooperation + one.conflict));
    const code = (id) => byId.get(id).code || short(geokg.label(id), 4);
    const table = h("table.matrix", h("caption.unseen", "Cooperation and conflict between states"),
      h("thead", h("tr", h("td"), shown.map((id) => h("th", { scope: "col", title: geokg.label(id) }, h("abbr", { title: geokg.label(id) }, code(id)))))),
      h("tbody", shown.map((one) => h("tr", h("th", { scope: "row" }, geokg.go(one, geokg.text(short(geokg.label(one), 22)))),
        shown.map((other) => cell(one, other, cells, top))))));
    const more = states.length > size ? button("button", () => { size *= 2; build(); }, `Show more of ${number(states.length)} states`) : null;
    holder.replaceChildren(
      h("div.view-head", h("h2", "States and states"), h("ul.key",
        h("li", h("i.swatch.with", { "aria-hidden": "true" }), "Cooperation"), h("li", h("i.swatch.against", { "aria-hidden": "true" }), "Conflict")),
        h("span.note", "Officials, bodies and forces count with their state; what is denied, planned or only possible does not.")),
      h("div.view-body", { tabindex: "0", role: "region", "aria-label": "Matrix of states" },
        shown.length ? [table, more] : h("p.empty", "No event between two states passes the filters.")));
    geokg.roving(table, ".dyad", () => 1);
  }

  Object.assign(geokg, { matrix: build, between, dyads: () => count(geokg.happened(geokg.shownEvents())) });
});
