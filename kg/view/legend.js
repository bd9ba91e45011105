// The legend, which is also the filter: how many entities, classes, statuses, kinds of edges,
// sources and documents.
"use strict";
geokg.part((geokg) => {
  const { h, state, data, byId, button, stroke } = geokg;
  const nav = document.getElementById("legend");
  const open = new Set();

  function count(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }
  const kinds = count(data.entities.map((entity) => entity.kind));
  const statuses = count(data.statements.map((statement) => statement.status));
  const edges = new Map();
  const quadOf = new Map(data.statements.map((statement) => [statement.edge, statement.quad]));
  for (const link of data.links) {
    for (const edge of link.edges) {
      const known = edges.get(edge.edge) || { name: edge.name, tone: link.tone, quad: quadOf.get(edge.edge) ?? 0, count: 0 };
      known.count += 1;
      edges.set(edge.edge, known);
    }
  }
  const hasLasting = data.links.some((link) => link.edges.some((edge) => edge.lasting));
  const most = Math.max(1, ...geokg.events.map((event) => event.sources));

  function box(label, on, change, number, ...picture) {
    const input = h("input", { type: "checkbox", change: () => change(input.checked) });
    input.checked = on;
    return h("label.option", input, ...picture, h("span.label", label, number === null ? null : h("span.number", ` (${geokg.number(number)})`)));
  }
  const flip = (name, value) => (on) => geokg.change({ [name]: geokg.toggled(state[name], value, !on) });
  function all(name, label, values) {
    if (values.length < 3) return null;
    const set = (on) => () => geokg.change({ [name]: geokg.toggled(state[name], values, !on) });
    return h("span.all",
      button("button.link", set(true), { "aria-label": `${label}: all` }, "all"),
      button("button.link", set(false), { "aria-label": `${label}: none` }, "none"));
  }
  const group = (label, extra, ...options) => h("fieldset", h("legend", h("span", label), extra), options);

  // Many kinds of edges: those of one quad class fold together.
  function edgeGroup({ quad, label, tone }) {
    const own = [...edges].filter(([, edge]) => edge.quad === quad).sort(([, a], [, b]) => b.count - a.count);
    if (!own.length) return null;
    const values = own.map(([value]) => value);
    const shown = values.filter((value) => !state.names.has(value)).length;
    const total = own.reduce((sum, [, edge]) => sum + edge.count, 0);
    const input = h("input", { type: "checkbox", "aria-label": `${label}: all kinds of edges`,
      change: () => geokg.change({ names: geokg.toggled(state.names, values, !input.checked) }) });
    input.checked = shown > 0;
    input.indeterminate = shown > 0 && shown < values.length;
    const details = h("details", { toggle: () => (details.open ? open.add(quad) : open.delete(quad)) },
      h("summary", stroke("solid", tone), h("span", label, h("span.number", ` (${geokg.number(total)})`))),
      own.map(([value, edge]) => box(edge.name, !state.names.has(value), flip("names", value), edge.count)));
    details.open = open.has(quad);
    return h("div.quad", input, details);
  }

  function slider(id, label, { low, high, value, text, change }) {
    const input = h("input", { type: "range", id, min: low, max: high, step: 1, value });
    const output = h("output", { for: id }, text(value));
    input.addEventListener("input", () => { output.textContent = text(Number(input.value)); });
    input.addEventListener("change", () => change(Number(input.value)));
    return h("div.slider", h("label", { for: id }, label), output, input);
  }
  // Few entities at first, all in the end: the slider goes up in ever larger steps.
  function limit() {
    const linked = data.entities.length - geokg.lone.size + (state.lone ? geokg.lone.size : 0);
    if (linked <= 20) return null;
    const steps = [10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000, 20000]
      .filter((step) => step < linked).concat(linked);
    const at = steps.findIndex((step) => step >= Math.min(state.limit, linked));
    return slider("limit", "Most important entities", { low: 0, high: steps.length - 1, value: at < 0 ? steps.length - 1 : at,
      text: (i) => `${geokg.number(steps[i])} of ${geokg.number(linked)}`,
      change: (i) => geokg.change({ limit: steps[i] }) });
  }

  // What has no date of its own: where it stands in time.
  function undated() {
    const bare = geokg.events.filter((event) => !event.date).length;
    if (!bare) return null;
    const select = h("select", { id: "undated", change: () => geokg.change({ undated: select.value }) },
      [["told", "at the day of their document"], ["always", "always shown"], ["never", "hidden"]].map(([value, words]) =>
        h("option", { value }, words)));
    select.value = state.undated;
    return h("div.undated", h("label", { for: "undated" }, "Events without a date",
      h("span.number", ` (${geokg.number(bare)} of ${geokg.number(geokg.events.length)})`)), select);
  }

  function papers() {
    if (data.documents.length + geokg.outlets.length < 2) return null;
    const input = h("input", { type: "search", id: "paper-filter", placeholder: "Only one document or outlet …", "aria-label": "Show only one document or outlet" });
    const folded = data.documents.map((paper) => [geokg.fold(`${paper.title} ${paper.date}`), paper]);
    const div = h("div.combo", input);
    geokg.combobox(input, {
      find: (typed) => {
        const wanted = geokg.fold(typed.trim());
        const outlets = geokg.outlets.filter((name) => geokg.fold(name).includes(wanted)).map((outlet) => ({ outlet }));
        const found = folded.filter(([name]) => name.includes(wanted)).slice(0, 8).map(([, paper]) => ({ paper }));
        return [...outlets.slice(0, 4), ...found].slice(0, 9);
      },
      make: ({ outlet, paper }) => (outlet ? [geokg.text(geokg.short(outlet, 60)), h("span.note", " outlet")]
        : [h("cite", { dir: "auto" }, geokg.short(paper.title, 80) || "Untitled"), h("span.note", ` ${paper.date}`)]),
      choose: ({ outlet, paper }) => geokg.change(outlet ? { outlet, document: "" } : { document: paper.id, outlet: "" }),
      label: "Documents and outlets", empty: "No document and no outlet has this name.",
    });
    const chosen = state.document ? geokg.short(byId.get(state.document).title, 60) : geokg.short(state.outlet, 60);
    return [div, chosen ? h("p.chosen", geokg.text(chosen), " ", button("button.link", () => geokg.change({ document: "", outlet: "" }), "all again")) : null];
  }

  function build() {
    const shownKinds = Object.keys(geokg.KINDS).filter((kind) => kinds.has(kind));
    const drawing = { Reported: "solid", Alleged: "dashed", Contested: "dashed" };
    const shownStatuses = Object.keys(geokg.STATUSES).filter((status) => statuses.has(status));
    const focused = nav.contains(document.activeElement) && document.activeElement.closest("label, fieldset, .slider, .undated");
    const place = focused && [...nav.querySelectorAll("input, button, summary, select")].indexOf(document.activeElement);
    const top = nav.scrollTop;
    nav.replaceChildren(...h("div",
      h("div.nav-head", h("h2", "Filters"), geokg.active() ? button("button.link", () => geokg.change(geokg.unfiltered()), "clear all") : null),
      limit(),
      group("Entities", all("kinds", "Entities", shownKinds), [
        ...shownKinds.map((kind) => box(geokg.KINDS[kind], !state.kinds.has(kind), flip("kinds", kind), kinds.get(kind), geokg.mark(kind))),
        geokg.lone.size ? box("Entities without links", state.lone, (on) => geokg.change({ lone: on }), geokg.lone.size, h("span.mark")) : null]),
      group("Status", all("statuses", "Status", shownStatuses), [
        ...shownStatuses.map((status) => box(status, !state.statuses.has(status), flip("statuses", status), statuses.get(status),
          drawing[status] ? stroke(drawing[status], "neutral") : h("span.noline", "no line"))),
        hasLasting ? box("Lasting facts", state.lasting, (on) => geokg.change({ lasting: on }), null, stroke("dotted", "neutral")) : null]),
      edges.size ? group("Edges", all("names", "Edges", [...edges.keys()]), geokg.QUADS.map(edgeGroup)) : null,
      most > 1 ? slider("least", "Independent sources", { low: 1, high: Math.min(most, 6), value: state.sources,
        text: (n) => (n === 1 ? "any number" : `at least ${n}`), change: (n) => geokg.change({ sources: n }) }) : null,
      undated(),
      data.documents.length > 1 ? group("Documents", null, papers()) : null,
      h("div.reading", h("p.note", "Larger mark: more claims. Thicker line: more claims."),
        h("p.note", "“met ×3”: three claims in one line. “+2”: two more kinds of edges in it.")),
    ).childNodes);
    nav.scrollTop = top;
    if (place >= 0 && focused) [...nav.querySelectorAll("input, button, summary, select")][place]?.focus();
  }

  Object.assign(geokg, { legend: build, edgeKinds: edges });
});
