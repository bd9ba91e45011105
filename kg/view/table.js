// The table of all events: what, who, whom, where, when, status; filtered by text, sorted by column.
"use strict";
(function (geokg) {
  const { h, state, data } = geokg;
  const table = document.getElementById("events");
  const filter = document.getElementById("event-filter");
  const more = document.getElementById("more-events");
  const STEP = 200;
  let shown = STEP;
  let order = { column: 4, down: false };

  const labels = (ids) => ids.map((id) => geokg.label(id)).join(", ");
  const events = data.statements.filter((statement) => !statement.lasting).map((statement) => {
    const cells = [statement.type, labels(statement.actors), labels(statement.recipients),
      labels(statement.places), statement.when || (statement.told ? `told ${statement.told}` : ""), statement.status];
    return { statement, cells, folded: [...cells, statement.what].join(" ").toLowerCase() };
  });
  const COLUMNS = ["Event", "Who", "Whom", "Where", "When", "Status"];

  function sorted(rows) {
    const key = ({ statement, cells }) => (order.column === 4 ? statement.sort : cells[order.column].toLowerCase());
    const sign = order.down ? -1 : 1;
    return [...rows].sort((one, other) => (key(one) < key(other) ? -sign : key(one) > key(other) ? sign : 0));
  }

  function head(name, column) {
    const active = order.column === column;
    const button = h("button.link", { type: "button", click: () => {
      order = { column, down: active && !order.down };
      build();
      table.querySelectorAll("th button")[column].focus();
    } }, name, h("span", { "aria-hidden": "true" }, active ? (order.down ? " ↓" : " ↑") : ""));
    return h("th", { scope: "col", "aria-sort": active ? (order.down ? "descending" : "ascending") : "none" }, button);
  }

  function line({ statement, cells }) {
    const open = () => geokg.select(statement.id, { keyboard: true });
    const cell = (i, ...parts) => h("td", { "data-label": COLUMNS[i], dir: "auto" }, ...parts);
    const short = (i) => (cells[i] ? geokg.text(geokg.short(cells[i], 90)) : h("span.none", "–"));
    const row = h(statement.id === state.selected ? "tr.chosen" : "tr",
      cell(0, h(`button.link.tone-${statement.tone}`, { type: "button" }, cells[0])),
      cell(1, short(1)), cell(2, short(2)), cell(3, short(3)), cell(4, short(4)),
      cell(5, geokg.badge(statement.status)));
    row.addEventListener("click", open);
    return row;
  }

  function build() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = sorted(events.filter(({ statement, folded }) =>
      !state.statuses.has(statement.status) && words.every((word) => folded.includes(word))));
    document.getElementById("event-count").textContent = `${found.length} of ${events.length}`;
    more.hidden = found.length <= shown;
    const body = found.length ? found.slice(0, shown).map(line)
      : [h("tr", h("td.empty", { colspan: "6" }, events.length ? "No event matches." : "The graph holds no event."))];
    table.replaceChildren(h("caption.unseen", "All events of the graph"),
      h("thead", h("tr", COLUMNS.map(head))), h("tbody", body));
  }
  filter.addEventListener("input", () => { shown = STEP; build(); });
  more.addEventListener("click", () => { shown += STEP; build(); });

  Object.assign(geokg, { table: build });
})(window.geokg);
