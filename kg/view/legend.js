// The legend, which is also the filter: classes, statuses, kinds of edges, how many to draw.
"use strict";
(function (geokg) {
  const { h, state, data } = geokg;
  const nav = document.getElementById("legend");
  const SVG = "http://www.w3.org/2000/svg";

  function count(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }

  function box(label, on, change, ...picture) {
    const input = h("input", { type: "checkbox" });
    input.checked = on;
    input.addEventListener("change", () => { change(input.checked); geokg.refresh(); });
    return h("label.option", input, ...picture, h("span", label));
  }
  const toggle = (set, value) => (on) => (on ? set.delete(value) : set.add(value));

  function line(kind, tone) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 34 10");
    svg.setAttribute("class", `line line-${kind} tone-${tone}`);
    svg.setAttribute("aria-hidden", "true");
    const stroke = document.createElementNS(SVG, "line");
    for (const [key, value] of [["x1", 1], ["x2", 33], ["y1", 5], ["y2", 5]]) stroke.setAttribute(key, value);
    svg.append(stroke);
    return svg;
  }

  function group(name, options, set, values) {
    if (!options.length) return null;
    const all = (on) => () => {
      for (const value of values) toggle(set, value)(on);
      geokg.refresh();
      build();
    };
    const buttons = set && values.length > 2 ? h("span.all",
      h("button.link", { type: "button", click: all(true), "aria-label": `${name}: show all` }, "all"),
      h("button.link", { type: "button", click: all(false), "aria-label": `${name}: hide all` }, "none")) : null;
    return h("fieldset", h("legend", name, buttons), options);
  }

  function limit() {
    const linked = data.entities.length;
    if (linked <= geokg.FIRST) return null;
    const input = h("input", { type: "range", min: "10", max: String(linked), step: "1", id: "limit" });
    const output = h("output", { for: "limit" });
    input.value = String(state.limit);
    const tell = () => { output.textContent = `${Math.min(state.limit, linked)} of ${linked}`; };
    input.addEventListener("input", () => { state.limit = Number(input.value); tell(); });
    input.addEventListener("change", () => { geokg.refresh(); geokg.fit(); });
    tell();
    return h("div.limit", h("label", { for: "limit" }, "Most important entities drawn"), input, output);
  }

  function build() {
    const kinds = count(data.entities.map((entity) => entity.kind));
    const statuses = count(data.statements.map((statement) => statement.status));
    const names = new Map();
    for (const link of data.links) {
      for (const edge of link.edges) {
        const known = names.get(edge.name) || { tone: link.tone, count: 0 };
        known.count += 1;
        names.set(edge.name, known);
      }
    }
    const lone = data.entities.filter((entity) => entity.lone).length;
    const shownKinds = Object.keys(geokg.KINDS).filter((kind) => kinds.has(kind));
    const drawing = { Reported: "solid", Alleged: "dashed", Contested: "dashed" };
    const shownStatuses = Object.keys(geokg.STATUSES).filter((status) => statuses.has(status));
    const hasLasting = data.links.some((link) => link.edges.some((edge) => edge.lasting));
    const headings = { cooperation: "Cooperation", conflict: "Conflict", neutral: "Other edges" };
    const tones = Object.keys(headings).map((tone) => {
      const own = [...names].filter(([, known]) => known.tone === tone).sort(([a], [b]) => (a < b ? -1 : 1));
      return group(headings[tone], own.map(([name, known]) => box(`${name} (${known.count})`,
        !state.names.has(name), toggle(state.names, name), line("solid", tone))), state.names, own.map(([name]) => name));
    });
    nav.replaceChildren(...h("div",
      group("Entities", [
        ...shownKinds.map((kind) => box(`${geokg.KINDS[kind]} (${kinds.get(kind)})`,
          !state.kinds.has(kind), toggle(state.kinds, kind), geokg.mark(kind))),
        lone ? box(`Entities without links (${lone})`, state.lone, (on) => { state.lone = on; }) : null,
      ].filter(Boolean), state.kinds, shownKinds),
      limit(),
      group("Status", [
        ...shownStatuses.map((status) => box(`${status} (${statuses.get(status)})`,
          !state.statuses.has(status), toggle(state.statuses, status),
          drawing[status] ? line(drawing[status], "neutral") : h("span.noline", "no line"))),
        hasLasting ? box("Lasting facts", state.lasting, (on) => { state.lasting = on; }, line("dotted", "neutral")) : null,
      ].filter(Boolean), null, []),
      ...tones,
      h("p.note", "Larger: more claims. Thicker: more claims. “+2”: more kinds of edges in one line."),
    ).childNodes);
  }

  Object.assign(geokg, { legend: build });
})(window.geokg);
