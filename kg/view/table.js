// The table of events: when, what, who, whom, where, status, sources; the filters of the page
// hold here too, words narrow it down, a click on a heading sorts it.
"use strict";
geokg.part((geokg) => {
  const { h, state } = geokg;
  const table = document.getElementById("events");
  const filter = document.getElementById("event-filter");
  const more = document.getElementById("more-events");
  const STEP = 200;
  let shown = STEP;

  const labels = (ids) => ids.map((id) => geokg.label(id)).join(", ");
  const rows = new Map();
  function row(statement) {
    if (!rows.has(statement.id)) {
      const cells = {
        date: statement.when || (statement.told ? `told ${statement.told}` : ""), event: statement.type,
        who: labels(statement.actors), whom: labels(statement.recipients), where: labels(statement.places),
        status: statement.status, sources: String(statement.sources),
      };
      const words = geokg.fold([...Object.values(cells), statement.what].join(" "));
      rows.set(statement.id, { statement, cells, words });
    }
    return rows.get(statement.id);
  }
  const COLUMNS = { date: "When", event: "Event", who: "Who", whom: "Whom", where: "Where", status: "Status", sources: "Sources" };

  function sorted(found) {
    const name = state.sort in COLUMNS ? state.sort : "date";
    const key = { date: ({ statement }) => statement.sort, sources: ({ statement }) => statement.sources }[name] ||
      (({ cells }) => cells[name].toLowerCase());
    const sign = state.down ? -1 : 1;
    const keys = new Map(found.map((one) => [one, key(one)]));
    return [...found].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      return a < b ? -sign : a > b ? sign : 0;
    });
  }

  function head([name, label]) {
    const active = state.sort === name;
    return h("th", { scope: "col", "aria-sort": active ? (state.down ? "descending" : "ascending") : "none" },
      geokg.button("button.link", () => {
        geokg.change({ sort: name, down: active ? !state.down : name === "date" || name === "sources" });
        table.querySelectorAll("th button")[Object.keys(COLUMNS).indexOf(name)].focus();
      }, label, h("span", { "aria-hidden": "true" }, active ? (state.down ? " ↓" : " ↑") : "")));
  }
  function what({ what: words, objects }) {
    const told = words || labels(objects);
    return told ? h("span.about", geokg.text(geokg.short(told, 90))) : null;
  }
  function line({ statement, cells }) {
    const cell = (name, ...parts) => h("td", { "data-label": COLUMNS[name], dir: "auto" }, ...parts);
    const short = (name) => (cells[name] ? geokg.text(geokg.short(cells[name], 90)) : h("span.none", "–"));
    return h(statement.id === state.selected ? "tr.chosen" : "tr", { click: () => geokg.select(statement.id, { keyboard: true }) },
      cell("date", short("date")), cell("event", h(`button.link.tone-${statement.tone}`, { type: "button" }, cells.event), what(statement)),
      cell("who", short("who")), cell("whom", short("whom")), cell("where", short("where")),
      cell("status", geokg.badge(statement.status)), cell("sources", cells.sources));
  }

  // The events that the table lists, in its order.
  function listed() {
    const words = geokg.fold(state.find).split(/\s+/).filter(Boolean);
    return sorted(geokg.shownEvents().map(row).filter((one) => words.every((word) => one.words.includes(word))));
  }
  function build() {
    const found = listed();
    if (filter !== document.activeElement) filter.value = state.find;
    document.getElementById("event-count").textContent = `${geokg.number(found.length)} of ${geokg.number(geokg.events.length)}`;
    more.hidden = found.length <= shown;
    const body = found.length ? found.slice(0, shown).map(line)
      : [h("tr", h("td.empty", { colspan: "7" }, geokg.events.length ? "No event matches." : "The graph holds no event."))];
    table.replaceChildren(h("caption.unseen", "Events of the graph"),
      h("thead", h("tr", Object.entries(COLUMNS).map(head))), h("tbody", body));
  }
  let first = true;
  filter.addEventListener("input", () => {
    shown = STEP;
    geokg.change({ find: filter.value }, { step: first });
    first = false;
  });
  filter.addEventListener("blur", () => { first = true; });
  more.addEventListener("click", () => { shown += STEP; build(); });

  Object.assign(geokg, { table: build, listed: () => listed().map(({ statement }) => statement) });
});
