// The panel beside the network: what is selected, with the sentences behind. Without a
// selection it says where to begin.
"use strict";
geokg.part((geokg) => {
  const { byId, state, data, h, text, go, button, entity, entities, long, section, short, title } = geokg;
  const panel = document.getElementById("panel");

  const only = (values, keep) => new Set(values.filter((value) => !keep.includes(value)));
  const names = () => [...new Set([...data.statements.map((s) => s.edge), ...data.links.flatMap((l) => l.edges.map((e) => e.edge))])];
  // A question clears what the last one left, but for the documents and the time looked at.
  function ask(patch) {
    const { document: paper, outlet, from, to, undated } = state;
    geokg.change({ ...geokg.unfiltered(), document: paper, outlet, from, to, undated, focus: null, path: null,
      selected: null, find: "", ...patch });
  }
  const asks = (patch) => () => ask(patch);
  // The questions that people come with, as one click each; of a document, about it alone.
  function questions(paper) {
    const statuses = Object.keys(geokg.STATUSES);
    const about = paper ? { document: paper.id, outlet: "" } : {};
    const events = paper ? geokg.events.filter((event) => event.documents.has(paper.id)) : geokg.events;
    const has = (status) => events.some((event) => event.status === status);
    const meetings = ["met", "calledByPhone", "visited"].filter((name) => events.some((event) => event.edge === name));
    const list = [
      meetings.length ? ["Who met whom?", { names: only(names(), meetings), lasting: false, view: "events" }] : null,
      has("Contested") ? ["What is contested?", { statuses: only(statuses, ["Contested"]), view: "events" }] : null,
      has("Alleged") ? ["What is alleged?", { statuses: only(statuses, ["Alleged"]), view: "events" }] : null,
      has("Planned") ? ["What is planned?", { statuses: only(statuses, ["Planned"]), view: "events" }] : null,
      has("Hypothetical") ? ["What might happen?", { statuses: only(statuses, ["Hypothetical"]), view: "events" }] : null,
      events.some((event) => event.sources > 1) ? ["What do several sources say?", { sources: 2, view: "events" }] : null,
      events.some((event) => geokg.pairs(event).length) ? ["Which states are friends, which foes?", { view: "matrix" }] : null,
    ].filter(Boolean);
    if (!list.length) return null;
    return [h("h3", paper ? "Ask this document" : "Ask"), h("ul.asks", list.map(([name, patch]) => h("li", button("button.ask", asks({ ...about, ...patch }), name))))];
  }

  const paper = (one) => h("li", go(one.id, h("cite", { dir: "auto" }, short(one.title, 120) || "Untitled")),
    h("span.note", [one.publisher, one.date].filter(Boolean).map((value, i) => [i ? " · " : "", text(value)])));
  function welcome() {
    const main = data.entities.filter((one) => !one.lone).slice(0, 8);
    return [
      h("h2", { tabindex: "-1" }, "Details"),
      h("p.hint", "Click an entity or a line: here stands what is told about it, by whom, and in which sentence."),
      questions(),
      main.length ? [h("h3", "Most connected"), h("ul.facts", main.map((one) => h("li", entity(one.id), h("span.note", ` ${geokg.KINDS[one.kind]}`))))] : null,
      data.documents.length ? [h("h3", `Documents (${geokg.number(data.documents.length)})`), long("ul.papers", data.documents, paper, 12)]
        : h("p.empty", "The graph holds no document."),
    ];
  }

  // What a document says, and the way to see nothing but that.
  function paperView(one) {
    const claims = geokg.claimsIn(one.id);
    const told = [...new Set(claims.map((claim) => claim.about))].map((id) => byId.get(id));
    const on = state.document === one.id;
    return [
      title(short(one.title, 300) || "Untitled", [h("span.tag", "Document"), one.date ? h("span.date", one.date) : null]),
      one.publisher ? h("p.aliases", text(one.publisher)) : null,
      one.source ? h("p.aliases", geokg.address(one.source)) : null,
      h("p", button("button", () => geokg.change({ document: on ? "" : one.id, focus: null, path: null, extra: new Set() }),
        on ? "Show all documents again" : "Show only this document")),
      questions(one),
      section("What it tells", told.filter((s) => !s.lasting).sort(geokg.bySort), 30),
      section("Offices and lasting facts", told.filter((s) => s.lasting), 20),
      told.length ? null : h("p.empty", "No event and no lasting fact was found in it."),
    ];
  }

  function monthView(id) {
    const [, month, quad] = /^m(\d{4}-\d\d)-(.+)$/.exec(id);
    const all = geokg.inMonth(geokg.shownEvents(), month).sort(geokg.bySort);
    const kinds = geokg.QUADS.filter((one) => quad === "all" || String(one.quad) === quad);
    return [
      title(geokg.day(month), [h("span.tag", geokg.some(all.length, "event"))]),
      h("p", button("button", () => geokg.change({ ...geokg.window(month, month) }), "Show only this month")),
      kinds.map((one) => section(one.label, all.filter((event) => event.quad === one.quad), 20)),
      all.length ? null : h("p.empty", "The filters leave no event of this month."),
    ];
  }

  function pairView(id) {
    const ends = /^p(n\d+)-(n\d+)$/.exec(id).slice(1);
    const whole = geokg.between(geokg.shownEvents(), ...ends).sort(geokg.bySort);
    const all = geokg.happened(whole);
    const months = new Map();
    for (const event of all) {
      const month = event.first.slice(0, 7);
      if (month && month === event.last.slice(0, 7)) months.set(month, (months.get(month) || 0) + 1);
    }
    const [friendly, hostile] = ["cooperation", "conflict"].map((tone) => all.filter((event) => event.tone === tone));
    const rest = all.filter((event) => event.tone === "neutral");
    return [
      h("div.title", h("h2", { tabindex: "-1", dir: "auto" }, ends.map((end, i) => [i ? " – " : "", text(short(geokg.label(end), 60))])),
        h("p.badges", entities(ends))),
      h("p.status", `Between the two, officials and bodies included: ${friendly.length} of cooperation, ${hostile.length} of conflict${geokg.timed() ? `, ${geokg.span()}` : ""}.`),
      months.size > 1 ? h("div.by-month", { role: "group", "aria-label": "Only one month" }, [...months].sort().map(([month, count]) =>
        button("button.ask", () => geokg.change(geokg.window(month, month)), `${geokg.day(month)} (${count})`)))
        : geokg.timed() ? h("p", button("button", () => geokg.change({ from: "", to: "" }), "Show all time")) : null,
      section("Conflict", hostile, 30), section("Cooperation", friendly, 30), section("Neither", rest, 30),
      section("Denied, planned or possible", whole.filter((event) => !all.includes(event)), 30),
      all.length ? null : h("p.empty", "The filters leave no event between the two."),
    ];
  }

  function wayView() {
    const { way } = geokg.shown();
    const { links } = geokg.passing();
    const [start, goal] = state.path;
    const between = (one, other) => [...links.values()].filter(({ link }) =>
      (link.a === one && link.b === other) || (link.a === other && link.b === one));
    return [
      h("div.title", h("h2", { tabindex: "-1", dir: "auto" }, "From ", text(short(geokg.label(start), 60)), " to ", text(short(geokg.label(goal), 60))),
        h("p.badges", h("span.tag", way ? `shortest path: ${geokg.some(way.length - 1, "step")}` : "no path"))),
      way ? h("ol.way-steps", way.map((id, i) => h("li", entity(id), i + 1 < way.length
        ? h("ul.facts", between(id, way[i + 1]).map(({ link, edges }) => h("li",
          go(link.id, h(`span.tone-${link.tone}`, edges.map(({ edge }) => edge.name).join(", ")))))) : null)))
        : h("p.empty", "No path leads from one to the other with these filters."),
      h("p", button("button", () => geokg.change({ path: null }), "Show everything again")),
    ];
  }

  function view(id) {
    if (!id) return state.path ? wayView() : welcome();
    if (id[0] === "m") return monthView(id);
    if (id[0] === "p") return pairView(id);
    const one = byId.get(id);
    if (id[0] === "d") return paperView(one);
    return one.edges ? geokg.linkView(one) : one.kind ? geokg.entityView(one) : geokg.statementView(one);
  }

  const history = [];
  function back() {
    geokg.select(history.pop() || null, { keyboard: true, back: true });
  }
  function show({ keep = false } = {}) {
    const id = state.selected;
    const top = panel.scrollTop;
    panel.replaceChildren(...h("div",
      id || state.path ? h("div.bar",
        history.length ? button("button", back, "← Back") : null,
        id ? button("button.close", () => geokg.select(null), { "aria-label": "Close details" }, "Close") : null) : null,
      ...view(id)).childNodes);
    panel.classList.toggle("open", Boolean(id || state.path));
    panel.scrollTop = keep ? top : 0;
  }

  Object.assign(geokg, { show, history, panel });
});
