// Events by month and quad class: a stacked bar a month. A click lists the month's events.
"use strict";
geokg.part((geokg) => {
  const { h, QUADS, button, day, number } = geokg;
  const holder = document.getElementById("timeline-view");
  const WIDEST = 60;

  // What happened in a month: what has a year only is in no month.
  const inMonth = (events, month) => events.filter((event) => event.first.slice(0, 7) === month && event.last.slice(0, 7) === month);

  function months(events) {
    const found = new Map();
    const rest = { years: 0, none: 0 };
    for (const event of events) {
      if (!event.first) { rest.none += 1; continue; }
      const month = event.first.slice(0, 7);
      if (event.last.slice(0, 7) !== month) { rest.years += 1; continue; }
      if (!found.has(month)) found.set(month, { month, total: 0, quads: new Map() });
      const entry = found.get(month);
      entry.total += 1;
      entry.quads.set(event.quad, (entry.quads.get(event.quad) || 0) + 1);
    }
    return { months: filled(found), rest };
  }

  // All months of the time slider, those without an event too; what lies before is no bar.
  function filled(found) {
    if (!found.size) return [];
    const own = [...found.keys()].sort();
    const low = geokg.steps.length ? geokg.steps[0].slice(0, 7) : own[0];
    const high = geokg.steps.length ? geokg.steps.at(-1).slice(0, 7) : own.at(-1);
    const first = own.find((month) => month >= low && month <= high) || own.at(-1);
    if (first > high) return [found.get(first)];
    const months = [];
    for (let [year, month] = first.split("-").map(Number); ;) {
      const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
      if (name > own.at(-1) || name > high || months.length > 1200) return months;
      months.push(found.get(name) || { month: name, total: 0, quads: new Map() });
      month += 1;
      if (month > 12) { month = 1; year += 1; }
    }
  }

  function bar(entry, top, i) {
    const { month, total, quads } = entry;
    const told = QUADS.filter(({ quad }) => quads.get(quad)).map(({ quad, label }) => `${quads.get(quad)} ${label.toLowerCase()}`);
    const stack = h("span.stack", { "aria-hidden": "true" }, [...QUADS].reverse().filter(({ quad }) => quads.get(quad)).map(({ quad }) => {
      const part = h(`i.quad-${quad}`);
      part.style.flexGrow = String(quads.get(quad));
      return part;
    }));
    stack.style.height = `${(100 * total) / top}%`;
    // The year once, where it begins: twelve times the same number is read by nobody.
    const year = i === 0 || month.endsWith("-01") ? month.slice(0, 4) : "";
    return h("li", button("button.month", () => geokg.select(`m${month}-all`, { keyboard: true }),
      { title: `${day(month)}: ${told.join(", ")}`, "aria-pressed": String(geokg.state.selected === `m${month}-all`) },
      h("span.count", number(total), h("span.unseen", total === 1 ? " event in " : " events in ")), stack,
      h("span.name", day(month).split(" ")[0], h("span.unseen", ` ${month.slice(0, 4)}. ${told.join(", ")}`),
        h("small", { "aria-hidden": "true" }, year || "\u00a0"))));
  }

  function build() {
    const events = geokg.shownEvents();
    const { months: all, rest } = months(events);
    const list = all.slice(-WIDEST);
    const top = Math.max(1, ...list.map((entry) => entry.total));
    const told = events.filter((event) => !event.date && event.first).length;
    const monthly = events.filter((event) => event.first && event.first.slice(0, 7) === event.last.slice(0, 7));
    const outside = (test) => (all.length ? monthly.filter((event) => test(event.first.slice(0, 7))).length : 0);
    const early = outside((month) => month < all[0].month);
    const late = outside((month) => month > all.at(-1).month);
    const notes = [
      told ? `${geokg.some(told, "event")} without a date of their own ${told === 1 ? "stands" : "stand"} at the day of the document.` : "",
      rest.years ? `${geokg.some(rest.years, "event")} dated to a year only ${rest.years === 1 ? "is" : "are"} not in the bars.` : "",
      early ? `${geokg.some(early, "event")} before ${day(all[0].month)} ${early === 1 ? "is" : "are"} not in the bars.` : "",
      late ? `${geokg.some(late, "event")} after ${day(all.at(-1).month)} ${late === 1 ? "is" : "are"} not in the bars.` : "",
      rest.none ? `${geokg.some(rest.none, "event")} without any date ${rest.none === 1 ? "is" : "are"} not in the bars.` : "",
      all.length > WIDEST ? `The last ${WIDEST} of ${all.length} months; choose others with the time below.` : "",
    ].filter(Boolean);
    const chart = h("ol.chart", list.map((entry, i) => bar(entry, top, i)));
    holder.replaceChildren(
      h("div.view-head", h("h2", "Events by month"), h("ul.key", QUADS.filter(({ quad }) => events.some((event) => event.quad === quad))
        .map(({ quad, label }) => h("li", h(`i.swatch.quad-${quad}`, { "aria-hidden": "true" }), label)))),
      h("div.view-body.chart-body", list.length ? chart : h("p.empty", "No event with a date passes the filters."),
        notes.map((note) => h("p.note", note))));
    chart.scrollLeft = chart.scrollWidth;
    geokg.roving(chart, ".month");
  }

  Object.assign(geokg, { timeline: build, inMonth, months: () => months(geokg.shownEvents()).months });
});
